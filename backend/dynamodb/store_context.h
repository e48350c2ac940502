#pragma once

#include <string>

#include "backend/dynamodb/table.h"
#include "shared/aws/retry.h"
#include "shared/aws/system.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"

namespace ddb::backend {

/// Whether the store has TransactWriteItems.
enum class Transactions {
  kOn,
  /// Conditional single writes, in an order that a crash at any point leaves readable and the next attempt
  /// completes. For engines that speak DynamoDB's protocol and know no transactions.
  kOff,
};

/// What the parts of the store work with; everything referred to outlives them.
struct StoreContext {
  const Table& table;
  const Clock& clock;
  Random& random;
  aws::Sleeper& sleeper;
  Transactions transactions;
};

/// The pauses between attempts at something that others are at, too: random, each longer than the one before.
class Backoff {
 public:
  explicit Backoff(const StoreContext& context) : context_(context) {}

  /// Waits; false, without waiting, if it was tried often enough.
  bool pause() {
    if (++attempts_ >= kPolicy.attempts_max) return false;
    context_.sleeper.sleep(aws::retry_delay(kPolicy, attempts_, context_.random));
    return true;
  }

 private:
  /// A conflict lasts as long as one transaction, some 10 ms. All the pauses together take 3 s at most.
  static constexpr aws::RetryPolicy kPolicy{.attempts_max = 12,
                                            .backoff_base = std::chrono::milliseconds(15),
                                            .backoff_max = std::chrono::milliseconds(400)};
  const StoreContext& context_;
  unsigned attempts_ = 0;
};

/// The error of somebody who met others at every attempt.
inline StoreError too_contended(const std::string& what) {
  return {StoreError::Kind::kUnavailable, what + " was changed by others at every attempt."};
}

}  // namespace ddb::backend
