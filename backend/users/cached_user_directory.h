#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "backend/ports/user_directory.h"
#include "shared/base/clock.h"

namespace ddb::backend {

struct UserCacheOptions {
  std::size_t people_max = 10'000;  ///< For each of the two ways to ask; the oldest make room.
  std::chrono::seconds time_to_live{30};
};

/// Remembers for a while whom another directory has found, to save the way to its server. That somebody is
/// not there, and errors, are not remembered. A change in the directory shows after `time_to_live` at the
/// latest. Thread-safe; no lock is held while the directory is asked.
class CachedUserDirectory final : public UserDirectory {
 public:
  /// Both must outlive it.
  CachedUserDirectory(UserDirectory& directory, const Clock& clock, const UserCacheOptions& options = {})
      : directory_(directory), clock_(clock), options_(options) {}

  Result<std::optional<Person>> find_by_cognito_user_id(const std::string& cognito_user_id) override;
  Result<std::optional<Person>> find_by_handle(const std::string& handle) override;

 private:
  struct Entry {
    std::string key;
    Person person;
    Clock::TimePoint expires_at;
  };
  /// All live equally long, so the first of the list is the first to expire.
  struct Answers {
    std::list<Entry> by_age = {};
    std::unordered_map<std::string, std::list<Entry>::iterator> by_key = {};
  };

  std::optional<Person> recall(const Answers& answers, const std::string& key);
  void remember(Answers& answers, const std::string& key, const Person& person);

  UserDirectory& directory_;
  const Clock& clock_;
  const UserCacheOptions options_;
  std::mutex mutex_;
  Answers by_cognito_user_id_;
  Answers by_handle_;
};

}  // namespace ddb::backend
