#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "backend/domain/message.h"
#include "backend/dynamodb/table.h"

/// The kinds of rows in the table and their keys. Group and message rows are the original service's; what is
/// added to them, and the other two kinds, it never looks at.
namespace ddb::backend {

/// `GRP#<user>`: the group rows of a person.
std::string group_partition(std::string_view user_uuid);
/// `MSG#<group>`: the messages of a conversation.
std::string message_partition(std::string_view message_group_uuid);

/// A group row: the conversation as one member sees it.
struct GroupRow {
  RowKey key;
  std::string user_uuid;      ///< The member's, from `pk`.
  Conversation conversation;  ///< `created_at` is the true time: the attribute `created_at`, else `sk`.
};

GroupRow read_group_row(const Row& row);
/// The row of the member that shows `last` as their last message, at `sk`; has the attribute `created_at`
/// only where `sk` is not the message's time.
Row group_row(std::string_view user_uuid, const Person& other, const Message& last, const std::string& sk);
/// Whether the row shows an earlier last message than the other one. Of two that show the same, which come
/// from races where there are no transactions, the one with the earlier `sk` counts as earlier, so that all
/// who look agree on it.
bool is_earlier(const GroupRow& left, const GroupRow& right);

/// A message row. The first message of a conversation that is made without transactions names the receiver
/// (`receiver_uuid`, `receiver_handle`, `receiver_display_name`), so that the group rows can be made of it.
Row message_row(const Message& message, const Person* receiver);
Message read_message_row(const Row& row, const std::string& message_group_uuid);
/// The receiver that the row names; nothing if it names none.
std::optional<Person> read_receiver(const Row& row);

/// `PAIR#<smaller>#<larger>`, `PAIR`: the one conversation of two people.
RowKey pair_key(std::string_view user_uuid, std::string_view other_uuid);
enum class PairState {
  kUnfinished,  ///< Made without transactions: the first message and the group rows may be missing yet.
  kFinished,
};
Row pair_row(const RowKey& key, const std::string& message_group_uuid, PairState state);
PairState pair_state(const Row& row);

/// `SENT#<sender>`, `KEY#<idempotency key>`: what the key was used for. Time to live deletes it after a day.
struct SentRow {
  RowKey key;
  std::string message_group_uuid;
  std::string message_uuid;
  std::string created_at;
  std::string message_sha256;  ///< Of the text; hexadecimal.
};

/// Of a message whose `idempotency_key` is given.
SentRow sent_row_of(const NewMessage& message, const std::string& created_at);
SentRow read_sent_row(const Row& row);
Row sent_row(const SentRow& sent, long long now_seconds);

/// The next `sk` to try where `sk` belongs to something else: a microsecond later. A text that is no time, of
/// a row that somebody else wrote, becomes the next one in the order of texts.
std::string next_sort_key(const std::string& sk);
/// So many times are tried for one row, each a microsecond later than the one before.
inline constexpr std::size_t kTimesTriedMax = 100;

/// `message` as it is kept: the sender's `cognito_user_id` is not.
Message kept_message(const NewMessage& message, const std::string& created_at);

}  // namespace ddb::backend
