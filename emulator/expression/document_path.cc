#include "emulator/expression/document_path.h"

namespace ddb::expression {

std::optional<value::ValueView> find(value::MapView attributes, std::span<const DocumentPathElement> path) {
  std::optional<value::ValueView> found = attributes.find(path.front().name);
  for (const DocumentPathElement& element : path.subspan(1)) {
    if (!found) return std::nullopt;
    if (element.is_index()) {
      if (found->type() != value::Type::kList) return std::nullopt;
      found = found->at(element.index);
    } else {
      if (found->type() != value::Type::kMap) return std::nullopt;
      found = found->map().find(element.name);
    }
  }
  return found;
}

std::string path_text(std::span<const DocumentPathElement> path) {
  std::string text = "[";
  for (const DocumentPathElement& element : path) {
    if (text.size() > 1) text += ", ";
    if (element.is_index())
      text += "[" + std::to_string(element.index) + "]";
    else
      text += element.name;
  }
  return text + "]";
}

}  // namespace ddb::expression
