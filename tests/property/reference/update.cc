#include "tests/property/reference/update.h"

#include <algorithm>
#include <variant>

namespace ddb::reference {
namespace {

using Kind = UpdateAction::Kind;
using OperandKind = UpdateOperand::Kind;

constexpr const char* kMissingAttribute =
    "ValidationException: The provided expression refers to an attribute that does not exist in the item";
constexpr const char* kWrongType =
    "ValidationException: An operand in the update expression has an incorrect data type";
constexpr const char* kInvalidPath =
    "ValidationException: The document path provided in the update expression is invalid for update";
constexpr const char* kNumberOutOfRange = "ValidationException: Number ";
constexpr const char* kOverlap = "Two document paths overlap with each other";
constexpr const char* kConflict = "Two document paths conflict with each other";
constexpr const char* kOperandType = "Incorrect operand type for operator or function";
constexpr const char* kMisused =
    "The function is not allowed to be used this way in an expression; function: list_append";

/// Thrown by what follows: the failure of one action.
struct Failed {
  const char* why;
};

Value sum(const Value& left, const Value& right) {
  if (left.type != Type::kNumber || right.type != Type::kNumber) throw Failed{kWrongType};
  Value result = Value::of(left.number + right.number);
  if (!result.number.fits()) throw Failed{kNumberOutOfRange};
  return result;
}

Value evaluate(const UpdateOperand& operand, const Item& item) {
  switch (operand.kind) {
    case OperandKind::kLiteral:
      return operand.literal;
    case OperandKind::kPath:
      if (const Value* found = find(item, operand.path)) return *found;
      throw Failed{kMissingAttribute};
    case OperandKind::kIfNotExists:
      if (const Value* found = find(item, operand.operands[0].path)) return *found;
      return evaluate(operand.operands[1], item);
    default:
      break;
  }
  Value left = evaluate(operand.operands[0], item);
  Value right = evaluate(operand.operands[1], item);
  if (operand.kind == OperandKind::kPlus) return sum(left, right);
  if (operand.kind == OperandKind::kMinus) {
    right.number = right.number.negated();
    return sum(left, right);
  }
  if (left.type != Type::kList || right.type != Type::kList) throw Failed{kWrongType};
  left.elements.insert(left.elements.end(), right.elements.begin(), right.elements.end());
  return left;
}

/// The place of a target in an item that is being updated. What is removed stays until the end, so that an
/// index means what it meant in the item before.
class Place {
 public:
  /// Throws Failed when there is no Map or List to hold the target.
  Place(Item& item, const Path& target) {
    Item* members = &item;
    for (std::size_t i = 0; i + 1 < target.size(); ++i) {
      Value* value = step(*members, list_, target[i]);
      if (!value || value->type != (target[i + 1].index ? Type::kList : Type::kMap))
        throw Failed{kInvalidPath};
      members = &value->members;
      list_ = target[i + 1].index ? &value->elements : nullptr;
    }
    members_ = members;
    last_ = target.back();
  }

  Value* value() { return step(*members_, list_, last_); }

  void set(const Value& value) {
    if (Value* old = this->value())
      *old = value;
    else if (list_)
      list_->push_back(value);
    else
      members_->emplace(last_.name, value);
  }

  void erase() {
    if (list_)
      list_->erase(list_->begin() + static_cast<std::ptrdiff_t>(*last_.index));
    else
      members_->erase(last_.name);
  }

 private:
  static Value* step(Item& members, std::vector<Value>* list, const PathStep& step) {
    if (list) return *step.index < list->size() ? &(*list)[*step.index] : nullptr;
    const auto found = members.find(step.name);
    return found == members.end() ? nullptr : &found->second;
  }

