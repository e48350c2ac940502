#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "shared/base/clock.h"

namespace ddb::user_pool {

/// Slows down whoever guesses passwords, as Cognito does (Developer Guide, "Lockout behavior for failed
/// sign-in attempts"): the n-th failed attempt on a user, from the fifth on, locks the user out for 2^(n-5)
/// seconds, at most 15 minutes. Attempts meanwhile are not counted. A sign-in, or 15 minutes without an
/// attempt, makes n 0 again. Users who are not there are counted as well, so that nobody is known by it. Kept
/// in memory only.
class SignInGuard {
 public:
  /// Of how many users it keeps count; beyond that, those whose last attempt is longest ago are forgotten.
  static constexpr std::size_t kUsersMax = 10'000;

  /// Whether an attempt may be made now. `user` names the pool and the user.
  bool permits(const std::string& user, Clock::TimePoint now);
  void failed(const std::string& user, Clock::TimePoint now);
  void succeeded(const std::string& user);

 private:
  struct Attempts {
    std::uint32_t failed = 0;
    Clock::TimePoint last;
    Clock::TimePoint locked_until;
  };
  void make_room(Clock::TimePoint now);

  std::map<std::string, Attempts> attempts_;
};

}  // namespace ddb::user_pool
