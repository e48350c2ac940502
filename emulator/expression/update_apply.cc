#include <deque>
#include <optional>

#include "emulator/expression/failure.h"
#include "emulator/expression/projection.h"
#include "emulator/expression/update.h"
#include "emulator/model/messages.h"
#include "shared/value/builder.h"
#include "shared/value/tree.h"

namespace ddb::expression {
namespace {

using model::ServiceError;
using model::ServiceResult;
using value::Type;
using value::ValueView;

ServiceError number_failure(value::NumberError error) {
  switch (error) {
    case value::NumberError::kOverflow:
      return failure(model::messages::kNumberOverflow);
    case value::NumberError::kUnderflow:
      return failure(model::messages::kNumberUnderflow);
    default:
      return failure(model::messages::kTooManyDigits);
  }
}

/// One update of one item. Values that the update makes are kept here until the new item is built.
class Application {
 public:
  Application(Kind kind, const std::vector<ResolvedUpdateAction>& actions, value::ItemView old_item,
              ItemState state)
      : kind_(kind), actions_(actions), old_item_(old_item), state_(state) {}

  ServiceResult<value::Item> run(const PathTree& targets);

 private:
  // What is left at a target: nothing, or a value.
  using Outcome = std::optional<ValueView>;

  // Operands of SET.
  ServiceResult<ValueView> evaluate(const UpdateOperand& operand);
  ServiceResult<ValueView> calculate(const UpdateOperand& operand);
  ServiceResult<ValueView> append_lists(const UpdateOperand& operand);

  // Actions.
  ServiceResult<Outcome> outcome(const PathTree::Node& end, std::optional<ValueView> old_value);
  ServiceResult<Outcome> add(ValueView value, std::optional<ValueView> old_value);
  ServiceResult<Outcome> remove_from_set(ValueView value, std::optional<ValueView> old_value);

  // Everything along the targets' paths.
  ServiceResult<Outcome> change(const PathTree::Node& node, std::optional<ValueView> old_value);
  ServiceResult<std::vector<value::Entry>> change_entries(const PathTree::Node& node, value::MapView old_map);
  ServiceResult<std::vector<ValueView>> change_elements(const PathTree::Node& node, ValueView old_list);
  bool may_lead_nowhere(const PathTree::Node& node) const;

  ValueView keep(value::Value value) { return made_.emplace_back(std::move(value)).view(); }
  ServiceError type_mismatch() const {
    return failure(kind_ == Kind::kLegacy ? messages::kAttributeTypeMismatch : messages::kWrongTypeInItem);
  }

