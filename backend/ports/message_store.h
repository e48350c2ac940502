#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "backend/domain/message.h"
#include "shared/base/result.h"

namespace ddb::backend {

/// Why the store did not do what it was asked.
struct StoreError {
  enum class Kind {
    kUnavailable,    ///< Not reachable, throttled or failing after all attempts; the same may work later.
    kMisconfigured,  ///< No such table, no permission: it will not work before somebody mends that.
    kKeyReused,      ///< The idempotency key has been used for something else.
  };
  Kind kind;
  std::string message;  ///< One sentence, for the log.
};

[[noreturn]] void throw_exception_from_error(const StoreError& error, const boost::source_location&);

template <class T>
using StoreResult = Result<T, StoreError>;

/// Which part of a list: at most `limit`, beginning after `cursor` (nothing: from the start).
struct PageRequest {
  std::size_t limit = 20;
  std::optional<std::string> cursor;  ///< The `next_cursor` of the page before.
};

template <class T>
struct Page {
  std::vector<T> rows;
  std::optional<std::string> next_cursor;  ///< Nothing: this was the last page.
};

/// A message that is to be written; the store gives it its time.
struct NewMessage {
  std::string message_group_uuid;
  std::string uuid;
  std::string text;
  Person sender;
  /// Given by the client: the same key of the same sender writes one message, however often it is sent.
  std::optional<std::string> idempotency_key;
};

/// What `start_conversation` found or made.
struct StartedConversation {
  std::string message_group_uuid;
  /// The conversation was there already: nothing was written, the first message neither.
  bool was_there = false;
};

/// Conversations and messages in the table. All of it may be called from several threads.
class MessageStore {
 public:
  virtual ~MessageStore() = default;

  /// A person's conversations, the one with the newest message first.
  virtual StoreResult<Page<Conversation>> conversations_of(const std::string& user_uuid,
                                                           const PageRequest& page) = 0;

  /// A conversation's messages, newest first.
  virtual StoreResult<Page<Message>> messages_of(const std::string& message_group_uuid,
                                                 const PageRequest& page) = 0;

  /// Those later than `created_at`, oldest first, at most `limit`.
  virtual StoreResult<std::vector<Message>> messages_after(const std::string& message_group_uuid,
                                                           const std::string& created_at,
                                                           std::size_t limit) = 0;

  /// Whether the person belongs to the conversation. False if there is no such conversation. Never stale in
  /// the negative: a conversation that was started is found.
  virtual StoreResult<bool> is_member(const std::string& message_group_uuid,
                                      const std::string& user_uuid) = 0;

  /// Writes the message under a time of its own: the clock's, or the next one that is free. Writes it once,
  /// even where a request is sent again because its answer was lost.
  virtual StoreResult<Message> add_message(const NewMessage& message) = 0;

  /// Makes the conversation of two people with its first message, all or nothing, unless there is one: two
  /// people never have two.
  virtual StoreResult<StartedConversation> start_conversation(const NewMessage& first_message,
                                                              const Person& receiver) = 0;

  /// Moves the row of each member to the time of `message`, unless it shows a later message already. Any
  /// number of times, in any order, by any number of callers at once: the newest message wins, each member
  /// keeps exactly one row.
  virtual StoreResult<void> show_last_message(const Message& message) = 0;
};

}  // namespace ddb::backend
