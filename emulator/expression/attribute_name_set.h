#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace ddb::expression {

/// Adds `name` to `names` unless it is there. Expressions name few attributes, so looking through is quick.
inline void add_once(std::vector<std::string_view>& names, std::string_view name) {
  if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

}  // namespace ddb::expression
