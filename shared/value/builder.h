#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/value/value.h"

namespace ddb::value {

/// Makes an item out of attributes given in any order. Names must differ.
class ItemBuilder {
 public:
  /// The bytes of name and value must outlive `build`.
  void add(std::string_view name, ValueView value) { entries_.push_back({name, value}); }
  void add(std::string_view name, Value&& value) = delete;  // it would be gone before `build`
  /// Makes the item, and leaves the builder empty for the next one.
  Item build();

 private:
  std::vector<Entry> entries_;
};

/// A List of the elements, in their order.
Value make_list(std::span<const ValueView> elements);

/// A Map of the entries, given in any order. Names must differ.
Value make_map(std::vector<Entry> entries);

/// A set of the given set type, of elements in any order; elements given more than once count once. Nothing
/// when there are no elements: DynamoDB has no empty sets.
std::optional<Value> make_set(Type set_type, std::vector<ValueView> elements);

}  // namespace ddb::value
