#pragma once

#include <boost/json/value.hpp>
#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/property/reference/decimal.h"

namespace ddb::reference {

enum class Type {
  kString,
  kNumber,
  kBinary,
  kBoolean,
  kNull,
  kList,
  kMap,
  kStringSet,
  kNumberSet,
  kBinarySet
};

/// "S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS" or "BS".
std::string type_name(Type type);
bool is_set(Type type);

/// An attribute value. Only the members of its type mean anything; the others are left as they are.
struct Value {
  Type type = Type::kNull;
  std::string text;                      ///< Of a String or Binary.
  Decimal number;                        ///< Of a Number.
  bool truth = false;                    ///< Of a Boolean.
  std::vector<Value> elements;           ///< Of a List; of a set: sorted, each once.
  std::map<std::string, Value> members;  ///< Of a Map. Its keys are ordered by their bytes.

  static Value string(std::string text);
  static Value of(Decimal number);
  static Value binary(std::string bytes);
  static Value boolean(bool truth);
  static Value list(std::vector<Value> elements);
  static Value map(std::map<std::string, Value> members);
  /// Elements may come in any order and more than once.
  static Value set(Type type, std::vector<Value> elements);

  bool operator==(const Value&) const = default;
};

/// Strings by their UTF-8 bytes, Numbers by value, Binaries by unsigned bytes: the order of sort keys. Both
/// are of one of these types, the same.
std::strong_ordering order(const Value& left, const Value& right);

/// What DynamoDB charges for it, in bytes.
std::size_t size_bytes(const Value& value);
/// 1 for a scalar, a set or an empty container; 1 more than its deepest part for a List or Map.
std::size_t levels(const Value& value);

using Item = std::map<std::string, Value>;
std::size_t size_bytes(const Item& item);
std::size_t levels(const Item& item);

boost::json::value to_json(const Value& value);
boost::json::object to_json(const Item& item);
/// Nothing for what DynamoDB would not answer: numbers not in plain digits, sets with repeated elements,
/// values with several types.
std::optional<Value> value_from_json(const boost::json::value& json);
std::optional<Item> item_from_json(const boost::json::value& json);

/// A step of a document path: the name of a Map's member (or of an attribute), or the index in a List.
struct PathStep {
  std::string name;
  std::optional<std::size_t> index;  ///< Then there is no name.
  bool operator==(const PathStep&) const = default;
};
/// The first step is the name of an attribute.
using Path = std::vector<PathStep>;

/// What the path leads to, or null.
const Value* find(const Item& item, const Path& path);

/// The parts of the item at these paths, none of which leads into another: Maps and Lists are cut down to
/// what is asked for, and left out where that is nothing.
Item project(const Item& item, const std::vector<Path>& paths);

}  // namespace ddb::reference
