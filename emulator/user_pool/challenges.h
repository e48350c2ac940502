#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/random.h"

namespace ddb::user_pool {

/// Who may answer a NEW_PASSWORD_REQUIRED challenge.
struct Challenge {
  std::string pool_id;
  std::string client_id;
  std::string sub;
  Clock::TimePoint expires_at;
};

/// The challenges that wait for their answers, by their session: a text that none may guess. In memory only:
/// after a restart a user begins anew.
class Challenges {
 public:
  static constexpr std::size_t kChallengesMax = 10'000;
  /// Developer Guide, "Authentication session flow duration".
  static constexpr std::chrono::minutes kValidity{3};

  /// Keeps it for `kValidity` and gives its session. Drops expired ones, and the one that expires first when
  /// there are too many.
  std::string add(Challenge challenge, Clock::TimePoint now, Random& random);
  /// Null if there is none; one that has expired is still found until `add` drops it.
  const Challenge* find(const std::string& session) const;
  void remove(const std::string& session) { challenges_.erase(session); }

 private:
  std::map<std::string, Challenge> challenges_;
};

}  // namespace ddb::user_pool
