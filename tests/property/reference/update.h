#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/property/reference/failure.h"
#include "tests/property/reference/value.h"

namespace ddb::reference {

/// What SET sets: what a path leads to, a value of the request, or what is made of such.
struct UpdateOperand {
  enum class Kind { kPath, kLiteral, kIfNotExists, kListAppend, kPlus, kMinus };
  Kind kind = Kind::kLiteral;
  Path path;
  Value literal;
  std::vector<UpdateOperand> operands;  ///< Two, but of kPath and kLiteral.
};

struct UpdateAction {
  enum class Kind { kSet, kRemove, kAdd, kDelete };
  Kind kind = Kind::kSet;
  Path target;
  UpdateOperand operand;  ///< Of kAdd and kDelete a literal; of kRemove none.
};

using Update = std::vector<UpdateAction>;

/// Why the update would be refused whatever the item is.
Failures check(const Update& update);

/// What becomes of `item`, which has only the key when it does not exist: `failures`, or `item`.
struct Updated {
  Failures failures;
  Item item;
};
Updated apply(const Update& update, const Item& item, bool exists);

/// Whether the update makes an item where there is none: one that only takes away does not.
bool makes_item(const Update& update);

std::vector<Path> targets(const Update& update);
/// Every path that is read.
std::vector<Path> sources(const Update& update);
/// The type of the operand where it is the same for every item.
std::optional<Type> known_type(const UpdateAction& action);

/// Why these paths can't be projected or updated together.
Failures check_paths(const std::vector<Path>& paths);

}  // namespace ddb::reference
