#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "shared/base/clock.h"

namespace ddb::backend {

/// Who was found to belong to which conversation a moment ago. Nobody ever leaves a conversation, so that
/// what is remembered is only wrong where rows are deleted by hand. Any number of threads may ask.
class Memberships {
 public:
  Memberships(const Clock& clock, std::size_t entries_max, std::chrono::seconds lifetime)
      : clock_(clock), entries_max_(entries_max), lifetime_(lifetime) {}

  bool contains(const std::string& message_group_uuid, const std::string& user_uuid);
  /// Forgets what was asked for least recently, if there are too many.
  void add(const std::string& message_group_uuid, const std::string& user_uuid);

 private:
  struct Entry {
    std::string name;
    Clock::TimePoint until;
  };
  using Entries = std::list<Entry>;

  static std::string name_of(const std::string& message_group_uuid, const std::string& user_uuid);
  void erase(Entries::iterator entry);

  const Clock& clock_;
  const std::size_t entries_max_;
  const std::chrono::seconds lifetime_;
  std::mutex mutex_;
  Entries entries_;  ///< Most recently asked for first.
  std::unordered_map<std::string, Entries::iterator> by_name_;
};

}  // namespace ddb::backend
