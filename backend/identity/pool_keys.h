#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "backend/identity/user_pool.h"
#include "backend/ports/token_verifier.h"
#include "shared/aws/system.h"
#include "shared/base/clock.h"
#include "shared/crypto/rsa.h"
#include "shared/jwt/key_set.h"

namespace ddb::backend {

/// The pool's public keys, fetched from its `/.well-known/jwks.json` when they are first needed and kept.
/// Callers that need them at the same time wait for one fetch. Safe for several threads.
class PoolKeys {
 public:
  /// Kept keys are fetched anew after this; while the pool can't be reached, the old ones serve.
  static constexpr std::chrono::hours kAgeMax{1};
  /// A key that is not among the kept ones has them fetched anew, but fetches are so far apart: anybody can
  /// make up a key id, and a pool that is not reached is left alone for a while.
  static constexpr std::chrono::seconds kFetchPause{30};
  /// The same while there are no keys at all, and so no token can be verified.
  static constexpr std::chrono::seconds kFirstFetchPause{1};

  PoolKeys(const UserPool& pool, aws::Transport& transport, const Clock& clock);

  /// kInvalid if the pool has no such key, kUnavailable if its keys can't be had.
  Result<crypto::RsaPublicKey, TokenError> find(std::string_view key_id);

 private:
  using Keys = std::shared_ptr<const jwt::KeySet>;

  bool should_fetch(bool is_known) const;
  void fetch_and_keep(std::unique_lock<std::mutex>& lock);
  Result<Keys> fetch() const;
  TokenError not_found() const;

  const http::Url url_;
  aws::Transport& transport_;
  const Clock& clock_;

  std::mutex mutex_;
  std::condition_variable fetched_;
  bool is_fetching_ = false;
  Keys keys_;                                 ///< Null: none were ever had.
  Clock::TimePoint kept_since_{};             ///< Of `keys_`.
  std::optional<Clock::TimePoint> tried_at_;  ///< When the last fetch ended, whatever came of it.
  std::string failure_;                       ///< Of the last fetch; empty: it went well.
};

}  // namespace ddb::backend
