#include "backend/users/cached_user_directory.h"

namespace ddb::backend {

Result<std::optional<Person>> CachedUserDirectory::find_by_cognito_user_id(
    const std::string& cognito_user_id) {
  if (auto person = recall(by_cognito_user_id_, cognito_user_id)) return person;
  DDB_TRY(found, directory_.find_by_cognito_user_id(cognito_user_id));
  if (found) remember(by_cognito_user_id_, cognito_user_id, *found);
  return found;
}

Result<std::optional<Person>> CachedUserDirectory::find_by_handle(const std::string& handle) {
  if (auto person = recall(by_handle_, handle)) return person;
  DDB_TRY(found, directory_.find_by_handle(handle));
  if (found) remember(by_handle_, handle, *found);
  return found;
}

std::optional<Person> CachedUserDirectory::recall(const Answers& answers, const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = answers.by_key.find(key);
  if (found == answers.by_key.end() || found->second->expires_at <= clock_.now()) return std::nullopt;
  return found->second->person;
}

void CachedUserDirectory::remember(Answers& answers, const std::string& key, const Person& person) {
  const Clock::TimePoint now = clock_.now();
  const auto forget = [&answers](std::list<Entry>::iterator entry) {
    answers.by_key.erase(entry->key);
    answers.by_age.erase(entry);
  };
  const std::lock_guard lock(mutex_);
  if (const auto old = answers.by_key.find(key); old != answers.by_key.end()) forget(old->second);
  while (!answers.by_age.empty() &&
         (answers.by_age.front().expires_at <= now || answers.by_age.size() >= options_.people_max))
    forget(answers.by_age.begin());
  answers.by_age.push_back({key, person, now + options_.time_to_live});
  answers.by_key.emplace(key, std::prev(answers.by_age.end()));
}

}  // namespace ddb::backend
