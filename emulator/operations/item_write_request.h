#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "emulator/engine/item_writer.h"
#include "emulator/model/generated/shapes.h"
#include "emulator/operations/answer_parts.h"
#include "emulator/operations/call.h"
#include "emulator/operations/request_expressions.h"

/// What PutItem, UpdateItem and DeleteItem have in common.
namespace ddb::operations {

/// One write, read and checked as far as no table is needed. The input that it was read from must outlive it.
struct ItemWriteRequest {
  engine::WriteKind kind = engine::WriteKind::kPut;
  std::string_view table_name;  ///< Or its ARN.
  value::ItemView item_or_key;
  std::optional<expression::Condition> condition;
  std::optional<expression::Update> update;
};

/// What was written, and into which table.
struct ItemWriteAnswer {
  engine::TablePointer table;
  engine::WriteOutcome outcome;
};

/// `request` as the engine takes it; it must outlive the result.
engine::ItemWrite to_item_write(const ItemWriteRequest& request);

/// Checks the request against its table and carries it out in a transaction of its own.
ServiceResult<ItemWriteAnswer> write_item(
    Call& call, const ItemWriteRequest& request,
    std::optional<model::ReturnValuesOnConditionCheckFailure> on_failure);

/// Refuses what `return_values` of a PutItem or DeleteItem must not be.
ServiceResult<void> check_return_values_old_or_none(std::optional<model::ReturnValue> return_values);

/// The ValidationException for a legacy parameter that was sent, if it was.
ServiceResult<void> refuse_legacy(std::string_view name, std::string_view replacement);
template <class T>
ServiceResult<void> refuse_legacy(const std::optional<T>& parameter, std::string_view name,
                                  std::string_view replacement) {
  if (!parameter) return {};
  return refuse_legacy(name, replacement);
}

/// Reads and checks the parameters that the three operations share. `update_expression` is null but for
/// UpdateItem.
template <class Input>
ServiceResult<ItemWriteRequest> read_write_request(
    Call& call, const Input& input, engine::WriteKind kind, const model::AttributeMap& item_or_key,
    const std::optional<std::string>* update_expression = nullptr) {
  using Presence = RequestExpressions::Presence;
  DDB_CHECK(refuse_legacy(input.expected, "Expected", "ConditionExpression"));
  ItemWriteRequest request;
  request.kind = kind;
  request.table_name = input.table_name;
  DDB_TRY(item, checked_item(item_or_key));
  request.item_or_key = item;
  if (kind != engine::WriteKind::kUpdate) DDB_CHECK(check_return_values_old_or_none(input.return_values));
  const bool has_update = update_expression && *update_expression;
  DDB_TRY(expressions,
          RequestExpressions::create(
              call, input.expression_attribute_names, input.expression_attribute_values,
              has_update || input.condition_expression ? Presence::kPresent : Presence::kAbsent));
  if (has_update) {
    DDB_TRY(update, expressions.update(*update_expression));
    request.update = std::move(update);
  }
  DDB_TRY(condition, expressions.condition(expression::Kind::kCondition, input.condition_expression));
  request.condition = std::move(condition);
  DDB_CHECK(expressions.check_all_used());
  return request;
}

/// The members of the answer that the three operations share.
template <class Output, class Input>
Output write_output(const Input& input, const ItemWriteRequest& request, const ItemWriteAnswer& answer) {
  Output output;
  output.consumed_capacity =
      consumed_capacity(input.return_consumed_capacity, input.table_name, answer.outcome.capacity);
  output.item_collection_metrics =
      item_collection_metrics(input.return_item_collection_metrics, *answer.table, request.item_or_key);
  return output;
}

/// A whole PutItem or DeleteItem.
template <class Output, class Input>
ServiceResult<Output> put_or_delete(Call& call, const Input& input, engine::WriteKind kind,
                                    const model::AttributeMap& item_or_key) {
  auto request = read_write_request(call, input, kind, item_or_key);
  if (!request)
    return as_request_error(std::move(request).error(), item_or_key, input.expression_attribute_values);
  DDB_TRY(answer, write_item(call, *request, input.return_values_on_condition_check_failure));
  Output output = write_output<Output>(input, *request, answer);
  if (input.return_values == model::ReturnValue::kAllOld)
    output.attributes = unless_empty(std::move(answer.outcome.old_item));
  return output;
}

}  // namespace ddb::operations
