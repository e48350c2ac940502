#include <map>
#include <utility>
#include <vector>

#include "emulator/engine/item_reader.h"
#include "emulator/engine/transaction.h"
#include "emulator/model/item_messages.h"
#include "emulator/operations/answer_parts.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/item_write_request.h"
#include "emulator/operations/request_expressions.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;
using engine::TransactionAction;

/// One action, read and checked as far as no table is needed.
struct ActionRequest {
  ItemWriteRequest write;
  std::string_view table_name;
  TransactionAction::OnFailure on_failure = TransactionAction::OnFailure::kNothing;
};

/// Reads what every kind of action has. Its expressions are refused before its item or key. Source: recorded
/// answers ord-068 to ord-073.
template <class Action>
ServiceResult<ActionRequest> read_action(Call& call, const Action& action, engine::WriteKind kind,
                                         const model::AttributeMap& item_or_key,
                                         const std::optional<std::string>& condition_expression,
                                         const std::optional<std::string>& update_expression) {
  using Presence = RequestExpressions::Presence;
  ActionRequest request;
  request.table_name = action.table_name;
  request.write.kind = kind;
  if (action.return_values_on_condition_check_failure == model::ReturnValuesOnConditionCheckFailure::kAllOld)
    request.on_failure = TransactionAction::OnFailure::kStoredItem;
  if (condition_expression || update_expression) {
    DDB_TRY(expressions, RequestExpressions::create(call, action.expression_attribute_names,
                                                    action.expression_attribute_values, Presence::kPresent,
                                                    RequestExpressions::Wording::kTransaction));
    DDB_TRY(update, expressions.update(update_expression));
    request.write.update = std::move(update);
    DDB_TRY(condition, expressions.condition(expression::Kind::kCondition, condition_expression));
    request.write.condition = std::move(condition);
    DDB_CHECK(expressions.check_all_used());
  } else {
    DDB_CHECK(RequestExpressions::check_presence(action.expression_attribute_names,
                                                 action.expression_attribute_values, Presence::kAbsent));
  }
  DDB_TRY(item, checked_item(item_or_key, model::ValueErrorWording::kOlder));
  request.write.item_or_key = item;
  return request;
}

ServiceResult<ActionRequest> read_action(Call& call, const model::TransactWriteItem& item) {
  using engine::WriteKind;
  const int count = item.put.has_value() + item.update.has_value() + item.delete_.has_value() +
                    item.condition_check.has_value();
  if (count == 0) return model::validation_error(std::string(messages::kNoTransactionAction));
  if (count > 1) return model::validation_error(std::string(messages::kSeveralTransactionActions));
  if (item.put)
    return read_action(call, *item.put, WriteKind::kPut, item.put->item, item.put->condition_expression,
                       std::nullopt);
  if (item.delete_)
    return read_action(call, *item.delete_, WriteKind::kDelete, item.delete_->key,
                       item.delete_->condition_expression, std::nullopt);
  if (item.update)
    return read_action(call, *item.update, WriteKind::kUpdate, item.update->key,
                       item.update->condition_expression, item.update->update_expression);
  return read_action(call, *item.condition_check, WriteKind::kConditionCheck, item.condition_check->key,
                     item.condition_check->condition_expression, std::nullopt);
}

/// Everything that makes a request the same one, as text.
class Fingerprint {
 public:
  void add(std::string_view part) { text_ += std::to_string(part.size()) + ':' + std::string(part); }

