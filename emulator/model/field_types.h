#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/value/item_list.h"
#include "shared/value/json.h"
#include "shared/value/value.h"

/// The types of members of the generated structures that are not plain texts and numbers.
namespace ddb::model {

/// A JSON object from names to values other than attribute values, in the order of the request.
template <class T>
struct NamedList {
  std::vector<std::pair<std::string, T>> entries;

  auto begin() { return entries.begin(); }
  auto end() { return entries.end(); }
  auto begin() const { return entries.begin(); }
  auto end() const { return entries.end(); }
  bool empty() const { return entries.empty(); }
  std::size_t size() const { return entries.size(); }

  /// The value under `name`, or null. Walks the entries.
  const T* find(std::string_view name) const {
    for (const auto& [entry_name, value] : entries)
      if (entry_name == name) return &value;
    return nullptr;
  }
  T& add(std::string name, T value) { return entries.emplace_back(std::move(name), std::move(value)).second; }
};

/// One attribute value as a request gives it, encoded at once. Each operation reports `error` at the point
/// where DynamoDB looks at the value; until then `value` is NULL.
struct AttributeValue {
  value::Value value;
  std::optional<value::ValueError> error;
  std::size_t levels = 0;  ///< Of lists and maps within each other, as the request gives them.
};

/// What is wrong with one attribute of a map.
struct AttributeError {
  std::string name;  ///< The attribute, or the placeholder of ExpressionAttributeValues.
  value::ValueError error;
};

/// A map from names to attribute values as a request gives it (Item, Key, ExpressionAttributeValues, ...),
/// encoded at once. Each operation reports `error`, the first one in the order of the request, at the point
/// where DynamoDB looks at the map; until then `item` is empty.
struct AttributeMap {
  value::Item item;
  std::optional<AttributeError> error;
  std::size_t levels = 0;  ///< Of lists and maps within each other in the deepest value.
};

}  // namespace ddb::model
