#include "backend/identity/verified_tokens.h"

#include <utility>

namespace ddb::backend {

std::optional<std::string> VerifiedTokens::find(const crypto::Sha256Digest& token,
                                                Clock::TimePoint now) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(token);
  if (found == entries_.end() || now >= found->second.expires_at) return std::nullopt;
  return found->second.sub;
}

void VerifiedTokens::add(const crypto::Sha256Digest& token, std::string sub, Clock::TimePoint expires_at) {
  const std::lock_guard lock(mutex_);
  if (!entries_.try_emplace(token, Entry{std::move(sub), expires_at}).second) return;
  added_.push_back(token);
  if (added_.size() <= count_max_) return;
  entries_.erase(added_.front());
  added_.pop_front();
}

}  // namespace ddb::backend
