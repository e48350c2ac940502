#include "backend/dynamodb/memberships.h"

namespace ddb::backend {

std::string Memberships::name_of(const std::string& message_group_uuid, const std::string& user_uuid) {
  return message_group_uuid + '\n' + user_uuid;
}

void Memberships::erase(Entries::iterator entry) {
  by_name_.erase(entry->name);
  entries_.erase(entry);
}

bool Memberships::contains(const std::string& message_group_uuid, const std::string& user_uuid) {
  const std::string name = name_of(message_group_uuid, user_uuid);
  const auto now = clock_.now();
  const std::lock_guard lock(mutex_);
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return false;
  const auto entry = found->second;
  if (entry->until <= now) {
    erase(entry);
    return false;
  }
  entries_.splice(entries_.begin(), entries_, entry);
  return true;
}

void Memberships::add(const std::string& message_group_uuid, const std::string& user_uuid) {
  const auto until = clock_.now() + lifetime_;
  const std::lock_guard lock(mutex_);
  std::string name = name_of(message_group_uuid, user_uuid);
  if (const auto found = by_name_.find(name); found != by_name_.end()) erase(found->second);
  entries_.push_front({std::move(name), until});
  by_name_.emplace(entries_.front().name, entries_.begin());
  if (entries_.size() > entries_max_) erase(std::prev(entries_.end()));
}

}  // namespace ddb::backend
