#include "emulator/partiql/update_translation.h"

#include <utility>

#include "emulator/model/partiql_messages.h"
#include "emulator/partiql/condition_translation.h"

namespace ddb::partiql {
namespace {

using expression::Node;
using expression::NodeType;
using expression::UpdateAction;
using model::ServiceResult;
using model::validation_error;
namespace messages = model::messages;

bool is_set_function(const Expression& expression) {
  return expression.type == ExpressionType::kCall &&
         (expression.text == "set_add" || expression.text == "set_delete");
}

ServiceResult<Node> to_update_operand(const Expression& expression, Parameters parameters);

ServiceResult<Node> to_update_operands(const Expression& expression, NodeType type, Parameters parameters) {
  std::vector<Node> nodes;
  for (const Expression& operand : expression.operands) {
    DDB_TRY(node, to_update_operand(operand, parameters));
    nodes.push_back(std::move(node));
  }
  return Node::of(type, std::move(nodes));
}

ServiceResult<Node> to_update_operand(const Expression& expression, Parameters parameters) {
  switch (expression.type) {
    case ExpressionType::kAdd:
      return to_update_operands(expression, NodeType::kAdd, parameters);
    case ExpressionType::kSubtract:
      return to_update_operands(expression, NodeType::kSubtract, parameters);
    case ExpressionType::kPath:
      return Node::of_path(to_path(expression));
    case ExpressionType::kCall:
      if (expression.text == "list_append")
        return to_update_operands(expression, NodeType::kListAppend, parameters);
      return unrecognized_function(expression);
    default:
      break;
  }
  DDB_TRY(value, to_value(expression, parameters));
  return Node::of_literal(std::move(value));
}

ServiceResult<UpdateAction> to_set_function(const Assignment& assignment, Parameters parameters) {
  const Expression& call = assignment.value;
  const bool adds = call.text == "set_add";
  const std::string_view name = adds ? "SET_ADD" : "SET_DELETE";
  const auto refusal = [&](std::string_view sentence, const Expression& where) {
    return validation_error(messages::fill(sentence, {name, position_text(where.position)}));
  };
  if (call.operands.size() != 2) return refusal(messages::kSetFunctionArguments, call);
  const Expression& first = call.operands.front();
  if (first.type != ExpressionType::kPath || first.steps != assignment.target.steps)
    return refusal(messages::kSetFunctionFirstArgument, call);
  if (!is_value(call.operands.back())) return refusal(messages::kSetFunctionSecondArgument, first);
  DDB_TRY(set, to_value(call.operands.back(), parameters));
  if (!value::is_set(set.view().type())) return refusal(messages::kSetFunctionSecondArgument, first);
  return UpdateAction{adds ? UpdateAction::Type::kAdd : UpdateAction::Type::kDelete,
                      to_path(assignment.target), Node::of_literal(std::move(set))};
}

ServiceResult<UpdateAction> to_update_action(const Assignment& assignment, Parameters parameters) {
  if (assignment.type == Assignment::Type::kRemove)
    return UpdateAction{UpdateAction::Type::kRemove, to_path(assignment.target), {}};
  if (is_set_function(assignment.value)) return to_set_function(assignment, parameters);
  DDB_TRY(value, to_update_operand(assignment.value, parameters));
  return UpdateAction{UpdateAction::Type::kSet, to_path(assignment.target), std::move(value)};
}

}  // namespace

ServiceResult<std::vector<UpdateAction>> to_update_actions(const std::vector<Assignment>& assignments,
                                                           Parameters parameters) {
  std::vector<UpdateAction> actions;
  for (const Assignment& assignment : assignments) {
    DDB_TRY(action, to_update_action(assignment, parameters));
    actions.push_back(std::move(action));
  }
  return actions;
}

}  // namespace ddb::partiql
