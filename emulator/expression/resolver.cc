#include "emulator/expression/resolver.h"

#include "emulator/expression/failure.h"

namespace ddb::expression {

model::ServiceResult<DocumentPath> Resolver::path(const Path& path) {
  DocumentPath resolved;
  resolved.reserve(path.size());
  DDB_CHECK(append_path(path, resolved));
  return resolved;
}

model::ServiceResult<void> Resolver::append_path(const Path& path,
                                                 std::vector<DocumentPathElement>& resolved) {
  for (const PathElement& element : path) {
    switch (element.type) {
      case PathElement::Type::kName:
        resolved.push_back({.name = element.name});
        break;
      case PathElement::Type::kIndex:
        resolved.push_back({.index = element.index});
        break;
      case PathElement::Type::kPlaceholder: {
        const auto name = bindings_.use_name(element.name);
        if (!name) return failure(kind_, messages::kUndefinedName, {element.name});
        resolved.push_back({.name = *name});
        break;
      }
    }
  }
  return {};
}

model::ServiceResult<value::ValueView> Resolver::value(const Node& node) {
  if (node.type == NodeType::kLiteral) return node.literal.view();
  const auto value = bindings_.use_value(node.placeholder);
  if (!value) return failure(kind_, messages::kUndefinedValue, {node.placeholder});
  return *value;
}

}  // namespace ddb::expression
