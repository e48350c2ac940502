#include "tests/property/reference/condition.h"

#include <algorithm>
#include <stdexcept>

namespace ddb::reference {
namespace {

bool is_ordered(Type type) {
  return type == Type::kString || type == Type::kNumber || type == Type::kBinary;
}

/// How many UTF-16 code units a text in UTF-8 has: `size` of a String.
std::size_t utf16_length(const std::string& text) {
  std::size_t units = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    units += bytes == 4 ? 2 : 1;
    i += bytes;
  }
  return units;
}

std::optional<Value> size_of(const Value& value) {
  switch (value.type) {
    case Type::kString:
      return Value::of(static_cast<long long>(utf16_length(value.text)));
    case Type::kBinary:
      return Value::of(static_cast<long long>(value.text.size()));
    case Type::kMap:
      return Value::of(static_cast<long long>(value.members.size()));
    case Type::kNumber:
    case Type::kBoolean:
    case Type::kNull:
      return std::nullopt;
    default:
      return Value::of(static_cast<long long>(value.elements.size()));
  }
}

/// Nothing where the item has no such attribute, or it has no size.
std::optional<Value> evaluate(const Operand& operand, const Item& item) {
  std::optional<Value> value = operand.literal;
  if (!value) {
    const Value* found = find(item, operand.path);
    if (!found) return std::nullopt;
    value = *found;
  }
  return operand.is_size ? size_of(*value) : value;
}

bool compare(const std::string& name, const Value& left, const Value& right) {
  if (name == "=") return left == right;
  if (name == "<>") return left != right;
  if (left.type != right.type || !is_ordered(left.type)) return false;
  const auto ordering = order(left, right);
  if (name == "<") return ordering < 0;
  if (name == "<=") return ordering <= 0;
  if (name == ">") return ordering > 0;
  if (name == ">=") return ordering >= 0;
  throw std::logic_error("no such operator: " + name);
}

bool contains(const Value& value, const Value& part) {
  if (value.type == Type::kString || value.type == Type::kBinary)
    return part.type == value.type && value.text.find(part.text) != std::string::npos;
  if (value.type != Type::kList && !is_set(value.type)) return false;
  return std::find(value.elements.begin(), value.elements.end(), part) != value.elements.end();
}

bool function_holds(const Condition& condition, const Item& item) {
  const std::optional<Value> first = evaluate(condition.operands[0], item);
  if (condition.name == "attribute_exists") return first.has_value();
  if (condition.name == "attribute_not_exists") return !first.has_value();
  const std::optional<Value> second = evaluate(condition.operands[1], item);
  if (!first || !second) return false;
  if (condition.name == "attribute_type") return type_name(first->type) == second->text;
  if (condition.name == "contains") return contains(*first, *second);
  if (condition.name == "begins_with")
    return first->type == second->type && (first->type == Type::kString || first->type == Type::kBinary) &&
           first->text.starts_with(second->text);
  throw std::logic_error("no such function: " + condition.name);
}

// The checks.

constexpr const char* kNotDistinct =
    "The first operand must be distinct from the remaining operands for this operator or function";
constexpr const char* kOperandType = "Incorrect operand type for operator or function";
constexpr const char* kBetweenTypes =
    "The BETWEEN operator requires same data type for lower and upper bounds";
constexpr const char* kBetweenOrder =
    "The BETWEEN operator requires upper bound to be greater than or equal to lower bound";

/// The type that the operand has in every item; nothing for a path.
std::optional<Type> known_type(const Operand& operand) {
  if (operand.is_size) return Type::kNumber;
  if (operand.literal) return operand.literal->type;
  return std::nullopt;
}

void check_operand_types(const Condition& condition, Failures& failures) {
  for (const Operand& operand : condition.operands) {
    const std::optional<Type> type = known_type(operand);
    if (!type) continue;
    if (condition.name == "begins_with" && *type != Type::kString && *type != Type::kBinary)
      failures.insert(kOperandType);
    const bool is_ordering =
        condition.kind == Condition::Kind::kBetween ||
        (condition.kind == Condition::Kind::kCompare && condition.name != "=" && condition.name != "<>");
    if (is_ordering && !is_ordered(*type)) failures.insert(kOperandType);
  }
  for (const Operand& operand : condition.operands)
    if (operand.is_size && operand.literal && !size_of(*operand.literal)) failures.insert(kOperandType);
}

void check_bounds(const Condition& condition, Failures& failures) {
  const Operand& lower = condition.operands[1];
  const Operand& upper = condition.operands[2];
  if (!lower.literal || !upper.literal || lower.is_size || upper.is_size) return;
  if (lower.literal->type != upper.literal->type)
    failures.insert(kBetweenTypes);
  else if (is_ordered(lower.literal->type) && order(*lower.literal, *upper.literal) > 0)
    failures.insert(kBetweenOrder);
}

}  // namespace

bool holds(const Condition& condition, const Item& item) {
  const auto part_holds = [&](const Condition& part) { return holds(part, item); };
  const auto operand = [&](std::size_t i) { return evaluate(condition.operands[i], item); };
  switch (condition.kind) {
    case Condition::Kind::kAnd:
      return std::all_of(condition.conditions.begin(), condition.conditions.end(), part_holds);
    case Condition::Kind::kOr:
      return std::any_of(condition.conditions.begin(), condition.conditions.end(), part_holds);
    case Condition::Kind::kNot:
      return !holds(condition.conditions.front(), item);
    case Condition::Kind::kFunction:
      return function_holds(condition, item);
    case Condition::Kind::kCompare:
      if (!operand(0) || !operand(1)) return condition.name == "<>";
      return compare(condition.name, *operand(0), *operand(1));
    case Condition::Kind::kBetween:
      return operand(0) && operand(1) && operand(2) && compare(">=", *operand(0), *operand(1)) &&
             compare("<=", *operand(0), *operand(2));
    case Condition::Kind::kIn:
      for (std::size_t i = 1; operand(0) && i < condition.operands.size(); ++i)
        if (operand(i) == operand(0)) return true;
      return false;
  }
  throw std::logic_error("no such kind of condition");
}

std::vector<Path> paths(const Condition& condition) {
  std::vector<Path> found;
  for (const Operand& operand : condition.operands)
    if (!operand.path.empty()) found.push_back(operand.path);
  for (const Condition& part : condition.conditions)
    for (const Path& path : paths(part))
      found.push_back(path);
  return found;
}

Failures check(const Condition& condition) {
  Failures failures;
  for (const Condition& part : condition.conditions)
    failures.merge(check(part));
  if (condition.operands.empty()) return failures;
  const Operand& first = condition.operands.front();
  if (!first.path.empty() && !first.is_size)
    for (std::size_t i = 1; i < condition.operands.size(); ++i)
      if (condition.operands[i].path == first.path && !condition.operands[i].is_size)
        failures.insert(kNotDistinct);
  check_operand_types(condition, failures);
  if (condition.kind == Condition::Kind::kBetween) check_bounds(condition, failures);
  return failures;
}

}  // namespace ddb::reference
