#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/property/reference/failure.h"
#include "tests/property/reference/value.h"

namespace ddb::reference {

/// What is compared: what a path leads to, a value of the request, or the size of one of these.
struct Operand {
  Path path;                     ///< Empty for a value of the request.
  std::optional<Value> literal;  ///< Without a path.
  bool is_size = false;          ///< size(...) of it.
};

/// A condition as a tree.
struct Condition {
  enum class Kind {
    kAnd,      ///< Of `conditions`, two or more.
    kOr,       ///< The same.
    kNot,      ///< Of the only one of `conditions`.
    kCompare,  ///< Two operands and an operator: = <> < <= > >=
    kBetween,  ///< Operand, lower bound, upper bound.
    kIn,       ///< Operand, and what it may equal.
    kFunction  ///< attribute_exists, attribute_not_exists, attribute_type, begins_with, contains.
  };
  Kind kind = Kind::kFunction;
  std::vector<Condition> conditions;
  std::string name;  ///< Of the operator or function.
  std::vector<Operand> operands;
};

/// Whether it holds for the item; for a missing item, give one without attributes.
bool holds(const Condition& condition, const Item& item);

/// Every path that it names.
std::vector<Path> paths(const Condition& condition);

/// Why the condition would be refused whatever the items are.
Failures check(const Condition& condition);

}  // namespace ddb::reference
