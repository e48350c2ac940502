#include "emulator/operations/legacy_updates.h"

#include <memory>
#include <string>
#include <utility>

#include "emulator/model/legacy_messages.h"
#include "emulator/model/messages.h"
#include "emulator/model/value_error.h"
#include "shared/value/builder.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;
using expression::Node;
using expression::NodeType;
using expression::Update;
using expression::UpdateAction;
using model::AttributeAction;

ServiceResult<void> check_update(AttributeAction action, const std::optional<model::AttributeValue>& value) {
  if (!value) {
    if (action == AttributeAction::kDelete) return {};
    return model::validation_error(std::string(messages::kOnlyDeleteWithoutValue));
  }
  if (value->error) return model::value_error(*value->error);
  const value::Type type = value->value.view().type();
  const bool is_set = value::is_set(type);
  if (action == AttributeAction::kDelete && !is_set)
    return model::validation_error(messages::fill(messages::kDeleteActionType, {value::type_name(type)}));
  if (action == AttributeAction::kAdd && !is_set && type != value::Type::kNumber &&
      type != value::Type::kList)
    return model::validation_error(messages::fill(messages::kAddActionType, {value::type_name(type)}));
  return {};
}

/// What the attribute becomes by ADD of a list: with an expression, ADD would refuse it. Source: Alternator's
/// test_update_item_add, which ran against the service.
Node appended(const expression::Path& attribute, const value::Value& list) {
  Node old_list =
      Node::of(NodeType::kIfNotExists, {Node::of_path(attribute), Node::of_literal(value::make_list({}))});
  return Node::of(NodeType::kListAppend, {std::move(old_list), Node::of_literal(list)});
}

UpdateAction to_action(const std::string& name, AttributeAction action,
                       const std::optional<model::AttributeValue>& value) {
  UpdateAction result;
  result.target = {expression::PathElement::attribute(name)};
  if (!value) {
    result.type = UpdateAction::Type::kRemove;
    return result;
  }
  const bool appends = action == AttributeAction::kAdd && value->value.view().type() == value::Type::kList;
  result.value = appends ? appended(result.target, value->value) : Node::of_literal(value->value);
  if (action == AttributeAction::kDelete)
    result.type = UpdateAction::Type::kDelete;
  else if (action == AttributeAction::kAdd && !appends)
    result.type = UpdateAction::Type::kAdd;
  return result;
}

}  // namespace

ServiceResult<std::optional<Update>> legacy_update(
    const std::optional<model::NamedList<model::AttributeValueUpdate>>& attribute_updates) {
  if (!attribute_updates || attribute_updates->empty()) return std::optional<Update>();
  auto expression = std::make_shared<expression::Expression>();
  expression->kind = expression::Kind::kLegacy;
  for (const auto& [name, update] : *attribute_updates) {
    const AttributeAction action = update.action.value_or(AttributeAction::kPut);
    DDB_CHECK(check_update(action, update.value));
    expression->actions.push_back(to_action(name, action, update.value));
  }
  expression::Bindings no_placeholders;
  DDB_TRY(update, Update::bind(std::move(expression), no_placeholders));
  return std::optional<Update>(std::move(update));
}

}  // namespace ddb::operations
