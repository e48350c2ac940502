#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/ports/message_store.h"
#include "backend/ports/user_directory.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace ddb::backend {

/// What a person asked for and does not get, or a part that is out of order.
enum class Problem {
  kMessageBlank,    ///< Nothing but white space.
  kMessageTooLong,  ///< More than `kMessageCharactersMax`.
  kMessageGroupUuidBlank,
  kCognitoUserIdBlank,
  kReceiverHandleBlank,
  kReceiverUnknown,   ///< Nobody has that handle.
  kReceiverIsSender,  ///< Their own handle.
  kNotAMember,        ///< No such conversation, or not theirs: nobody is told which.
  kSenderUnknown,     ///< A valid token of somebody who is not in the users database.
  kCursorInvalid,
  kLimitInvalid,
  kIdempotencyKeyInvalid,  ///< Empty, too long, or not printable ASCII.
  kIdempotencyKeyReused,
  kUnavailable,  ///< The table or the users database; the same may work later.
};

/// The code that stands for it in an answer: "message_blank".
std::string_view problem_code(Problem problem);

struct Problems {
  std::vector<Problem> problems;  ///< At least one.
  std::string detail;             ///< A sentence for the log; may be empty.
};

[[noreturn]] void throw_exception_from_error(const Problems& problems, const boost::source_location&);

template <class T>
using MessagingResult = Result<T, Problems>;

/// As Python's len() counts: Unicode code points.
inline constexpr std::size_t kMessageCharactersMax = 1024;
inline constexpr std::size_t kPageLimitDefault = 20;
inline constexpr std::size_t kPageLimitMax = 100;

/// What a client may say of the page it wants, as text from the query; nothing where it says nothing.
struct PageWish {
  std::optional<std::string> limit;
  std::optional<std::string> cursor;
  /// Of messages only: those later than this time (`message_time` form), oldest first; not with `cursor`.
  std::optional<std::string> after;
};

/// What a client sends to write a message; nothing where a member is missing.
struct MessageWish {
  std::optional<std::string> text;
  std::optional<std::string> message_group_uuid;  ///< Given: adds to that conversation.
  std::optional<std::string> receiver_handle;     ///< Else: starts one with this person, or adds to theirs.
  std::optional<std::string> idempotency_key;
};

/// What sending led to.
struct Sent {
  std::string message_group_uuid;
  /// The message, if it was added to a conversation named by its uuid; nothing where one was started by
  /// handle.
  std::optional<Message> message;
};

/// Direct messages between people: every rule of the service, over ports that a test can stand in for.
/// `cognito_user_id` is the `sub` of a verified token. Thread-safe as its ports are.
class Messaging {
 public:
  Messaging(MessageStore& store, UserDirectory& users, Random& random)
      : store_(store), users_(users), random_(random) {}

  /// Newest first.
  MessagingResult<Page<Conversation>> conversations(const std::string& cognito_user_id, const PageWish& wish);
  /// One page, oldest first; the first page is the newest.
  MessagingResult<Page<Message>> messages(const std::string& cognito_user_id,
                                          const std::string& message_group_uuid, const PageWish& wish);
  MessagingResult<Sent> send(const std::string& cognito_user_id, const MessageWish& wish);
  /// Nothing if nobody has the handle.
  MessagingResult<std::optional<Person>> find_person(const std::string& handle);

 private:
  MessagingResult<Sent> add(const Person& sender, const MessageWish& wish);
  MessagingResult<Sent> start(const Person& sender, const MessageWish& wish);

  MessageStore& store_;
  UserDirectory& users_;
  Random& random_;
};

}  // namespace ddb::backend
