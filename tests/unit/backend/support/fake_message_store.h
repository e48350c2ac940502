#pragma once

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "backend/domain/message_time.h"
#include "backend/ports/message_store.h"
#include "shared/base/clock.h"

namespace ddb::backend {

/// Conversations and messages in memory, by the contract of `MessageStore`. A conversation's rows are moved
/// by `show_last_message` alone, as by the stream. A cursor is a time in `message_time` form.
class FakeMessageStore final : public MessageStore {
 public:
  explicit FakeMessageStore(const Clock& clock) : clock_(clock) {}

  /// From now on every call fails so; nothing: they work again.
  void fail_with(std::optional<StoreError> error) {
    const std::lock_guard lock(mutex_);
    failure_ = std::move(error);
  }
  /// How often the store was called.
  std::size_t calls() const {
    const std::lock_guard lock(mutex_);
    return calls_;
  }
  /// What `show_last_message` was called with, in order, whether it failed or not.
  std::vector<Message> shown() const {
    const std::lock_guard lock(mutex_);
    return shown_;
  }
  /// `show_last_message` of this message fails so, until told otherwise with nothing.
  void fail_to_show(const std::string& message_uuid, std::optional<StoreError> error) {
    const std::lock_guard lock(mutex_);
    show_failures_.erase(message_uuid);
    if (error) show_failures_.emplace(message_uuid, *std::move(error));
  }

  StoreResult<Page<Conversation>> conversations_of(const std::string& user_uuid,
                                                   const PageRequest& page) override {
    const std::lock_guard lock(mutex_);
    DDB_CHECK(begin());
    std::vector<Conversation> rows;
    for (const auto& [group, members] : members_)
      if (const auto found = members.find(user_uuid); found != members.end()) rows.push_back(found->second);
    return newest_first(std::move(rows), page);
  }

  StoreResult<Page<Message>> messages_of(const std::string& message_group_uuid,
                                         const PageRequest& page) override {
    const std::lock_guard lock(mutex_);
    DDB_CHECK(begin());
    std::vector<Message> rows;
    for (const auto& [time, message] : messages_[message_group_uuid])
      rows.push_back(message);
    return newest_first(std::move(rows), page);
  }

  StoreResult<std::vector<Message>> messages_after(const std::string& message_group_uuid,
                                                   const std::string& created_at,
                                                   std::size_t limit) override {
    const std::lock_guard lock(mutex_);
    DDB_CHECK(begin());
    std::vector<Message> rows;
    const auto& all = messages_[message_group_uuid];
    for (auto row = all.upper_bound(created_at); row != all.end() && rows.size() < limit; ++row)
      rows.push_back(row->second);
    return rows;
  }

  StoreResult<bool> is_member(const std::string& message_group_uuid, const std::string& user_uuid) override {
    const std::lock_guard lock(mutex_);
    DDB_CHECK(begin());
    const auto found = members_.find(message_group_uuid);
    return found != members_.end() && found->second.contains(user_uuid);
  }

  StoreResult<Message> add_message(const NewMessage& message) override {
    const std::lock_guard lock(mutex_);
    DDB_CHECK(begin());
    return write(message);
  }

  StoreResult<StartedConversation> start_conversation(const NewMessage& first_message,
                                                      const Person& receiver) override {
    const std::lock_guard lock(mutex_);
    DDB_CHECK(begin());
    const std::set<std::string> pair{first_message.sender.uuid, receiver.uuid};
    if (const auto found = groups_.find(pair); found != groups_.end())
      return StartedConversation{.message_group_uuid = found->second, .was_there = true};
    DDB_TRY(message, write(first_message));
    groups_[pair] = message.message_group_uuid;
    show(message, message.sender.uuid, receiver);
    show(message, receiver.uuid, message.sender);
    return StartedConversation{.message_group_uuid = message.message_group_uuid};
  }

  StoreResult<void> show_last_message(const Message& message) override {
    const std::lock_guard lock(mutex_);
    shown_.push_back(message);
    DDB_CHECK(begin());
    if (const auto found = show_failures_.find(message.uuid); found != show_failures_.end())
      return found->second;
    for (auto& [user_uuid, row] : members_[message.message_group_uuid])
      if (row.created_at < message.created_at) {
        row.created_at = message.created_at;
        row.last_message = message.text;
      }
    return {};
  }

 private:
  StoreResult<void> begin() {
    ++calls_;
    if (failure_) return *failure_;
    return {};
  }

  StoreResult<Message> write(const NewMessage& wanted) {
    std::pair<std::string, std::string> key{wanted.sender.uuid, wanted.idempotency_key.value_or("")};
    if (const auto found = sent_.find(key); wanted.idempotency_key && found != sent_.end()) {
      const Message& sent = found->second;
      if (sent.message_group_uuid == wanted.message_group_uuid && sent.text == wanted.text) return sent;
      return StoreError{StoreError::Kind::kKeyReused, "The key was used for another message."};
    }
    auto& messages = messages_[wanted.message_group_uuid];
    auto time = clock_.now();
    while (messages.contains(message_time(time)))
      time += std::chrono::microseconds(1);
    Message message{wanted.message_group_uuid, wanted.uuid, wanted.text, message_time(time), wanted.sender};
    message.sender.cognito_user_id.clear();
    messages[message.created_at] = message;
    if (wanted.idempotency_key) sent_[std::move(key)] = message;
    return message;
  }

  void show(const Message& message, const std::string& user_uuid, Person other) {
    other.cognito_user_id.clear();
    members_[message.message_group_uuid][user_uuid] =
        Conversation{message.message_group_uuid, std::move(other), message.text, message.created_at};
  }

  template <class T>
  static Page<T> newest_first(std::vector<T> rows, const PageRequest& page) {
    std::ranges::sort(rows, std::greater(), &T::created_at);
    if (page.cursor) std::erase_if(rows, [&](const T& row) { return row.created_at >= *page.cursor; });
    Page<T> result;
    const bool is_last = rows.size() <= page.limit;
    if (!is_last) rows.resize(page.limit);
    if (!is_last) result.next_cursor = rows.back().created_at;
    result.rows = std::move(rows);
    return result;
  }

  const Clock& clock_;
  mutable std::mutex mutex_;
  std::size_t calls_ = 0;
  std::optional<StoreError> failure_;
  std::map<std::string, StoreError> show_failures_;
  std::vector<Message> shown_;
  std::map<std::string, std::map<std::string, Conversation>> members_;  ///< By group, then user.
  std::map<std::string, std::map<std::string, Message>> messages_;      ///< By group, then time.
  std::map<std::set<std::string>, std::string> groups_;                 ///< By the two people.
  std::map<std::pair<std::string, std::string>, Message> sent_;         ///< By sender and key.
};

}  // namespace ddb::backend
