#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/value/value.h"

namespace ddb::value {

/// Makes an item out of attributes given in any order. Names must differ.
class ItemBuilder {
 public:
  /// The bytes of name and value must outlive `build`.
  void add(std::string_view name, ValueView value);
  Item build();

 private:
  std::vector<Entry> entries_;
};

}  // namespace ddb::value
