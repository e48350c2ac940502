#include "backend/dynamodb/table.h"

#include <algorithm>
#include <array>

#include "shared/json/json.h"

namespace ddb::backend {
namespace {

constexpr std::string_view kGroupIndex = "message-group-sk-index";
/// So many pages of 1 MB are read for one question; more rows than any person has.
constexpr std::size_t kPagesMax = 1'000;

bool is_misconfigured(const aws::CallError& error) {
  using Kind = aws::CallError::Kind;
  // ValidationException: the table lacks the index, or has other keys.
  constexpr std::array<std::string_view, 11> types{
      "ResourceNotFoundException",  "AccessDeniedException",        "UnrecognizedClientException",
      "InvalidSignatureException",  "IncompleteSignatureException", "MissingAuthenticationTokenException",
      "MissingAuthenticationToken", "ExpiredTokenException",        "InvalidClientTokenId",
      "UnknownOperationException",  "ValidationException"};
  return error.kind == Kind::kCredentials ||
         (error.kind == Kind::kService && std::ranges::find(types, error.type) != types.end());
}

Refusal refusal_of(const boost::json::object& reason) {
  const auto* code = reason.if_contains("Code");
  const std::string_view text = code && code->is_string() ? std::string_view(code->get_string()) : "";
  if (text == "None") return {};
  if (text != "ConditionalCheckFailed") return {.reason = Refusal::Reason::kConflict};
  const auto* item = reason.if_contains("Item");
  return {.reason = Refusal::Reason::kCondition,
          .occupant = item && item->is_object() ? Row(item->get_object(), {}) : Row()};
}

/// Whether waiting can help against the reason's code.
bool is_transient(const boost::json::object& reason) {
  constexpr std::array<std::string_view, 5> codes{"None", "ConditionalCheckFailed", "TransactionConflict",
                                                  "ProvisionedThroughputExceeded", "ThrottlingError"};
  const auto* code = reason.if_contains("Code");
  return code && code->is_string() &&
         std::ranges::find(codes, std::string_view(code->get_string())) != codes.end();
}

/// The refusals in the body of a TransactionCanceledException; nothing where its reasons can't be read or are
/// of a kind that no other attempt mends.
std::optional<std::vector<Refusal>> read_cancellation(const std::string& body, std::size_t count) {
  const auto document = json::Document::parse(body);
  if (!document || !document->root().is_object()) return std::nullopt;
  const auto* reasons = document->root().get_object().if_contains("CancellationReasons");
  if (!reasons || !reasons->is_array() || reasons->get_array().size() != count) return std::nullopt;
  std::vector<Refusal> refusals;
  for (const auto& reason : reasons->get_array()) {
    if (!reason.is_object() || !is_transient(reason.get_object())) return std::nullopt;
    refusals.push_back(refusal_of(reason.get_object()));
  }
  return refusals;
}

/// The Item in the body of a ConditionalCheckFailedException; empty if it has none.
Row read_occupant(const std::string& body) {
  const auto document = json::Document::parse(body);
  if (!document || !document->root().is_object()) return {};
  const auto* item = document->root().get_object().if_contains("Item");
  return item && item->is_object() ? Row(item->get_object(), {}) : Row();
}

/// A row as the caller keeps it: values taken from an answer, not copied.
std::vector<Row> take_rows(boost::json::object& output) {
  std::vector<Row> rows;
  auto* items = output.if_contains("Items");
  if (!items || !items->is_array()) return rows;
  rows.reserve(items->get_array().size());
  for (auto& item : items->get_array())
    if (item.is_object()) rows.push_back(std::move(item.get_object()));
  return rows;
}

boost::json::object key_input(const RowKey& key) {
  return {{"pk", text_value(key.pk)}, {"sk", text_value(key.sk)}};
}

}  // namespace

std::string text_of(const Row& row, std::string_view name) {
  const auto* attribute = row.if_contains(name);
  if (!attribute || !attribute->is_object()) return {};
  const auto* text = attribute->get_object().if_contains("S");
  return text && text->is_string() ? std::string(text->get_string()) : std::string();
}

boost::json::object text_value(std::string_view text) {
  return {{"S", text}};
}

boost::json::object number_value(long long number) {
  return {{"N", std::to_string(number)}};
}

RowWrite put_new(Row row) {
  return {.kind = RowWrite::Kind::kPut,
          .row = std::move(row),
          .condition = "attribute_not_exists(pk)",
          .values = {}};
}

RowWrite put_new_or_expired(Row row, long long now_seconds) {
  return {.kind = RowWrite::Kind::kPut,
          .row = std::move(row),
          .condition = "attribute_not_exists(pk) OR expires_at <= :now",
          .values = {{":now", number_value(now_seconds)}}};
}

RowWrite put_over(Row row, std::string_view attribute, std::string_view value) {
  return {.kind = RowWrite::Kind::kPut,
          .row = std::move(row),
          .condition = std::string(attribute) + " = :value",
          .values = {{":value", text_value(value)}}};
}

RowWrite delete_group_row(const RowKey& key, const std::string& message_group_uuid) {
  return {.kind = RowWrite::Kind::kDelete,
          .row = key_input(key),
          .condition = "message_group_uuid = :group",
          .values = {{":group", text_value(message_group_uuid)}}};
}

bool is_refused_by_condition(const Refusal& refusal) {
  return refusal.reason == Refusal::Reason::kCondition;
}

bool has_conflict(const std::vector<Refusal>& refusals) {
  return std::ranges::any_of(
      refusals, [](const Refusal& refusal) { return refusal.reason == Refusal::Reason::kConflict; });
}

StoreResult<Row> Table::get(const RowKey& key) const {
  auto output =
      dynamodb_.call("GetItem", {{"TableName", name_}, {"Key", key_input(key)}, {"ConsistentRead", true}});
  if (!output) return store_error("GetItem", output.error());
  auto* item = output->if_contains("Item");
  return item && item->is_object() ? std::move(item->get_object()) : Row();
}

StoreResult<RowPage> Table::query(const RowQuery& query, const Row& start) const {
  const bool is_index = query.source == RowQuery::Source::kGroupIndex;
  std::string condition = is_index ? "message_group_uuid = :partition" : "pk = :partition";
  boost::json::object values{{":partition", text_value(query.partition)}};
  if (query.after || query.before) {
    condition += query.after ? " AND sk > :bound" : " AND sk < :bound";
    values[":bound"] = text_value(query.after ? *query.after : *query.before);
  }
  boost::json::object input{{"TableName", name_},
                            {"KeyConditionExpression", condition},
                            {"ScanIndexForward", query.order == RowQuery::Order::kOldestFirst}};
  if (is_index) input["IndexName"] = kGroupIndex;
  if (query.consistency == RowQuery::Consistency::kStrong) input["ConsistentRead"] = true;
  if (query.limit) input["Limit"] = *query.limit;
  if (query.filter) {
    input["FilterExpression"] = std::string(query.filter->attribute) + " = :filter";
    values[":filter"] = text_value(query.filter->value);
  }
  input["ExpressionAttributeValues"] = std::move(values);
  if (!start.empty()) input["ExclusiveStartKey"] = start;

  auto output = dynamodb_.call("Query", input);
  if (!output) return store_error("Query", output.error());
  RowPage page{.rows = take_rows(*output), .last_key = {}};
  if (auto* last = output->if_contains("LastEvaluatedKey"); last && last->is_object())
    page.last_key = std::move(last->get_object());
  return page;
}

StoreResult<std::vector<Row>> Table::find(const RowQuery& wanted) const {
  Row start;
  for (std::size_t pages = 0; pages < kPagesMax; ++pages) {
    DDB_TRY(page, query(wanted, start));
    if (!page.rows.empty() || page.last_key.empty()) return std::move(page.rows);
    start = std::move(page.last_key);
  }
  return StoreError{StoreError::Kind::kUnavailable,
                    "The partition " + wanted.partition + " has too many rows to look through."};
}

boost::json::object Table::write_input(const RowWrite& write) const {
  boost::json::object input{{"TableName", name_},
                            {"ConditionExpression", write.condition},
                            {"ReturnValuesOnConditionCheckFailure", "ALL_OLD"}};
  input[write.kind == RowWrite::Kind::kPut ? "Item" : "Key"] = write.row;
  if (!write.values.empty()) input["ExpressionAttributeValues"] = write.values;
  return input;
}

StoreResult<std::vector<Refusal>> Table::write(const std::vector<RowWrite>& writes) const {
  DDB_TRY(refusals, writes.size() == 1 ? write_one(writes[0]) : write_together(writes));
  DDB_CHECK(look_up_occupants(writes, refusals));
  return std::move(refusals);
}

StoreResult<std::vector<Refusal>> Table::write_one(const RowWrite& write) const {
  const std::string_view operation = write.kind == RowWrite::Kind::kPut ? "PutItem" : "DeleteItem";
  const auto output = dynamodb_.call(operation, write_input(write));
  if (output) return std::vector<Refusal>();
  const aws::CallError& error = output.error();
  std::vector<Refusal> refusals(1);
  if (error.type == "ConditionalCheckFailedException")
    refusals[0] = {.reason = Refusal::Reason::kCondition, .occupant = read_occupant(error.body)};
  else if (error.type == "TransactionConflictException")
    refusals[0] = {.reason = Refusal::Reason::kConflict};
  else
    return store_error(operation, error);
  return refusals;
}

StoreResult<std::vector<Refusal>> Table::write_together(const std::vector<RowWrite>& writes) const {
  boost::json::array actions;
  for (const RowWrite& write : writes)
    actions.push_back(
        boost::json::object{{write.kind == RowWrite::Kind::kPut ? "Put" : "Delete", write_input(write)}});
  const auto output = dynamodb_.call("TransactWriteItems", {{"TransactItems", std::move(actions)}});
  if (output) return std::vector<Refusal>();
  const aws::CallError& error = output.error();
  if (error.type == "TransactionCanceledException")
    if (auto refusals = read_cancellation(error.body, writes.size())) return *std::move(refusals);
  return store_error("TransactWriteItems", error);
}

/// Some stores that speak DynamoDB's protocol know nothing of ReturnValuesOnConditionCheckFailure. A row that
/// keeps a new one out is there, so it is read.
StoreResult<void> Table::look_up_occupants(const std::vector<RowWrite>& writes,
                                           std::vector<Refusal>& refusals) const {
  for (std::size_t i = 0; i < refusals.size(); ++i) {
    const bool is_missing = is_refused_by_condition(refusals[i]) && refusals[i].occupant.empty();
    if (!is_missing || writes[i].kind != RowWrite::Kind::kPut) continue;
    DDB_TRY(occupant, get({text_of(writes[i].row, "pk"), text_of(writes[i].row, "sk")}));
    refusals[i].occupant = std::move(occupant);
  }
  return {};
}

StoreError Table::store_error(std::string_view operation, const aws::CallError& error) const {
  const bool is_misconfiguration = is_misconfigured(error);
  std::string sentence(operation);
  sentence.append(" of the table ").append(name_).append(" failed: ");
  sentence += static_cast<Error>(error).message;
  if (operation == "TransactWriteItems" && error.type == "UnknownOperationException")
    sentence += " This store has no transactions; set DDB_TRANSACTIONS=off.";
  return {.kind = is_misconfiguration ? StoreError::Kind::kMisconfigured : StoreError::Kind::kUnavailable,
          .message = std::move(sentence)};
}

}  // namespace ddb::backend
