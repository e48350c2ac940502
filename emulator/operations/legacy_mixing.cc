#include "emulator/operations/legacy_mixing.h"

#include <initializer_list>
#include <string>
#include <string_view>

#include "emulator/model/legacy_messages.h"
#include "emulator/model/messages.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;

struct Parameter {
  std::string_view name;
  bool is_present;
};

/// "a, b", of those that are present.
std::string present_names(std::initializer_list<Parameter> parameters) {
  std::string names;
  for (const Parameter& parameter : parameters) {
    if (!parameter.is_present) continue;
    if (!names.empty()) names += ", ";
    names += parameter.name;
  }
  return names;
}

/// Both in the order in which the service lists them.
ServiceResult<void> check_not_mixed(std::initializer_list<Parameter> legacy,
                                    std::initializer_list<Parameter> expressions) {
  const std::string legacy_names = present_names(legacy);
  if (legacy_names.empty()) return {};
  const std::string expression_names = present_names(expressions);
  if (expression_names.empty()) return {};
  return model::validation_error(
      messages::fill(messages::kMixedParameters, {legacy_names, expression_names}));
}

template <class Input>
ServiceResult<void> check_put_or_delete(const Input& input) {
  return check_not_mixed({{"Expected", input.expected.has_value()},
                          {"ConditionalOperator", input.conditional_operator.has_value()}},
                         {{"ConditionExpression", input.condition_expression.has_value()}});
}

}  // namespace

ServiceResult<void> check_not_mixed(const model::PutItemInput& input) {
  return check_put_or_delete(input);
}

ServiceResult<void> check_not_mixed(const model::DeleteItemInput& input) {
  return check_put_or_delete(input);
}

ServiceResult<void> check_not_mixed(const model::UpdateItemInput& input) {
  return check_not_mixed({{"AttributeUpdates", input.attribute_updates.has_value()},
                          {"Expected", input.expected.has_value()},
                          {"ConditionalOperator", input.conditional_operator.has_value()}},
                         {{"UpdateExpression", input.update_expression.has_value()},
                          {"ConditionExpression", input.condition_expression.has_value()}});
}

ServiceResult<void> check_not_mixed(const model::GetItemInput& input) {
  return check_not_mixed({{"AttributesToGet", input.attributes_to_get.has_value()}},
                         {{"ProjectionExpression", input.projection_expression.has_value()}});
}

ServiceResult<void> check_not_mixed(const model::BatchGetItemInput& input) {
  bool has_attributes_to_get = false;
  bool has_projection = false;
  for (const auto& [table_name, keys] : input.request_items) {
    has_attributes_to_get = has_attributes_to_get || keys.attributes_to_get;
    has_projection = has_projection || keys.projection_expression;
  }
  return check_not_mixed({{"AttributesToGet", has_attributes_to_get}},
                         {{"ProjectionExpression", has_projection}});
}

ServiceResult<void> check_not_mixed(const model::QueryInput& input) {
  const bool conditions_clash = input.key_conditions && input.key_condition_expression;
  return check_not_mixed({{"AttributesToGet", input.attributes_to_get.has_value()},
                          {"QueryFilter", input.query_filter.has_value()},
                          {"ConditionalOperator", input.conditional_operator.has_value()},
                          {"KeyConditions", conditions_clash}},
                         {{"ProjectionExpression", input.projection_expression.has_value()},
                          {"FilterExpression", input.filter_expression.has_value()},
                          {"KeyConditionExpression", input.key_condition_expression.has_value()}});
}

ServiceResult<void> check_not_mixed(const model::ScanInput& input) {
  return check_not_mixed({{"AttributesToGet", input.attributes_to_get.has_value()},
                          {"ScanFilter", input.scan_filter.has_value()},
                          {"ConditionalOperator", input.conditional_operator.has_value()}},
                         {{"ProjectionExpression", input.projection_expression.has_value()},
                          {"FilterExpression", input.filter_expression.has_value()}});
}

ServiceResult<void> check_conditional_operator(std::optional<model::ConditionalOperator> conditional_operator,
                                               std::size_t condition_count) {
  if (!conditional_operator || condition_count > 1) return {};
  return model::validation_error(std::string(condition_count == 0
                                                 ? messages::kConditionalOperatorAlone
                                                 : messages::kConditionalOperatorOfOneCondition));
}

}  // namespace ddb::operations