  template <class Action>
  void add_action(std::string_view kind, const Action& action, const model::AttributeMap& item_or_key,
                  const std::optional<std::string>& condition_expression) {
    add(kind);
    add(action.table_name);
    add(item_or_key.item.encoded());
    add(condition_expression.value_or(""));
    if (action.expression_attribute_names)
      for (const auto& [placeholder, name] : *action.expression_attribute_names) {
        add(placeholder);
        add(name);
      }
    if (action.expression_attribute_values) add(action.expression_attribute_values->item.encoded());
  }

  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string fingerprint_of(const model::TransactWriteItemsInput& input) {
  Fingerprint fingerprint;
  for (const model::TransactWriteItem& item : input.transact_items) {
    if (item.put) fingerprint.add_action("put", *item.put, item.put->item, item.put->condition_expression);
    if (item.delete_)
      fingerprint.add_action("delete", *item.delete_, item.delete_->key, item.delete_->condition_expression);
    if (item.condition_check)
      fingerprint.add_action("check", *item.condition_check, item.condition_check->key,
                             item.condition_check->condition_expression);
    if (item.update) {
      fingerprint.add_action("update", *item.update, item.update->key, item.update->condition_expression);
      fingerprint.add(item.update->update_expression);
    }
  }
  return fingerprint.text();
}

ServiceResult<std::vector<ActionRequest>> read_requests(Call& call,
                                                        const model::TransactWriteItemsInput& input) {
  std::vector<ActionRequest> requests;
  requests.reserve(input.transact_items.size());
  for (const model::TransactWriteItem& item : input.transact_items) {
    DDB_TRY(request, read_action(call, item));
    requests.push_back(std::move(request));
  }
  return requests;
}

/// The actions, and the names of their items.
struct CheckedActions {
  std::vector<TransactionAction> actions;
  engine::ItemNames item_names;
};

ServiceResult<CheckedActions> find_tables(Call& call, const std::vector<ActionRequest>& requests) {
  std::vector<TransactionAction> actions;
  actions.reserve(requests.size());
  std::string_view last_name;
  for (const ActionRequest& request : requests) {
    engine::TablePointer table = actions.empty() ? nullptr : actions.back().table;
    if (!table || request.table_name != last_name) {
      DDB_TRY(found, find_table(call, request.table_name, engine::TableUse::kItems));
      table = std::move(found);
      last_name = request.table_name;
    }
    actions.push_back({std::move(table), to_item_write(request.write), request.on_failure});
  }
  DDB_TRY(item_names, engine::check_transaction(actions));
  return CheckedActions{std::move(actions), std::move(item_names)};
}

/// The answer to a request whose transaction has happened before: it costs reading the items.
model::TransactWriteItemsOutput repeated_output(const model::TransactWriteItemsInput& input,
                                                const std::vector<ActionRequest>& requests,
                                                const std::vector<TransactionAction>& actions,
                                                const storage::ReadTransaction& transaction) {
  TableCapacities capacities(input.return_consumed_capacity, CapacityKind::kTransactionalRead);
  for (std::size_t i = 0; i < actions.size(); ++i) {
    engine::ConsumedCapacity capacity;
    engine::read_item(transaction, *actions[i].table, actions[i].write.item_or_key,
                      engine::Consistency::kTransactional, capacity);
    capacities.add(requests[i].table_name, capacity);
  }
  model::TransactWriteItemsOutput output;
  output.consumed_capacity = capacities.consumed();
  return output;
}

model::TransactWriteItemsOutput new_output(const model::TransactWriteItemsInput& input,
                                           const std::vector<ActionRequest>& requests,
                                           const std::vector<TransactionAction>& actions,
                                           const std::vector<engine::ConsumedCapacity>& consumed) {
  model::TransactWriteItemsOutput output;
  TableCapacities capacities(input.return_consumed_capacity, CapacityKind::kTransactionalWrite);
  std::map<std::string, std::vector<model::ItemCollectionMetrics>> metrics;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    capacities.add(requests[i].table_name, consumed[i]);
    if (auto collection = item_collection_metrics(input.return_item_collection_metrics, *actions[i].table,
                                                  actions[i].write.item_or_key))
      metrics[std::string(requests[i].table_name)].push_back(std::move(*collection));
  }
  output.consumed_capacity = capacities.consumed();
  if (!metrics.empty()) output.item_collection_metrics.emplace();
  for (auto& [table_name, collections] : metrics)
    output.item_collection_metrics->add(table_name, std::move(collections));
  return output;
}

}  // namespace

ServiceResult<model::TransactWriteItemsOutput> transact_write_items(Call& call,
                                                                    model::TransactWriteItemsInput& input) {
  DDB_TRY(requests, read_requests(call, input));
  std::optional<engine::TransactionTokens::Turn> turn;
  const std::string fingerprint = input.client_request_token ? fingerprint_of(input) : std::string();
  engine::TransactionTokens& tokens = call.engine.transaction_tokens();
  if (input.client_request_token) {
    DDB_TRY(begun, tokens.begin(*input.client_request_token));
    turn.emplace(std::move(begun));
  }
  engine::WriteScope scope = call.begin_item_write(storage::Rollback::kUnneeded);
  DDB_TRY(checked, find_tables(call, requests));
  const std::vector<TransactionAction>& actions = checked.actions;
  if (input.client_request_token) {
    DDB_TRY(repeated, tokens.has_happened(scope, *input.client_request_token, fingerprint));
    if (repeated) return repeated_output(input, requests, actions, scope.storage());
  }
  DDB_TRY(hold, call.engine.ongoing_transactions().begin(std::move(checked.item_names)));
  DDB_TRY(consumed, engine::write_transaction(scope, call.engine.changes(), call.engine.clock().now(),
                                              actions, hold.item_names()));
  if (input.client_request_token) tokens.remember(scope, *input.client_request_token, fingerprint);
  scope.commit();
  call.transaction = OngoingTransaction{std::move(hold), std::move(turn)};
  return new_output(input, requests, actions, consumed);
}

}  // namespace ddb::operations
