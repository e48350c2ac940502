#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ddb::expression {

/// Attribute names, each once, in order of appearance. An expression names few, and looking through them is
/// quick; a legacy parameter can name many thousands.
class AttributeNameSet {
 public:
  void add(std::string_view name) {
    if (seen_.empty() && names_.size() >= kFewNamesMax) seen_.insert(names_.begin(), names_.end());
    const bool is_new =
        seen_.empty() ? std::ranges::find(names_, name) == names_.end() : seen_.insert(name).second;
    if (is_new) names_.push_back(name);
  }

  std::vector<std::string_view> take() { return std::move(names_); }

 private:
  static constexpr std::size_t kFewNamesMax = 32;

  std::vector<std::string_view> names_;
  std::unordered_set<std::string_view> seen_;  // of all names, once there are more than a few
};

}  // namespace ddb::expression
