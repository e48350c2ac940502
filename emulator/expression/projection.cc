#include "emulator/expression/projection.h"

#include <deque>
#include <optional>

#include "emulator/expression/attribute_name_set.h"
#include "emulator/expression/resolver.h"
#include "shared/value/builder.h"

namespace ddb::expression {
namespace {

using value::Type;
using value::ValueView;

/// Copies what one item has at some paths. Whole values are looked at in place; maps and lists that lose
/// something are made anew and kept here until the item is built.
class Projector {
 public:
  std::vector<value::Entry> entries(value::MapView map, const PathTree::Node& node);

 private:
  std::optional<ValueView> part(ValueView value, const PathTree::Node& node);
  std::vector<ValueView> elements(ValueView list, const PathTree::Node& node);
  ValueView keep(value::Value value) { return made_.emplace_back(std::move(value)).view(); }

  std::deque<value::Value> made_;  // whose values stay where they are
};

/// Entries and children are both sorted by name, so one pass over each is enough.
std::vector<value::Entry> Projector::entries(value::MapView map, const PathTree::Node& node) {
  std::vector<value::Entry> found;
  found.reserve(node.children.size());
  auto child = node.children.begin();
  for (const value::Entry& entry : map) {
    while (child != node.children.end() && (*child)->element.name < entry.name)
      ++child;
    if (child == node.children.end()) break;
    if ((*child)->element.name != entry.name) continue;
    if (const auto value = part(entry.value, **child)) found.push_back({entry.name, *value});
  }
  return found;
}

std::vector<ValueView> Projector::elements(ValueView list, const PathTree::Node& node) {
  std::vector<ValueView> found;
  auto child = node.children.begin();
  std::uint32_t index = 0;
  for (const ValueView element : list.elements()) {
    if (child == node.children.end()) break;
    if ((*child)->element.index == index++) {
      if (const auto value = part(element, **child)) found.push_back(*value);
      ++child;
    }
  }
  return found;
}

std::optional<ValueView> Projector::part(ValueView value, const PathTree::Node& node) {
  if (node.is_end) return value;
  const bool wants_list = node.children.front()->element.is_index();
  if (wants_list && value.type() == Type::kList) {
    const std::vector<ValueView> found = elements(value, node);
    if (!found.empty()) return keep(value::make_list(found));
  } else if (!wants_list && value.type() == Type::kMap) {
    std::vector<value::Entry> found = entries(value.map(), node);
    if (!found.empty()) return keep(value::make_map(std::move(found)));
  }
  return std::nullopt;
}

}  // namespace

model::ServiceResult<Projection> Projection::bind(ExpressionPointer expression, Bindings& bindings) {
  Resolver resolver(expression->kind, bindings);
  std::vector<DocumentPath> paths;
  paths.reserve(expression->paths.size());
  Projection projection;
  AttributeNameSet names;
  for (const Path& path : expression->paths) {
    DDB_TRY(resolved, resolver.path(path));
    names.add(resolved.front().name);
    projection.flat_ = projection.flat_ && resolved.size() == 1;
    paths.push_back(std::move(resolved));
  }
  DDB_TRY(tree, PathTree::build(expression->kind, paths));
  projection.attribute_names_ = names.take();
  projection.paths_ = std::move(tree);
  projection.expression_ = std::move(expression);
  return projection;
}

value::Item Projection::apply(value::ItemView item) const {
  return project(item, paths_);
}

value::Item project(value::ItemView item, const PathTree& paths) {
  Projector projector;
  value::ItemBuilder builder;
  for (const value::Entry& entry : projector.entries(item.attributes(), paths.root()))
    builder.add(entry.name, entry.value);
  return builder.build();
}

}  // namespace ddb::expression
