#include "tests/property/random_expressions.h"

#include <algorithm>
#include <utility>

namespace ddb::property {

using reference::Condition;
using reference::Operand;
using reference::Path;
using reference::PathStep;
using reference::Type;
using reference::UpdateAction;
using reference::UpdateOperand;
using reference::Value;

RandomExpressions::RandomExpressions(Dice& dice, const reference::Item& sample,
                                     std::vector<std::string> excluded)
    : dice_(dice), values_(dice), sample_(sample) {
  const auto is_excluded = [&](const std::string& name) {
    return std::find(excluded.begin(), excluded.end(), name) != excluded.end();
  };
  for (const auto& [name, value] : sample)
    for (std::size_t times = 0; times < 3 && !is_excluded(name); ++times)
      names_.push_back(name);
  for (std::size_t i = 1; i <= 6; ++i)
    if (const std::string name = "d" + std::to_string(i); !is_excluded(name)) names_.push_back(name);
}

std::string RandomExpressions::attribute() {
  return dice_.pick(names_);
}

Path RandomExpressions::path() {
  return walk({{attribute(), {}}});
}

Path RandomExpressions::walk(Path path) {
  while (dice_.percent(70) && path.size() < 8) {
    const Value* value = reference::find(sample_, path);
    if (!value) {
      if (dice_.percent(70)) break;
      path.push_back(dice_.percent(50) ? PathStep{values_.name(), {}} : PathStep{"", dice_.below(4)});
    } else if (value->type == Type::kList) {
      path.push_back({"", dice_.below(value->elements.size() + 2)});
    } else if (value->type == Type::kMap) {
      auto member = value->members.begin();
      if (!value->members.empty()) std::advance(member, dice_.below(value->members.size()));
      const bool exists = member != value->members.end() && dice_.percent(85);
      path.push_back({exists ? member->first : values_.name(), {}});
    } else {
      if (dice_.percent(90)) break;
      path.push_back(dice_.percent(50) ? PathStep{values_.name(), {}} : PathStep{"", dice_.below(3)});
    }
  }
  return path;
}

Value RandomExpressions::literal_for(const Path& path) {
  const Value* value = reference::find(sample_, path);
  if (value && dice_.percent(80)) return values_.near(*value);
  return values_.value(2);
}

/// Something to compare with what `other` leads to.
Operand RandomExpressions::operand(const Path& other) {
  if (dice_.percent(15)) return {path(), {}, false};
  if (dice_.percent(5)) return {path(), {}, true};
  if (dice_.percent(3)) return {{}, values_.value(2), true};
  return {{}, literal_for(other), false};
}

Condition RandomExpressions::comparison() {
  static const std::vector<std::string> kOperators = {"=", "<>", "<", "<=", ">", ">="};
  Condition condition;
  Operand first{path(), {}, dice_.percent(15)};
  const Path about = first.path;
  const auto other = [&] {
    if (first.is_size && dice_.percent(85))
      return Operand{{}, Value::of(static_cast<long long>(dice_.below(5))), false};
    return operand(about);
  };
  switch (dice_.below(4)) {
    case 0:
      condition.kind = Condition::Kind::kBetween;
      condition.operands = {first, other(), other()};
      break;
    case 1:
      condition.kind = Condition::Kind::kIn;
      condition.operands = {first};
      for (std::size_t count = dice_.between(1, 4); count > 0; --count)
        condition.operands.push_back(other());
      break;
    default:
      condition.kind = Condition::Kind::kCompare;
      condition.name = dice_.pick(kOperators);
      condition.operands = {first, other()};
      if (dice_.percent(20)) std::swap(condition.operands[0], condition.operands[1]);
      break;
  }
  return condition;
}

Condition RandomExpressions::function() {
  static const std::vector<std::string> kFunctions = {
      "attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "contains"};
  static const std::vector<std::string> kTypes = {"S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"};
  Condition condition;
  condition.kind = Condition::Kind::kFunction;
  condition.name = dice_.pick(kFunctions);
  const Path about = path();
  condition.operands = {{about, {}, false}};
  if (condition.name == "attribute_type")
    condition.operands.push_back({{}, Value::string(dice_.pick(kTypes)), false});
  if (condition.name == "begins_with" || condition.name == "contains") {
    condition.operands.push_back(operand(about));
    if (dice_.percent(10)) condition.operands.front() = {{}, values_.value(2), false};
  }
  return condition;
}

Condition RandomExpressions::condition(std::size_t levels) {
  if (levels <= 1 || dice_.percent(30)) return dice_.percent(60) ? comparison() : function();
  Condition condition;
  static const std::vector<Condition::Kind> kKinds = {Condition::Kind::kAnd, Condition::Kind::kOr,
                                                      Condition::Kind::kNot};
  condition.kind = dice_.pick(kKinds);
  const std::size_t count = condition.kind == Condition::Kind::kNot ? 1 : dice_.between(2, 3);
  for (std::size_t i = 0; i < count; ++i)
    condition.conditions.push_back(this->condition(levels - 1));
  return condition;
}

UpdateOperand RandomExpressions::inner_operand(const Path& target, std::size_t levels) {
  UpdateOperand inner = update_operand(target, levels);
  const bool is_sum = inner.kind == UpdateOperand::Kind::kPlus || inner.kind == UpdateOperand::Kind::kMinus;
  const bool is_refused = inner.kind == UpdateOperand::Kind::kListAppend && dice_.percent(95);
  if (is_sum || is_refused) return {UpdateOperand::Kind::kLiteral, {}, Value::of(values_.number()), {}};
  return inner;
}

UpdateOperand RandomExpressions::sum(const Path& target, std::size_t levels) {
  UpdateOperand operand;
  operand.kind = dice_.percent(50) ? UpdateOperand::Kind::kPlus : UpdateOperand::Kind::kMinus;
  const auto term = [&]() -> UpdateOperand {
    if (dice_.percent(60)) return {UpdateOperand::Kind::kLiteral, {}, Value::of(values_.number()), {}};
    return inner_operand(target, levels);
  };
  operand.operands = {{UpdateOperand::Kind::kPath, dice_.percent(80) ? target : path(), {}, {}}, term()};
  if (dice_.percent(20)) std::swap(operand.operands[0], operand.operands[1]);
  return operand;
}

UpdateOperand RandomExpressions::appended_list(const Path& target, std::size_t levels) {
  UpdateOperand operand;
  operand.kind = UpdateOperand::Kind::kListAppend;
  UpdateOperand list{UpdateOperand::Kind::kLiteral, {}, Value::list({values_.value(2)}), {}};
  if (dice_.percent(2)) list.literal = values_.value(1);
  UpdateOperand old{UpdateOperand::Kind::kPath, target, {}, {}};
  if (levels > 1 && dice_.percent(40)) {
    const UpdateOperand empty{UpdateOperand::Kind::kLiteral, {}, Value::list({}), {}};
    old = {UpdateOperand::Kind::kIfNotExists, {}, {}, {old, empty}};
  }
  operand.operands = {old, list};
  if (dice_.percent(30)) std::swap(operand.operands[0], operand.operands[1]);
  return operand;
}

UpdateOperand RandomExpressions::update_operand(const Path& target, std::size_t levels) {
  const Value* old = reference::find(sample_, target);
  const std::size_t kind = dice_.below(100);
  if (levels > 1) {
    if (old && old->type == Type::kNumber && kind < 60) return sum(target, levels - 1);
    if (old && old->type == Type::kList && kind < 60) return appended_list(target, levels - 1);
    if (kind < 5) return sum(target, levels - 1);
    if (kind < 10) return appended_list(target, levels - 1);
    if (kind < 25) {
      const UpdateOperand found{UpdateOperand::Kind::kPath, dice_.percent(50) ? target : path(), {}, {}};
      return {UpdateOperand::Kind::kIfNotExists, {}, {}, {found, inner_operand(target, levels - 1)}};
    }
  }
  if (kind < 40) return {UpdateOperand::Kind::kPath, path(), {}, {}};
  return {UpdateOperand::Kind::kLiteral, {}, values_.value(dice_.between(1, 3)), {}};
}

UpdateAction RandomExpressions::action(const std::vector<std::string>& more_targets) {
  UpdateAction action;
  const std::size_t choice = dice_.below(6 + more_targets.size());
  const std::string name = choice < 6 ? "d" + std::to_string(choice + 1) : more_targets[choice - 6];
  action.target = dice_.percent(40) ? Path{{name, {}}} : walk({{name, {}}});
  const Value* old = reference::find(sample_, action.target);
  const std::size_t kind = dice_.below(100);
  const bool is_set = old && reference::is_set(old->type);
  if (is_set && kind < 60) {
    action.kind = kind < 30 ? UpdateAction::Kind::kAdd : UpdateAction::Kind::kDelete;
    Value part = values_.near(*old);
    action.operand.literal = reference::is_set(part.type) ? part : Value::set(old->type, {part});
  } else if (kind < 20) {
    action.kind = UpdateAction::Kind::kAdd;
    action.operand.literal = dice_.percent(90) ? Value::of(values_.number()) : values_.value(1);
  } else if (kind < 25) {
    action.kind = UpdateAction::Kind::kDelete;
    action.operand.literal = dice_.percent(80) ? values_.set(Type::kStringSet) : values_.value(1);
  } else if (kind < 50) {
    action.kind = UpdateAction::Kind::kRemove;
  } else {
    action.operand = update_operand(action.target, 3);
  }
  return action;
}

reference::Update RandomExpressions::update(const std::vector<std::string>& more_targets) {
  reference::Update update;
  for (std::size_t count = dice_.between(1, 4); count > 0; --count) {
    update.push_back(action(more_targets));
    // Most paths that clash are dropped: the service refuses them whatever else is there.
    if (!reference::check_paths(targets(update)).empty() && dice_.percent(90)) update.pop_back();
  }
  return update;
}

std::vector<Path> RandomExpressions::paths() {
  std::vector<Path> paths;
  for (std::size_t count = dice_.between(1, 4); count > 0; --count) {
    paths.push_back(path());
    if (paths.size() > 1 && !reference::check_paths(paths).empty() && dice_.percent(90)) paths.pop_back();
  }
  return paths;
}

}  // namespace ddb::property
