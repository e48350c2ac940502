#include "reference_evaluator.h"

#include <algorithm>
#include <compare>
#include <set>

namespace ddb::expression::reference {
namespace {

using value::Tree;
using value::TreeList;
using value::TreeMap;
using value::Type;
using value::Value;
using value::ValueView;

const TreeMap* as_map(const Tree& tree) {
  return std::get_if<TreeMap>(&tree.node);
}
const TreeList* as_list(const Tree& tree) {
  return std::get_if<TreeList>(&tree.node);
}

Type type_of(const Tree& tree) {
  if (as_map(tree) != nullptr) return Type::kMap;
  if (as_list(tree) != nullptr) return Type::kList;
  return std::get<Value>(tree.node).view().type();
}
ValueView leaf(const Tree& tree) {
  return std::get<Value>(tree.node).view();
}

std::optional<Tree> find(const TreeMap& item, const Path& path) {
  Tree at{TreeMap(item)};
  for (const PathElement& element : path) {
    Tree next;
    if (element.type == PathElement::Type::kIndex) {
      if (as_list(at) == nullptr || element.index >= as_list(at)->size()) return std::nullopt;
      next = (*as_list(at))[element.index];
    } else {
      if (as_map(at) == nullptr || !as_map(at)->contains(element.name)) return std::nullopt;
      next = as_map(at)->at(element.name);
    }
    at = next;
  }
  return at;
}

/// By meaning: numbers as numbers, the rest by their bytes. Nothing for values that have no order.
std::optional<std::strong_ordering> order(const Tree& left, const Tree& right) {
  if (type_of(left) != type_of(right)) return std::nullopt;
  if (type_of(left) == Type::kNumber) return leaf(left).number() <=> leaf(right).number();
  if (type_of(left) == Type::kString || type_of(left) == Type::kBinary)
    return leaf(left).bytes().compare(leaf(right).bytes()) <=> 0;
  return std::nullopt;
}

std::vector<Tree> elements(const Tree& tree) {
  if (as_list(tree) != nullptr) return *as_list(tree);
  std::vector<Tree> found;
  for (const ValueView element : leaf(tree).elements())
    found.emplace_back(Value(element));
  return found;
}

bool equal(const Tree& left, const Tree& right) {
  if (type_of(left) != type_of(right)) return false;
  if (const auto ordered = order(left, right)) return *ordered == std::strong_ordering::equal;
  if (type_of(left) == Type::kNull) return true;
  if (type_of(left) == Type::kBoolean) return leaf(left).boolean() == leaf(right).boolean();
  if (as_map(left) != nullptr) {
    return std::ranges::equal(*as_map(left), *as_map(right), [](const auto& one, const auto& other) {
      return one.first == other.first && equal(one.second, other.second);
    });
  }
  const std::vector<Tree> ours = elements(left);
  const std::vector<Tree> theirs = elements(right);
  if (as_list(left) != nullptr) return std::ranges::equal(ours, theirs, equal);
  return ours.size() == theirs.size() && std::ranges::all_of(ours, [&](const Tree& element) {
           return std::ranges::any_of(theirs, [&](const Tree& other) { return equal(element, other); });
         });
}

Tree number(std::size_t integer) {
  return Tree(Value::number(value::Number::from_integer(static_cast<std::int64_t>(integer))));
}

std::optional<Tree> size(const Tree& tree) {
  switch (type_of(tree)) {
    case Type::kString: {
      std::size_t units = 0;  // the texts of these tests are ASCII
      units = leaf(tree).bytes().size();
      return number(units);
    }
    case Type::kBinary:
      return number(leaf(tree).bytes().size());
    case Type::kNumber:
    case Type::kBoolean:
    case Type::kNull:
      return std::nullopt;
    case Type::kMap:
      return number(as_map(tree)->size());
    default:
      return number(elements(tree).size());
  }
}

std::optional<Tree> operand(const Node& node, const TreeMap& item) {
  if (node.type == NodeType::kLiteral) return Tree::open(node.literal);
  if (node.type == NodeType::kPath) return find(item, node.path);
  const auto sized = operand(node.operands.at(0), item);
  return sized ? size(*sized) : std::nullopt;
}

bool contains(const Tree& whole, const Tree& part) {
  const Type type = type_of(whole);
  if (type == Type::kString || type == Type::kBinary)
    return type_of(part) == type && leaf(whole).bytes().find(leaf(part).bytes()) != std::string_view::npos;
  if (type != Type::kList && !value::is_set(type)) return false;
  return std::ranges::any_of(elements(whole), [&](const Tree& element) { return equal(element, part); });
}

bool begins_with(const Tree& whole, const Tree& part) {
  return (type_of(whole) == Type::kString || type_of(whole) == Type::kBinary) &&
         type_of(whole) == type_of(part) &&
         leaf(whole).bytes().substr(0, leaf(part).bytes().size()) == leaf(part).bytes();
}

}  // namespace

bool holds(const Node& node, const TreeMap& item) {
  if (node.type == NodeType::kNot) return !holds(node.operands[0], item);
  if (node.type == NodeType::kAnd) return holds(node.operands[0], item) && holds(node.operands[1], item);
  if (node.type == NodeType::kOr) return holds(node.operands[0], item) || holds(node.operands[1], item);
  std::vector<std::optional<Tree>> values;
  for (const Node& inner : node.operands)
    values.push_back(operand(inner, item));
  if (node.type == NodeType::kAttributeExists) return values[0].has_value();
  if (node.type == NodeType::kAttributeNotExists) return !values[0].has_value();
  if (node.type == NodeType::kIn) {
    return values[0] && std::any_of(values.begin() + 1, values.end(),
                                    [&](const auto& choice) { return choice && equal(*values[0], *choice); });
  }
  if (!values[0] || !values[1]) return node.type == NodeType::kNotEqual;
  const auto compared = order(*values[0], *values[1]);
  switch (node.type) {
    case NodeType::kEqual:
      return equal(*values[0], *values[1]);
    case NodeType::kNotEqual:
      return !equal(*values[0], *values[1]);
    case NodeType::kLess:
      return compared && *compared < 0;
    case NodeType::kLessOrEqual:
      return compared && *compared <= 0;
    case NodeType::kGreater:
      return compared && *compared > 0;
    case NodeType::kGreaterOrEqual:
      return compared && *compared >= 0;
    case NodeType::kBetween: {
      if (!values[2] || !compared || *compared < 0) return false;
      const auto above = order(*values[0], *values[2]);
      return above && *above <= 0;
    }
    case NodeType::kBeginsWith:
      return begins_with(*values[0], *values[1]);
    case NodeType::kContains:
      return contains(*values[0], *values[1]);
    default:  // attribute_type
      return value::type_name(type_of(*values[0])) == leaf(*values[1]).bytes();
  }
}

namespace {

/// Keeps of `tree` what any of `paths` leads to, the first `depth` elements of each being walked already.
std::optional<Tree> keep(const Tree& tree, const std::vector<Path>& paths, std::size_t depth) {
  for (const Path& path : paths)
    if (path.size() == depth) return tree;
  TreeMap map;
  TreeList list;
  const auto leading_to = [&](const PathElement& element) {
    std::vector<Path> further;
    for (const Path& path : paths)
      if (path[depth] == element) further.push_back(path);
    return further;
  };
  if (as_map(tree) != nullptr) {
    for (const auto& [name, inner] : *as_map(tree)) {
      const auto further = leading_to(PathElement::attribute(name));
      if (further.empty()) continue;
      if (auto kept = keep(inner, further, depth + 1)) map.emplace(name, *kept);
    }
    return map.empty() ? std::nullopt : std::optional(Tree(map));
  }
  if (as_list(tree) == nullptr) return std::nullopt;
  for (std::uint32_t i = 0; i < as_list(tree)->size(); ++i) {
    const auto further = leading_to(PathElement::list_index(i));
    if (further.empty()) continue;
    if (auto kept = keep((*as_list(tree))[i], further, depth + 1)) list.push_back(*kept);
  }
  return list.empty() ? std::nullopt : std::optional(Tree(list));
}

}  // namespace

TreeMap project(const std::vector<Path>& paths, const TreeMap& item) {
  const auto kept = keep(Tree(item), paths, 0);
  return kept ? *as_map(*kept) : TreeMap();
}

namespace {

/// Stands where something was removed, until all is done: no other value of these tests looks like it.
const Value& tombstone() {
  static const Value value = Value::string("(removed)");
  return value;
}

bool is_tombstone(const Tree& tree) {
  const auto* value = std::get_if<Value>(&tree.node);
  return value != nullptr && *value == tombstone();
}

void bury(Tree& tree) {
  if (auto* list = std::get_if<TreeList>(&tree.node)) {
    std::erase_if(*list, is_tombstone);
    for (Tree& element : *list)
      bury(element);
  } else if (auto* map = std::get_if<TreeMap>(&tree.node)) {
    std::erase_if(*map, [](const auto& entry) { return is_tombstone(entry.second); });
    for (auto& [name, inner] : *map)
      bury(inner);
  }
}

std::optional<Tree> evaluate(const Node& node, const TreeMap& item) {
  if (node.type == NodeType::kLiteral) return Tree::open(node.literal);
  if (node.type == NodeType::kPath) return find(item, node.path);
  if (node.type == NodeType::kIfNotExists) {
    const auto found = find(item, node.operands[0].path);
    return found ? found : evaluate(node.operands[1], item);
  }
  const auto left = evaluate(node.operands[0], item);
  const auto right = evaluate(node.operands[1], item);
  if (!left || !right) return std::nullopt;
  if (node.type == NodeType::kListAppend) {
    if (as_list(*left) == nullptr || as_list(*right) == nullptr) return std::nullopt;
    TreeList all = *as_list(*left);
    all.insert(all.end(), as_list(*right)->begin(), as_list(*right)->end());
    return Tree(all);
  }
  if (type_of(*left) != Type::kNumber || type_of(*right) != Type::kNumber) return std::nullopt;
  const auto result = node.type == NodeType::kAdd ? leaf(*left).number().add(leaf(*right).number())
                                                  : leaf(*left).number().subtract(leaf(*right).number());
  return result ? std::optional(Tree(Value::number(*result))) : std::nullopt;
}

/// What ADD or DELETE leaves: the tombstone when it is nothing.
std::optional<Tree> arithmetic(UpdateAction::Type type, const std::optional<Tree>& old_value,
                               const Tree& value) {
  const bool adds = type == UpdateAction::Type::kAdd;
  if (!old_value) return adds ? value : Tree(tombstone());
  if (type_of(*old_value) != type_of(value)) return std::nullopt;
  if (type_of(value) == Type::kNumber) {
    const auto sum = leaf(*old_value).number().add(leaf(value).number());
    return sum ? std::optional(Tree(Value::number(*sum))) : std::nullopt;
  }
  if (adds) return Tree(value::set_union(leaf(*old_value), leaf(value)));
  const auto rest = value::set_difference(leaf(*old_value), leaf(value));
  return Tree(rest ? *rest : tombstone());
}

/// The place in `item` that everything of `path` but its last element leads to.
Tree* parent(Tree& item, const Path& path) {
  Tree* at = &item;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    auto* map = std::get_if<TreeMap>(&at->node);
    auto* list = std::get_if<TreeList>(&at->node);
    if (path[i].type == PathElement::Type::kIndex) {
      if (list == nullptr || path[i].index >= list->size()) return nullptr;
      at = &(*list)[path[i].index];
    } else {
      if (map == nullptr || !map->contains(path[i].name)) return nullptr;
      at = &map->at(path[i].name);
    }
  }
  return at;
}

struct Appended {
  Tree* list;
  std::uint32_t index;
  Tree value;
};

/// Puts `value` at `path`; elements beyond the end of a list are left for later.
bool put(Tree& item, const Path& path, const Tree& value, std::vector<Appended>& appended) {
  Tree* at = parent(item, path);
  if (at == nullptr) return false;
  if (path.back().type != PathElement::Type::kIndex) {
    auto* map = std::get_if<TreeMap>(&at->node);
    if (map == nullptr) return false;
    map->insert_or_assign(path.back().name, value);
    return true;
  }
  auto* list = std::get_if<TreeList>(&at->node);
  if (list == nullptr) return false;
  if (path.back().index < list->size())
    (*list)[path.back().index] = value;
  else
    appended.push_back({at, path.back().index, value});
  return true;
}

}  // namespace

std::optional<TreeMap> update(const std::vector<UpdateAction>& actions, const TreeMap& old_item) {
  Tree item{TreeMap(old_item)};
  std::vector<Appended> appended;
  for (const UpdateAction& action : actions) {
    std::optional<Tree> value = Tree(tombstone());
    if (action.type == UpdateAction::Type::kSet) value = evaluate(action.value, old_item);
    if (action.type == UpdateAction::Type::kAdd || action.type == UpdateAction::Type::kDelete)
      value = arithmetic(action.type, find(old_item, action.target), Tree::open(action.value.literal));
    if (!value || !put(item, action.target, *value, appended)) return std::nullopt;
  }
  std::ranges::sort(appended, {}, &Appended::index);
  for (const Appended& late : appended)
    std::get<TreeList>(late.list->node).push_back(late.value);
  bury(item);
  return *as_map(item);
}

}  // namespace ddb::expression::reference
