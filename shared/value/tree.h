#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/value/value.h"

/// Values as a tree that can be changed: what UpdateItem, projections with nested paths and tests work on.
/// Reading never needs it.
namespace ddb::value {

struct Tree;
using TreeList = std::vector<Tree>;
using TreeMap = std::map<std::string, Tree, std::less<>>;

/// A leaf is kept encoded (scalars and sets); only lists and maps are opened.
struct Tree {
  std::variant<Value, TreeList, TreeMap> node;

  Tree() = default;
  explicit Tree(Value leaf) : node(std::move(leaf)) {}
  explicit Tree(TreeList list) : node(std::move(list)) {}
  explicit Tree(TreeMap map) : node(std::move(map)) {}

  /// Opens every list and map of `view`.
  static Tree open(ValueView view);
  Value close() const;
};

TreeMap open(ItemView item);
Item close(const TreeMap& attributes);

/// The union, or the difference, of two sets of the same type, encoded. The difference is empty when nothing
/// is left: DynamoDB has no empty sets.
Value set_union(ValueView left, ValueView right);
std::optional<Value> set_difference(ValueView left, ValueView right);

}  // namespace ddb::value
