#include "backend/messaging/messaging.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <stdexcept>

#include "backend/domain/message_time.h"
#include "backend/messaging/cursor.h"
#include "backend/messaging/text_rules.h"

namespace ddb::backend {
namespace {

/// Longer than any handle there is; a limit on what the users database is asked for.
constexpr std::size_t kHandleSizeBytesMax = 256;

Problems one(Problem problem, std::string detail = {}) {
  return {.problems = {problem}, .detail = std::move(detail)};
}

Problems from_store(const StoreError& error) {
  const bool is_reused = error.kind == StoreError::Kind::kKeyReused;
  return one(is_reused ? Problem::kIdempotencyKeyReused : Problem::kUnavailable, error.message);
}

/// The value of a call to the store, or its error as a problem.
template <class T>
MessagingResult<T> checked(StoreResult<T> result) {
  if (!result) return from_store(result.error());
  return *std::move(result);
}

/// The value of a call to the users database.
MessagingResult<std::optional<Person>> checked(Result<std::optional<Person>> result) {
  if (!result) return one(Problem::kUnavailable, result.error().message);
  return *std::move(result);
}

bool is_blank(std::string_view text) {
  const auto facts = examine_text(text);
  return facts && facts->is_blank;
}

std::string_view without_at(std::string_view handle) {
  if (handle.starts_with('@')) handle.remove_prefix(1);
  return handle;
}

/// Nothing for what nobody can be called. PostgreSQL refuses a text that is not UTF-8 or holds a NUL with an
/// error, which would pass for a failure of the database.
MessagingResult<std::optional<Person>> find_by_handle(UserDirectory& users, std::string_view handle) {
  handle = without_at(handle);
  const auto facts = examine_text(handle);
  if (!facts || facts->is_blank || handle.size() > kHandleSizeBytesMax ||
      handle.find('\0') != std::string_view::npos)
    return std::optional<Person>();
  return checked(users.find_by_handle(std::string(handle)));
}

MessagingResult<Person> find_sender(UserDirectory& users, const std::string& cognito_user_id) {
  DDB_TRY(person, checked(users.find_by_cognito_user_id(cognito_user_id)));
  if (!person) return one(Problem::kSenderUnknown);
  return *std::move(person);
}

std::optional<Problem> text_problem(const std::optional<std::string>& text) {
  if (!text) return Problem::kMessageBlank;
  const auto facts = examine_text(*text);
  if (!facts || facts->is_blank) return Problem::kMessageBlank;
  if (facts->characters > kMessageCharactersMax) return Problem::kMessageTooLong;
  return std::nullopt;
}

/// All that is wrong with a wish by itself, in the order of the original service.
std::vector<Problem> problems_of(const std::string& cognito_user_id, const MessageWish& wish) {
  std::vector<Problem> found;
  if (wish.message_group_uuid && is_blank(*wish.message_group_uuid))
    found.push_back(Problem::kMessageGroupUuidBlank);
  if (is_blank(cognito_user_id)) found.push_back(Problem::kCognitoUserIdBlank);
  if (!wish.message_group_uuid && is_blank(without_at(wish.receiver_handle.value_or(""))))
    found.push_back(Problem::kReceiverHandleBlank);
  if (const auto problem = text_problem(wish.text)) found.push_back(*problem);
  if (wish.idempotency_key && !is_idempotency_key(*wish.idempotency_key))
    found.push_back(Problem::kIdempotencyKeyInvalid);
  return found;
}

std::optional<std::size_t> parse_limit(std::string_view text) {
  std::size_t limit = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), limit);
  const bool is_number = failure == std::errc() && end == text.data() + text.size();
  if (!is_number || limit < 1 || limit > kPageLimitMax) return std::nullopt;
  return limit;
}

/// The page that is asked for; `cursor` as the store takes it.
MessagingResult<PageRequest> page_request(const std::string& cognito_user_id, const PageWish& wish) {
  PageRequest page{.limit = kPageLimitDefault, .cursor = std::nullopt};
  std::vector<Problem> found;
  if (is_blank(cognito_user_id)) found.push_back(Problem::kCognitoUserIdBlank);
  if (wish.limit) {
    const auto limit = parse_limit(*wish.limit);
    if (!limit) found.push_back(Problem::kLimitInvalid);
    page.limit = limit.value_or(kPageLimitDefault);
  }
  if (wish.cursor) page.cursor = read_cursor(*wish.cursor);
  const bool is_cursor_wrong = wish.cursor && (!page.cursor || wish.after);
  if (is_cursor_wrong || (wish.after && !parse_message_time(*wish.after)))
    found.push_back(Problem::kCursorInvalid);
  if (!found.empty()) return Problems{.problems = std::move(found), .detail = {}};
  return page;
}

template <class T>
Page<T> with_written_cursor(Page<T> page) {
  if (page.next_cursor) page.next_cursor = write_cursor(*page.next_cursor);
  return page;
}

/// Whether `person` may read and write there. A text that is no UUID names no conversation.
MessagingResult<void> check_member(MessageStore& store, const std::string& message_group_uuid,
                                   const Person& person) {
  if (!is_uuid(message_group_uuid)) return one(Problem::kNotAMember);
  DDB_TRY(is_member, checked(store.is_member(message_group_uuid, person.uuid)));
  if (!is_member) return one(Problem::kNotAMember);
  return {};
}

