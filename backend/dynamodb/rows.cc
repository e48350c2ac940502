#include "backend/dynamodb/rows.h"

#include <algorithm>
#include <tuple>

#include "backend/domain/message_time.h"
#include "shared/crypto/sha256.h"

namespace ddb::backend {
namespace {

constexpr std::string_view kGroup = "GRP#";
constexpr std::string_view kMessage = "MSG#";
constexpr std::chrono::hours kKeyLifetime{24};

std::string joined(std::string_view kind, std::string_view name) {
  std::string text(kind);
  text += name;
  return text;
}

/// The person that `user_uuid`, `user_handle` and `user_display_name` name: of a group row the other member,
/// of a message row the sender.
Person read_user(const Row& row) {
  return {.uuid = text_of(row, "user_uuid"),
          .handle = text_of(row, "user_handle"),
          .display_name = text_of(row, "user_display_name"),
          .cognito_user_id = {}};
}

void add_user(Row& row, const Person& person) {
  row["user_uuid"] = text_value(person.uuid);
  row["user_handle"] = text_value(person.handle);
  row["user_display_name"] = text_value(person.display_name);
}

}  // namespace

std::string group_partition(std::string_view user_uuid) {
  return joined(kGroup, user_uuid);
}

std::string message_partition(std::string_view message_group_uuid) {
  return joined(kMessage, message_group_uuid);
}

GroupRow read_group_row(const Row& row) {
  GroupRow result{.key = {text_of(row, "pk"), text_of(row, "sk")},
                  .user_uuid = {},
                  .conversation = {.message_group_uuid = text_of(row, "message_group_uuid"),
                                   .other = read_user(row),
                                   .last_message = text_of(row, "message"),
                                   .created_at = text_of(row, "created_at")}};
  if (result.key.pk.starts_with(kGroup)) result.user_uuid = result.key.pk.substr(kGroup.size());
  if (result.conversation.created_at.empty()) result.conversation.created_at = result.key.sk;
  return result;
}

Row group_row(std::string_view user_uuid, const Person& other, const Message& last, const std::string& sk) {
  Row row{{"pk", text_value(group_partition(user_uuid))},
          {"sk", text_value(sk)},
          {"message_group_uuid", text_value(last.message_group_uuid)},
          {"message", text_value(last.text)},
          {"last_message_uuid", text_value(last.uuid)}};
  add_user(row, other);
  if (sk != last.created_at) row["created_at"] = text_value(last.created_at);
  return row;
}

bool is_earlier(const GroupRow& left, const GroupRow& right) {
  return std::tie(left.conversation.created_at, left.key.sk) <
         std::tie(right.conversation.created_at, right.key.sk);
}

Row message_row(const Message& message, const Person* receiver) {
  Row row{{"pk", text_value(message_partition(message.message_group_uuid))},
          {"sk", text_value(message.created_at)},
          {"message_uuid", text_value(message.uuid)},
          {"message", text_value(message.text)}};
  add_user(row, message.sender);
  if (receiver) {
    row["receiver_uuid"] = text_value(receiver->uuid);
    row["receiver_handle"] = text_value(receiver->handle);
    row["receiver_display_name"] = text_value(receiver->display_name);
  }
  return row;
}

Message read_message_row(const Row& row, const std::string& message_group_uuid) {
  return {.message_group_uuid = message_group_uuid,
          .uuid = text_of(row, "message_uuid"),
          .text = text_of(row, "message"),
          .created_at = text_of(row, "sk"),
          .sender = read_user(row)};
}

std::optional<Person> read_receiver(const Row& row) {
  Person receiver{.uuid = text_of(row, "receiver_uuid"),
                  .handle = text_of(row, "receiver_handle"),
                  .display_name = text_of(row, "receiver_display_name"),
                  .cognito_user_id = {}};
  if (receiver.uuid.empty()) return std::nullopt;
  return receiver;
}

RowKey pair_key(std::string_view user_uuid, std::string_view other_uuid) {
  const auto [smaller, larger] = std::minmax(user_uuid, other_uuid);
  return {.pk = joined("PAIR#", smaller) + joined("#", larger), .sk = "PAIR"};
}

Row pair_row(const RowKey& key, const std::string& message_group_uuid, PairState state) {
  Row row{
      {"pk", text_value(key.pk)}, {"sk", text_value(key.sk)}, {"group_uuid", text_value(message_group_uuid)}};
  if (state == PairState::kUnfinished) row["unfinished"] = boost::json::object{{"BOOL", true}};
  return row;
}

PairState pair_state(const Row& row) {
  return row.contains("unfinished") ? PairState::kUnfinished : PairState::kFinished;
}

SentRow sent_row_of(const NewMessage& message, const std::string& created_at) {
  return {.key = {joined("SENT#", message.sender.uuid), joined("KEY#", *message.idempotency_key)},
          .message_group_uuid = message.message_group_uuid,
          .message_uuid = message.uuid,
          .created_at = created_at,
          .message_sha256 = crypto::sha256_hex(message.text)};
}

SentRow read_sent_row(const Row& row) {
  return {.key = {text_of(row, "pk"), text_of(row, "sk")},
          .message_group_uuid = text_of(row, "group_uuid"),
          .message_uuid = text_of(row, "message_uuid"),
          .created_at = text_of(row, "created_at"),
          .message_sha256 = text_of(row, "message_sha256")};
}

Row sent_row(const SentRow& sent, long long now_seconds) {
  return {{"pk", text_value(sent.key.pk)},
          {"sk", text_value(sent.key.sk)},
          {"group_uuid", text_value(sent.message_group_uuid)},
          {"message_uuid", text_value(sent.message_uuid)},
          {"created_at", text_value(sent.created_at)},
          {"message_sha256", text_value(sent.message_sha256)},
          {"expires_at", number_value(now_seconds + std::chrono::seconds(kKeyLifetime).count())}};
}

std::string next_sort_key(const std::string& sk) {
  const auto time = parse_message_time(sk);
  return time ? message_time(*time + std::chrono::microseconds(1)) : sk + "0";
}

Message kept_message(const NewMessage& message, const std::string& created_at) {
  Message kept{.message_group_uuid = message.message_group_uuid,
               .uuid = message.uuid,
               .text = message.text,
               .created_at = created_at,
               .sender = message.sender};
  kept.sender.cognito_user_id.clear();
  return kept;
}

}  // namespace ddb::backend
