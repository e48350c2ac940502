#include "shared/aws/retry.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace ddb::aws {

std::chrono::milliseconds retry_delay(const RetryPolicy& policy, unsigned attempts_made, Random& random) {
  assert(attempts_made > 0);
  constexpr unsigned doublings_max = 20;  // Beyond it every base is over every sensible limit.
  const std::chrono::milliseconds doubled =
      policy.backoff_base * (1LL << std::min(attempts_made - 1, doublings_max));
  const auto longest = std::min(doubled, policy.backoff_max);
  const auto choices = static_cast<std::uint64_t>(longest.count()) + 1;
  return std::chrono::milliseconds(static_cast<std::int64_t>(random.next() % choices));
}

bool is_retryable(std::string_view type, int status) {
  constexpr std::array<std::string_view, 9> types{
      "ProvisionedThroughputExceededException",
      "ThrottlingException",
      "Throttling",
      "RequestLimitExceeded",
      "TooManyRequestsException",
      "TransactionInProgressException",
      "InternalServerError",
      "InternalFailure",
      "ServiceUnavailable",
  };
  return status >= 500 || status == 429 || std::find(types.begin(), types.end(), type) != types.end();
}

}  // namespace ddb::aws