  Item* members_ = nullptr;
  std::vector<Value>* list_ = nullptr;  ///< Null where the target is the member of a Map.
  PathStep last_;
};

void add(Place& place, const Value& value) {
  const Value* old = place.value();
  if (!old) return place.set(value);
  if (old->type != value.type) throw Failed{kWrongType};
  if (value.type == Type::kNumber) return place.set(sum(*old, value));
  std::vector<Value> elements = old->elements;
  elements.insert(elements.end(), value.elements.begin(), value.elements.end());
  place.set(Value::set(value.type, elements));
}

/// Whether all of it is gone.
bool take_from_set(Place& place, const Value& value) {
  Value* old = place.value();
  if (!old) return false;
  if (old->type != value.type) throw Failed{kWrongType};
  std::erase_if(old->elements, [&](const Value& element) {
    return std::find(value.elements.begin(), value.elements.end(), element) != value.elements.end();
  });
  return old->elements.empty();
}

bool is_before(const PathStep& left, const PathStep& right) {
  if (left.index && right.index) return *left.index < *right.index;
  return left.name < right.name;
}

/// Whether one path leads to, or into, what the other one leads to.
bool overlap(const Path& one, const Path& other) {
  const std::size_t common = std::min(one.size(), other.size());
  return std::equal(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(common), other.begin());
}

/// Whether one path takes for a Map what the other takes for a List.
bool conflict(const Path& one, const Path& other) {
  const auto [at, at_other] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
  return at != one.end() && at_other != other.end() && at->index.has_value() != at_other->index.has_value();
}

void check_operands(const UpdateOperand& operand, Failures& failures) {
  for (const UpdateOperand& inner : operand.operands) {
    check_operands(inner, failures);
    if (inner.kind == OperandKind::kListAppend) failures.insert(kMisused);
    if (inner.kind != OperandKind::kLiteral || operand.kind == OperandKind::kIfNotExists) continue;
    const Type wanted = operand.kind == OperandKind::kListAppend ? Type::kList : Type::kNumber;
    if (inner.literal.type != wanted) failures.insert(kOperandType);
  }
}

}  // namespace

Failures check_paths(const std::vector<Path>& paths) {
  Failures failures;
  for (std::size_t i = 0; i < paths.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (overlap(paths[i], paths[j])) failures.insert(kOverlap);
      if (conflict(paths[i], paths[j])) failures.insert(kConflict);
    }
  return failures;
}

std::vector<Path> targets(const Update& update) {
  std::vector<Path> paths;
  for (const UpdateAction& action : update)
    paths.push_back(action.target);
  return paths;
}

namespace {

void append_sources(const UpdateOperand& operand, std::vector<Path>& paths) {
  if (operand.kind == OperandKind::kPath) paths.push_back(operand.path);
  for (const UpdateOperand& inner : operand.operands)
    append_sources(inner, paths);
}

}  // namespace

std::vector<Path> sources(const Update& update) {
  std::vector<Path> paths;
  for (const UpdateAction& action : update)
    append_sources(action.operand, paths);
  return paths;
}

std::optional<Type> known_type(const UpdateAction& action) {
  if (action.kind == Kind::kRemove) return std::nullopt;
  switch (action.operand.kind) {
    case OperandKind::kLiteral:
      return action.operand.literal.type;
    case OperandKind::kPlus:
    case OperandKind::kMinus:
      return Type::kNumber;
    case OperandKind::kListAppend:
      return Type::kList;
    default:
      return std::nullopt;
  }
}

Failures check(const Update& update) {
  Failures failures = check_paths(targets(update));
  for (const UpdateAction& action : update) {
    check_operands(action.operand, failures);
    const Type type = action.operand.literal.type;
    const bool is_number = type == Type::kNumber;
    if (action.kind == Kind::kAdd && !is_number && !is_set(type)) failures.insert(kOperandType);
    if (action.kind == Kind::kDelete && !is_set(type)) failures.insert(kOperandType);
  }
  return failures;
}

bool makes_item(const Update& update) {
  return std::any_of(update.begin(), update.end(), [](const UpdateAction& action) {
    return action.kind == Kind::kSet || action.kind == Kind::kAdd;
  });
}

Updated apply(const Update& update, const Item& item, bool exists) {
  // In the order of the paths, so that elements beyond the end of a list are appended by their indexes.
  Update actions = update;
  std::sort(actions.begin(), actions.end(), [](const UpdateAction& left, const UpdateAction& right) {
    return std::lexicographical_compare(left.target.begin(), left.target.end(), right.target.begin(),
                                        right.target.end(), is_before);
  });
  Updated updated{{}, item};
  std::vector<Path> removed;
  for (const UpdateAction& action : actions) {
    if (!exists && action.kind == Kind::kRemove) continue;
    try {
      const Value operand =
          action.kind == Kind::kSet ? evaluate(action.operand, item) : action.operand.literal;
      Place place(updated.item, action.target);
      if (action.kind == Kind::kSet) place.set(operand);
      if (action.kind == Kind::kAdd) add(place, operand);
      if (action.kind == Kind::kRemove && place.value()) removed.push_back(action.target);
      if (action.kind == Kind::kDelete && take_from_set(place, operand)) removed.push_back(action.target);
    } catch (const Failed& failed) {
      updated.failures.insert(failed.why);
    }
  }
  if (!updated.failures.empty()) return updated;
  // From the last path to the first, so that no erased element moves one that is still to be erased.
  for (auto target = removed.rbegin(); target != removed.rend(); ++target)
    Place(updated.item, *target).erase();
  return updated;
}

}  // namespace ddb::reference
