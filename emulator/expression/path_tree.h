#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "emulator/expression/document_path.h"
#include "emulator/expression/syntax.h"
#include "emulator/model/service_error.h"

namespace ddb::expression {

/// Several document paths as one tree, none of which gets into another's way: what a projection or an update
/// walks an item along. Looks at the names of the paths in place.
class PathTree {
 public:
  /// One element of a path. Its children follow it in some path; they are all names or all indexes, sorted.
  struct Node {
    DocumentPathElement element = {};
    std::size_t first_path = 0;  ///< The number of the first path that leads here, counted from 0.
    bool is_end = false;         ///< That path ends here, and there are no children.
    std::vector<std::unique_ptr<Node>> children = {};
  };

  PathTree() = default;
  /// Fails when two of `paths` overlap (one is the same as the other, or leads through it), or else conflict
  /// (they take the same thing for a map and for a list). `kind` is named in the message.
  static model::ServiceResult<PathTree> build(Kind kind, std::span<const DocumentPath> paths);

  /// Its children are the top-level attributes.
  const Node& root() const { return root_; }

  /// The top-level attribute `name`, or null when no path begins with it.
  const Node* find(std::string_view name) const;

  /// Whether a path goes on behind the top-level attribute `name`.
  bool leads_into(std::string_view name) const {
    const Node* node = find(name);
    return node && !node->is_end;
  }

 private:
  struct Clash {
    std::size_t one;
    std::size_t two;
  };
  /// Adds all of `paths` at once and answers true where each is one name and all are different. Legacy
  /// parameters have many thousands of them, too many to look for the place of each.
  bool add_names(std::span<const DocumentPath> paths);
  /// Adds `path`, the next by number; answers the path that it overlaps with.
  std::optional<Clash> add(std::span<const DocumentPathElement> path, std::size_t number);
  Node& child(Node& parent, const DocumentPathElement& element, std::size_t number);
  void note_conflict(const Node& parent, const DocumentPathElement& element, std::size_t number);

  Node root_;
  std::optional<Clash> conflict_;
};

}  // namespace ddb::expression
