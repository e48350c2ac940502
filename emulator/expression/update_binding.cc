#include <algorithm>

#include "emulator/expression/attribute_name_set.h"
#include "emulator/expression/failure.h"
#include "emulator/expression/resolver.h"
#include "emulator/expression/update.h"

namespace ddb::expression {
namespace {

using model::ServiceResult;
using value::Type;

ServiceResult<UpdateOperand> resolve_names(const Node& node, Resolver& resolver) {
  UpdateOperand operand;
  operand.type = node.type;
  if (node.type == NodeType::kPath) {
    DDB_TRY(path, resolver.path(node.path));
    operand.path = std::move(path);
  }
  operand.operands.reserve(node.operands.size());
  for (const Node& inner : node.operands) {
    DDB_TRY(resolved, resolve_names(inner, resolver));
    operand.operands.push_back(std::move(resolved));
  }
  return operand;
}

ServiceResult<void> resolve_values(const Node& node, UpdateOperand& operand, Resolver& resolver) {
  if (node.type == NodeType::kPlaceholder || node.type == NodeType::kLiteral) {
    DDB_TRY(value, resolver.value(node));
    operand.type = NodeType::kLiteral;
    operand.value = value;
  }
  for (std::size_t i = 0; i < node.operands.size(); ++i)
    DDB_CHECK(resolve_values(node.operands[i], operand.operands[i], resolver));
  return {};
}

/// The names that only the messages of ADD and DELETE use.
std::string_view long_type_name(Type type) {
  switch (type) {
    case Type::kString:
      return "STRING";
    case Type::kNumber:
      return "NUMBER";
    case Type::kBinary:
      return "BINARY";
    case Type::kBoolean:
      return "BOOLEAN";
    case Type::kNull:
      return "NULL";
    case Type::kList:
      return "LIST";
    case Type::kMap:
      return "MAP";
    case Type::kStringSet:
    case Type::kNumberSet:
    case Type::kBinarySet:
      return "SET";
  }
  return {};
}

/// ADD takes a number or a set, DELETE a set.
ServiceResult<void> check_add_or_delete(Kind kind, const ResolvedUpdateAction& action) {
  const bool adds = action.type == UpdateAction::Type::kAdd;
  if (!adds && action.type != UpdateAction::Type::kDelete) return {};
  const Type type = action.value.value.type();
  if (value::is_set(type) || (adds && type == Type::kNumber)) return {};
  return failure(kind, messages::kUpdateOperandType, {adds ? "ADD" : "DELETE", long_type_name(type)});
}

ServiceResult<void> check_literals(Kind kind, const UpdateOperand& operand, Type expected) {
  for (const UpdateOperand& inner : operand.operands) {
    if (inner.type == NodeType::kLiteral && inner.value.type() != expected)
      return failure(kind, messages::kOperandType,
                     {operator_name(operand.type), value::type_name(inner.value.type())});
  }
  return {};
}

/// The functions and operators of SET, the inner before the outer.
ServiceResult<void> check_operand(Kind kind, const UpdateOperand& operand) {
  for (const UpdateOperand& inner : operand.operands)
    DDB_CHECK(check_operand(kind, inner));
  const bool is_function = operand.type == NodeType::kIfNotExists || operand.type == NodeType::kListAppend;
  if (is_function && operand.operands.size() != 2)
    return failure(kind, messages::kNumberOfOperands,
                   {operator_name(operand.type), std::to_string(operand.operands.size())});
  if (operand.type == NodeType::kIfNotExists && operand.operands.front().type != NodeType::kPath)
    return failure(kind, messages::kRequiresPath, {operator_name(operand.type)});
  if (operand.type == NodeType::kListAppend) return check_literals(kind, operand, Type::kList);
  if (operand.type == NodeType::kAdd || operand.type == NodeType::kSubtract)
    return check_literals(kind, operand, Type::kNumber);
  return {};
}

std::optional<Type> type_of(const UpdateOperand& operand) {
  switch (operand.type) {
    case NodeType::kLiteral:
      return operand.value.type();
    case NodeType::kAdd:
    case NodeType::kSubtract:
      return Type::kNumber;
    case NodeType::kListAppend:
      return Type::kList;
    default:
      return std::nullopt;
  }
}

bool reads_part_of(const UpdateOperand& operand, std::string_view name) {
  if (operand.path.size() > 1 && operand.path.front().name == name) return true;
  return std::ranges::any_of(operand.operands,
                             [name](const UpdateOperand& inner) { return reads_part_of(inner, name); });
}

}  // namespace

std::optional<Type> Update::known_type(std::string_view name) const {
  const PathTree::Node* target = targets_.find(name);
  if (!target || !target->is_end) return std::nullopt;
  const ResolvedUpdateAction& action = actions_[target->first_path];
  return action.type == UpdateAction::Type::kRemove ? std::nullopt : type_of(action.value);
}

bool Update::leads_into(std::string_view name) const {
  return targets_.leads_into(name) ||
         std::ranges::any_of(actions_, [name](const ResolvedUpdateAction& action) {
           return reads_part_of(action.value, name);
         });
}

/// The service looks at all names before any value, at all values before the paths, and at the operands last.
ServiceResult<Update> Update::bind(ExpressionPointer expression, Bindings& bindings) {
  const Kind kind = expression->kind;
  Resolver resolver(kind, bindings);
  Update update;
  AttributeNameSet names;
  std::vector<DocumentPath> targets;
  for (const UpdateAction& action : expression->actions) {
    DDB_TRY(target, resolver.path(action.target));
    DDB_TRY(value, resolve_names(action.value, resolver));
    names.add(target.front().name);
    targets.push_back(std::move(target));
    update.actions_.push_back({action.type, std::move(value)});
  }
  for (std::size_t i = 0; i < update.actions_.size(); ++i)
    DDB_CHECK(resolve_values(expression->actions[i].value, update.actions_[i].value, resolver));
  DDB_TRY(tree, PathTree::build(kind, targets));
  for (const ResolvedUpdateAction& action : update.actions_)
    DDB_CHECK(check_add_or_delete(kind, action));
  for (const ResolvedUpdateAction& action : update.actions_) {
    DDB_CHECK(check_operand(kind, action.value));
    update.makes_item_ = update.makes_item_ || action.type == UpdateAction::Type::kSet ||
                         action.type == UpdateAction::Type::kAdd;
  }
  update.attribute_names_ = names.take();
  update.targets_ = std::move(tree);
  update.expression_ = std::move(expression);
  return update;
}

}  // namespace ddb::expression
