#include "emulator/expression/path_tree.h"

#include <algorithm>
#include <numeric>

#include "emulator/expression/failure.h"

namespace ddb::expression {
namespace {

/// Names bytewise, then indexes by number.
bool is_before(const DocumentPathElement& left, const DocumentPathElement& right) {
  if (left.is_index() != right.is_index()) return right.is_index();
  return left.is_index() ? left.index < right.index : left.name < right.name;
}

}  // namespace

model::ServiceResult<PathTree> PathTree::build(Kind kind, std::span<const DocumentPath> paths) {
  const auto clash_failure = [&](std::string_view sentence, const Clash& clash) {
    return failure(kind, sentence, {path_text(paths[clash.one]), path_text(paths[clash.two])});
  };
  PathTree tree;
  if (tree.add_names(paths)) return tree;
  for (std::size_t number = 0; number < paths.size(); ++number) {
    if (const auto overlap = tree.add(paths[number], number))
      return clash_failure(messages::kPathsOverlap, *overlap);
  }
  if (tree.conflict_) return clash_failure(messages::kPathsConflict, *tree.conflict_);
  return tree;
}

bool PathTree::add_names(std::span<const DocumentPath> paths) {
  if (!std::ranges::all_of(paths, [](const DocumentPath& path) { return path.size() == 1; })) return false;
  const auto name = [&](std::size_t number) { return paths[number].front().name; };
  std::vector<std::size_t> order(paths.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, name);
  if (std::ranges::adjacent_find(order, {}, name) != order.end()) return false;
  root_.children.reserve(order.size());
  for (const std::size_t number : order) {
    auto node = std::make_unique<Node>();
    node->element = paths[number].front();
    node->first_path = number;
    node->is_end = true;
    root_.children.push_back(std::move(node));
  }
  return true;
}

std::optional<PathTree::Clash> PathTree::add(std::span<const DocumentPathElement> path, std::size_t number) {
  Node* node = &root_;
  for (const DocumentPathElement& element : path) {
    if (node->is_end) return Clash{node->first_path, number};
    node = &child(*node, element, number);
  }
  // Somebody was here before: this very path, or a longer one.
  if (node->is_end || !node->children.empty()) return Clash{node->first_path, number};
  node->is_end = true;
  return std::nullopt;
}

PathTree::Node& PathTree::child(Node& parent, const DocumentPathElement& element, std::size_t number) {
  const auto at = std::ranges::lower_bound(parent.children, element, is_before,
                                           [](const auto& node) { return node->element; });
  if (at != parent.children.end() && (*at)->element == element) return **at;
  note_conflict(parent, element, number);
  auto node = std::make_unique<Node>();
  node->element = element;
  node->first_path = number;
  return **parent.children.insert(at, std::move(node));
}

void PathTree::note_conflict(const Node& parent, const DocumentPathElement& element, std::size_t number) {
  if (conflict_ || parent.children.empty()) return;
  // Names stand before indexes: where both ends are like `element`, all are.
  if (parent.children.front()->element.is_index() == element.is_index() &&
      parent.children.back()->element.is_index() == element.is_index())
    return;
  for (const auto& sibling : parent.children) {
    if (sibling->element.is_index() == element.is_index()) continue;
    if (!conflict_ || sibling->first_path < conflict_->one) conflict_ = Clash{sibling->first_path, number};
  }
}

const PathTree::Node* PathTree::find(std::string_view name) const {
  const auto found = std::ranges::find(
      root_.children, name, [](const std::unique_ptr<Node>& child) { return child->element.name; });
  return found == root_.children.end() ? nullptr : found->get();
}

}  // namespace ddb::expression
