#pragma once

#include <cstddef>
#include <cstring>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "shared/base/clock.h"
#include "shared/crypto/sha256.h"

namespace ddb::backend {

/// Tokens that were verified before, by their SHA-256, so that not each request costs a signature's check.
/// Holds no token. When it is full, the one that was added first goes. Safe for several threads.
class VerifiedTokens {
 public:
  explicit VerifiedTokens(std::size_t count_max) : count_max_(count_max) {}

  /// The `sub` of a token that was added and has not expired at `now`.
  std::optional<std::string> find(const crypto::Sha256Digest& token, Clock::TimePoint now) const;

  void add(const crypto::Sha256Digest& token, std::string sub, Clock::TimePoint expires_at);

 private:
  struct Entry {
    std::string sub;
    Clock::TimePoint expires_at;
  };
  /// A digest's own bytes are as good as any hash of them.
  struct FirstBytes {
    std::size_t operator()(const crypto::Sha256Digest& digest) const {
      std::size_t hash = 0;
      std::memcpy(&hash, digest.data(), sizeof(hash));
      return hash;
    }
  };

  const std::size_t count_max_;
  mutable std::mutex mutex_;
  std::unordered_map<crypto::Sha256Digest, Entry, FirstBytes> entries_;
  std::deque<crypto::Sha256Digest> added_;  ///< Oldest first.
};

}  // namespace ddb::backend