NewMessage new_message(const MessageWish& wish, const Person& sender, std::string message_group_uuid,
                       Random& random) {
  return {.message_group_uuid = std::move(message_group_uuid),
          .uuid = random_uuid(random),
          .text = *wish.text,
          .sender = sender,
          .idempotency_key = wish.idempotency_key};
}

}  // namespace

std::string_view problem_code(Problem problem) {
  switch (problem) {
    case Problem::kMessageBlank:
      return "message_blank";
    case Problem::kMessageTooLong:
      return "message_exceed_max_chars_1024";
    case Problem::kMessageGroupUuidBlank:
      return "message_group_uuid_blank";
    case Problem::kCognitoUserIdBlank:
      return "cognito_user_id_blank";
    case Problem::kReceiverHandleBlank:
      return "user_reciever_handle_blank";
    case Problem::kReceiverUnknown:
      return "user_reciever_handle_unknown";
    case Problem::kReceiverIsSender:
      return "user_reciever_handle_self";
    case Problem::kNotAMember:
      return "message_group_forbidden";
    case Problem::kSenderUnknown:
      return "cognito_user_id_unknown";
    case Problem::kCursorInvalid:
      return "cursor_invalid";
    case Problem::kLimitInvalid:
      return "limit_invalid";
    case Problem::kIdempotencyKeyInvalid:
      return "idempotency_key_invalid";
    case Problem::kIdempotencyKeyReused:
      return "idempotency_key_reused";
    case Problem::kUnavailable:
      return "unavailable";
  }
  throw std::logic_error("no such problem");
}

void throw_exception_from_error(const Problems& problems, const boost::source_location&) {
  std::string text = "value() of a failed result of messaging:";
  for (const Problem problem : problems.problems)
    text.append(" ").append(problem_code(problem));
  throw std::logic_error(text);
}

MessagingResult<Page<Conversation>> Messaging::conversations(const std::string& cognito_user_id,
                                                             const PageWish& wish) {
  DDB_TRY(page, page_request(cognito_user_id, wish));
  DDB_TRY(person, find_sender(users_, cognito_user_id));
  DDB_TRY(found, checked(store_.conversations_of(person.uuid, page)));
  return with_written_cursor(std::move(found));
}

MessagingResult<Page<Message>> Messaging::messages(const std::string& cognito_user_id,
                                                   const std::string& message_group_uuid,
                                                   const PageWish& wish) {
  auto page = page_request(cognito_user_id, wish);
  if (is_blank(message_group_uuid)) {
    Problems problems = one(Problem::kMessageGroupUuidBlank);
    if (!page) std::ranges::copy(page.error().problems, std::back_inserter(problems.problems));
    return problems;
  }
  if (!page) return std::move(page).error();
  DDB_TRY(person, find_sender(users_, cognito_user_id));
  DDB_CHECK(check_member(store_, message_group_uuid, person));
  if (wish.after) {
    DDB_TRY(later, checked(store_.messages_after(message_group_uuid, *wish.after, page->limit)));
    return Page<Message>{.rows = std::move(later), .next_cursor = std::nullopt};
  }
  DDB_TRY(found, checked(store_.messages_of(message_group_uuid, *page)));
  std::ranges::reverse(found.rows);
  return with_written_cursor(std::move(found));
}

MessagingResult<Sent> Messaging::send(const std::string& cognito_user_id, const MessageWish& wish) {
  if (auto problems = problems_of(cognito_user_id, wish); !problems.empty())
    return Problems{.problems = std::move(problems), .detail = {}};
  DDB_TRY(sender, find_sender(users_, cognito_user_id));
  return wish.message_group_uuid ? add(sender, wish) : start(sender, wish);
}

MessagingResult<Sent> Messaging::add(const Person& sender, const MessageWish& wish) {
  DDB_CHECK(check_member(store_, *wish.message_group_uuid, sender));
  DDB_TRY(message, checked(store_.add_message(new_message(wish, sender, *wish.message_group_uuid, random_))));
  return Sent{.message_group_uuid = *wish.message_group_uuid, .message = std::move(message)};
}

MessagingResult<Sent> Messaging::start(const Person& sender, const MessageWish& wish) {
  DDB_TRY(receiver, find_by_handle(users_, *wish.receiver_handle));
  if (!receiver) return one(Problem::kReceiverUnknown);
  if (receiver->uuid == sender.uuid) return one(Problem::kReceiverIsSender);
  NewMessage message = new_message(wish, sender, random_uuid(random_), random_);
  DDB_TRY(started, checked(store_.start_conversation(message, *receiver)));
  if (started.was_there) {
    message.message_group_uuid = started.message_group_uuid;
    DDB_CHECK(checked(store_.add_message(message)));
  }
  return Sent{.message_group_uuid = started.message_group_uuid, .message = std::nullopt};
}

MessagingResult<std::optional<Person>> Messaging::find_person(const std::string& handle) {
  return find_by_handle(users_, handle);
}

}  // namespace ddb::backend
