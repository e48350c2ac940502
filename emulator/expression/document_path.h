#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/value/value.h"

namespace ddb::expression {

/// One step of a path whose placeholders are resolved: a name, or a list index.
struct DocumentPathElement {
  static constexpr std::uint32_t kIsName = UINT32_MAX;
  std::string_view name = {};
  std::uint32_t index = kIsName;

  bool is_index() const { return index != kIsName; }
  bool operator==(const DocumentPathElement&) const = default;
};

/// A resolved path; its first element is the name of a top-level attribute.
using DocumentPath = std::vector<DocumentPathElement>;

/// The value at `path` of an item of these attributes; empty when it has none there.
std::optional<value::ValueView> find(value::MapView attributes, std::span<const DocumentPathElement> path);

/// As DynamoDB's messages show it: "[a, b, [0]]".
std::string path_text(std::span<const DocumentPathElement> path);

}  // namespace ddb::expression
