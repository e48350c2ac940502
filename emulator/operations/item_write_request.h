#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "emulator/engine/item_checks.h"
#include "emulator/engine/item_writer.h"
#include "emulator/model/generated/shapes.h"
#include "emulator/operations/answer_parts.h"
#include "emulator/operations/call.h"
#include "emulator/operations/legacy_conditions.h"
#include "emulator/operations/legacy_mixing.h"
#include "emulator/operations/legacy_updates.h"
#include "emulator/operations/request_expressions.h"

/// What PutItem, UpdateItem and DeleteItem have in common.
namespace ddb::operations {

/// One write, read and checked as far as no table is needed. The input that it was read from must outlive it.
struct ItemWriteRequest {
  engine::WriteKind kind = engine::WriteKind::kPut;
  bool wants_old_item = false;  ///< See `engine::ItemWrite`.
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

/// The levels of the deepest value of Expected or AttributeUpdates.
std::size_t levels_of(const std::optional<model::NamedList<model::ExpectedAttributeValue>>& expected);
std::size_t levels_of(const std::optional<model::NamedList<model::AttributeValueUpdate>>& attribute_updates);

/// The levels of the deepest value of a PutItem, UpdateItem or DeleteItem.
template <class Input>
std::size_t levels_max(const Input& input, const model::AttributeMap& item_or_key) {
  std::size_t levels = std::max(item_or_key.levels, levels_of(input.expected));
  if (input.expression_attribute_values) levels = std::max(levels, input.expression_attribute_values->levels);
  if constexpr (std::is_same_v<Input, model::UpdateItemInput>)
    levels = std::max(levels, levels_of(input.attribute_updates));
  return levels;
}

/// Whether there is an expression that can use names and values.
template <class Input>
RequestExpressions::Presence expression_presence(const Input& input) {
  bool has_expression = input.condition_expression.has_value();
  if constexpr (std::is_same_v<Input, model::UpdateItemInput>)
    has_expression = has_expression || input.update_expression.has_value();
  return has_expression ? RequestExpressions::Presence::kPresent : RequestExpressions::Presence::kAbsent;
}

/// Reads the legacy parameters, whose checks come before those of expressions.
template <class Input>
ServiceResult<void> read_legacy_parameters(const Input& input, ItemWriteRequest& request) {
  if constexpr (std::is_same_v<Input, model::UpdateItemInput>) {
    DDB_TRY(update, legacy_update(input.attribute_updates));
    request.update = std::move(update);
  }
  DDB_TRY(condition, expected_condition(input.expected, input.conditional_operator));
  request.condition = std::move(condition);
  return {};
}

template <class Input>
ServiceResult<void> read_expressions(Call& call, const Input& input, ItemWriteRequest& request) {
  DDB_TRY(expressions, RequestExpressions::create(call, input.expression_attribute_names,
                                                  input.expression_attribute_values,
                                                  RequestExpressions::Presence::kPresent));
  if constexpr (std::is_same_v<Input, model::UpdateItemInput>) {
    DDB_TRY(update, expressions.update(input.update_expression));
    request.update = std::move(update);
  }
  DDB_TRY(condition, expressions.condition(expression::Kind::kCondition, input.condition_expression));
  request.condition = std::move(condition);
  return expressions.check_all_used();
}

/// Reads and checks the parameters of a PutItem, UpdateItem or DeleteItem.
template <class Input>
ServiceResult<ItemWriteRequest> read_write_request(Call& call, const Input& input, engine::WriteKind kind,
                                                   const model::AttributeMap& item_or_key) {
  const RequestExpressions::Presence expressions = expression_presence(input);
  DDB_CHECK(check_not_mixed(input));
  DDB_CHECK(RequestExpressions::check_presence(input.expression_attribute_names,
                                               input.expression_attribute_values, expressions));
  DDB_CHECK(check_conditional_operator(input.conditional_operator, input.expected));
  ItemWriteRequest request;
  request.kind = kind;
  request.wants_old_item = input.return_values == model::ReturnValue::kAllOld;
  request.table_name = input.table_name;
  DDB_TRY(item, checked_item(item_or_key));
  request.item_or_key = item;
  if (kind == engine::WriteKind::kPut) DDB_CHECK(engine::check_item_size(item));
  if (kind != engine::WriteKind::kUpdate) DDB_CHECK(check_return_values_old_or_none(input.return_values));
  if (expressions == RequestExpressions::Presence::kPresent)
    DDB_CHECK(read_expressions(call, input, request));
  else
    DDB_CHECK(read_legacy_parameters(input, request));
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
  if (!request) return as_request_error(std::move(request).error(), levels_max(input, item_or_key));
  DDB_TRY(answer, write_item(call, *request, input.return_values_on_condition_check_failure));
  Output output = write_output<Output>(input, *request, answer);
  if (input.return_values == model::ReturnValue::kAllOld)
    output.attributes = unless_empty(std::move(answer.outcome.old_item));
  return output;
}

}  // namespace ddb::operations
