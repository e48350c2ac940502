#pragma once

#include <chrono>
#include <string_view>

#include "shared/base/random.h"

namespace ddb::aws {

/// How often and how long a call is tried.
struct RetryPolicy {
  unsigned attempts_max = 10;                         ///< As the AWS SDKs try DynamoDB's calls.
  unsigned connection_attempts_max = 4;               ///< Of these, how many may find nobody to talk to.
  std::chrono::milliseconds backoff_base{50};         ///< The longest wait before the second attempt.
  std::chrono::milliseconds backoff_max{20'000};      ///< The longest wait before any attempt.
  std::chrono::milliseconds total_time_max{120'000};  ///< No attempt begins later than this after the first.
};

/// The wait before the next attempt after `attempts_made` failed: a random time from zero to
/// min(backoff_max, backoff_base * 2^(attempts_made - 1)), so that many clients do not come back together.
/// Source: AWS Architecture Blog, "Exponential Backoff And Jitter", full jitter.
std::chrono::milliseconds retry_delay(const RetryPolicy& policy, unsigned attempts_made, Random& random);

/// Whether the same request may succeed later: throttling, a transaction under way, or a failure of the
/// service. `type` is an error's name without its prefix. Source: DynamoDB Developer Guide, "Error handling
/// with DynamoDB"; Amazon Cognito user pools API Reference, "InitiateAuth", Errors.
bool is_retryable(std::string_view type, int status);

}  // namespace ddb::aws
