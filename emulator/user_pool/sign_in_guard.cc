#include "emulator/user_pool/sign_in_guard.h"

#include <algorithm>

namespace ddb::user_pool {
namespace {

constexpr std::uint32_t kFreeAttempts = 5;
constexpr std::chrono::seconds kLockoutMax = std::chrono::minutes(15);
constexpr std::chrono::seconds kForgottenAfter = std::chrono::minutes(15);

std::chrono::seconds lockout_after(std::uint32_t failed) {
  if (failed < kFreeAttempts) return std::chrono::seconds(0);
  const std::uint32_t doublings = std::min(failed - kFreeAttempts, 10U);  // 2^10 s are more than the maximum
  return std::min(std::chrono::seconds(1U << doublings), kLockoutMax);
}

}  // namespace

bool SignInGuard::permits(const std::string& user, Clock::TimePoint now) {
  const auto found = attempts_.find(user);
  if (found == attempts_.end()) return true;
  Attempts& attempts = found->second;
  const bool forgotten = now - attempts.last >= kForgottenAfter && now >= attempts.locked_until;
  attempts.last = now;
  if (!forgotten) return now >= attempts.locked_until;
  attempts_.erase(found);
  return true;
}

void SignInGuard::failed(const std::string& user, Clock::TimePoint now) {
  if (attempts_.size() >= kUsersMax && !attempts_.contains(user)) make_room(now);
  Attempts& attempts = attempts_[user];
  ++attempts.failed;
  attempts.last = now;
  attempts.locked_until = now + lockout_after(attempts.failed);
}

void SignInGuard::succeeded(const std::string& user) {
  attempts_.erase(user);
}

void SignInGuard::make_room(Clock::TimePoint now) {
  std::erase_if(attempts_, [now](const auto& entry) { return now - entry.second.last >= kForgottenAfter; });
  if (attempts_.size() < kUsersMax) return;
  attempts_.erase(std::min_element(
      attempts_.begin(), attempts_.end(),
      [](const auto& left, const auto& right) { return left.second.last < right.second.last; }));
}

}  // namespace ddb::user_pool