  const Kind kind_;
  const std::vector<ResolvedUpdateAction>& actions_;
  const value::ItemView old_item_;
  const ItemState state_;
  std::vector<ValueView> set_values_;  // by number of action; SET's operands, evaluated before any change
  std::deque<value::Value> made_;      // whose values stay where they are
};

ServiceResult<value::Item> Application::run(const PathTree& targets) {
  set_values_.resize(actions_.size());
  for (std::size_t i = 0; i < actions_.size(); ++i) {
    if (actions_[i].type != UpdateAction::Type::kSet) continue;
    DDB_TRY(value, evaluate(actions_[i].value));
    set_values_[i] = value;
  }
  DDB_TRY(entries, change_entries(targets.root(), old_item_.attributes()));
  value::ItemBuilder builder;
  for (const value::Entry& entry : entries)
    builder.add(entry.name, entry.value);
  return builder.build();
}

ServiceResult<ValueView> Application::evaluate(const UpdateOperand& operand) {
  switch (operand.type) {
    case NodeType::kLiteral:
      return operand.value;
    case NodeType::kIfNotExists:
      if (const auto found = find(old_item_.attributes(), operand.operands.front().path)) return *found;
      return evaluate(operand.operands.back());
    case NodeType::kListAppend:
      return append_lists(operand);
    case NodeType::kAdd:
    case NodeType::kSubtract:
      return calculate(operand);
    default:
      break;
  }
  if (const auto found = find(old_item_.attributes(), operand.path)) return *found;
  return failure(messages::kMissingAttribute);
}

ServiceResult<ValueView> Application::calculate(const UpdateOperand& operand) {
  DDB_TRY(left, evaluate(operand.operands.front()));
  DDB_TRY(right, evaluate(operand.operands.back()));
  if (left.type() != Type::kNumber || right.type() != Type::kNumber) return type_mismatch();
  const auto result = operand.type == NodeType::kAdd ? left.number().add(right.number())
                                                     : left.number().subtract(right.number());
  if (!result) return number_failure(result.error());
  return keep(value::Value::number(*result));
}

ServiceResult<ValueView> Application::append_lists(const UpdateOperand& operand) {
  DDB_TRY(front, evaluate(operand.operands.front()));
  DDB_TRY(back, evaluate(operand.operands.back()));
  if (front.type() != Type::kList || back.type() != Type::kList) return type_mismatch();
  std::vector<ValueView> elements;
  elements.reserve(front.count() + back.count());
  for (const ValueView list : {front, back})
    for (const ValueView element : list.elements())
      elements.push_back(element);
  return keep(value::make_list(elements));
}

ServiceResult<Application::Outcome> Application::outcome(const PathTree::Node& end,
                                                         std::optional<ValueView> old_value) {
  const ResolvedUpdateAction& action = actions_[end.first_path];
  switch (action.type) {
    case UpdateAction::Type::kSet:
      return Outcome(set_values_[end.first_path]);
    case UpdateAction::Type::kAdd:
      return add(action.value.value, old_value);
    case UpdateAction::Type::kDelete:
      return remove_from_set(action.value.value, old_value);
    case UpdateAction::Type::kRemove:
      break;
  }
  return Outcome();
}

ServiceResult<Application::Outcome> Application::add(ValueView value, std::optional<ValueView> old_value) {
  if (!old_value) return Outcome(value);
  if (old_value->type() != value.type()) return type_mismatch();
  if (value.type() != Type::kNumber) return Outcome(keep(value::set_union(*old_value, value)));
  const auto sum = old_value->number().add(value.number());
  if (!sum) return number_failure(sum.error());
  return Outcome(keep(value::Value::number(*sum)));
}

ServiceResult<Application::Outcome> Application::remove_from_set(ValueView value,
                                                                 std::optional<ValueView> old_value) {
  if (!old_value) return Outcome();
  if (old_value->type() != value.type()) return type_mismatch();
  auto rest = value::set_difference(*old_value, value);
  return rest ? Outcome(keep(*std::move(rest))) : Outcome();
}

/// A removal from an item that is missing is nothing to do, wherever it points.
/// Source: Alternator's test_nested_attribute_remove_from_missing_item, which describes the service.
bool Application::may_lead_nowhere(const PathTree::Node& node) const {
  if (state_ == ItemState::kExists) return false;
  if (node.is_end) return actions_[node.first_path].type == UpdateAction::Type::kRemove;
  for (const auto& child : node.children)
    if (!may_lead_nowhere(*child)) return false;
  return true;
}

ServiceResult<Application::Outcome> Application::change(const PathTree::Node& node,
                                                        std::optional<ValueView> old_value) {
  if (node.is_end) return outcome(node, old_value);
  if (!old_value && may_lead_nowhere(node)) return Outcome();
  const bool wants_list = node.children.front()->element.is_index();
  if (!old_value || old_value->type() != (wants_list ? Type::kList : Type::kMap))
    return failure(messages::kInvalidUpdatePath);
  if (wants_list) {
    DDB_TRY(elements, change_elements(node, *old_value));
    return Outcome(keep(value::make_list(elements)));
  }
  DDB_TRY(entries, change_entries(node, old_value->map()));
  return Outcome(keep(value::make_map(std::move(entries))));
}

/// The entries of the changed map, sorted as those of the old one and the children are.
ServiceResult<std::vector<value::Entry>> Application::change_entries(const PathTree::Node& node,
                                                                     value::MapView old_map) {
  std::vector<value::Entry> entries;
  entries.reserve(old_map.count() + node.children.size());
  auto old_entry = old_map.begin();
  for (const auto& child : node.children) {
    const std::string_view name = child->element.name;
    for (; old_entry != old_map.end() && old_entry->name < name; ++old_entry)
      entries.push_back(*old_entry);
    std::optional<ValueView> old_value;
    if (old_entry != old_map.end() && old_entry->name == name) {
      old_value = old_entry->value;
      ++old_entry;
    }
    DDB_TRY(new_value, change(*child, old_value));
    if (new_value) entries.push_back({name, *new_value});
  }
  for (; old_entry != old_map.end(); ++old_entry)
    entries.push_back(*old_entry);
  return entries;
}

/// Indexes mean places in the old list; what is set beyond its end is appended in the order of the indexes.
ServiceResult<std::vector<ValueView>> Application::change_elements(const PathTree::Node& node,
                                                                   ValueView old_list) {
  std::vector<ValueView> elements;
  elements.reserve(old_list.count() + node.children.size());
  auto child = node.children.begin();
  std::uint32_t index = 0;
  for (const ValueView element : old_list.elements()) {
    if (child == node.children.end() || (*child)->element.index != index++) {
      elements.push_back(element);
      continue;
    }
    DDB_TRY(new_value, change(**child++, element));
    if (new_value) elements.push_back(*new_value);
  }
  for (; child != node.children.end(); ++child) {
    DDB_TRY(new_value, change(**child, std::nullopt));
    if (new_value) elements.push_back(*new_value);
  }
  return elements;
}

}  // namespace

ServiceResult<value::Item> Update::apply(value::ItemView old_item, ItemState state) const {
  return Application(expression_->kind, actions_, old_item, state).run(targets_);
}

value::Item Update::updated_old(value::ItemView old_item) const {
  return project(old_item, targets_);
}

value::Item Update::updated_new(value::ItemView new_item) const {
  return project(new_item, targets_);
}

}  // namespace ddb::expression
