#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/value/number.h"

/// Attribute values in their encoded form: the bytes that are stored, compared, filtered and written out as
/// JSON without ever building a tree. docs/item-format.md describes the bytes.
///
/// Every encoded value is canonical: numbers in normal form, set elements and map entries sorted bytewise by
/// element and name. So two values are equal exactly when their bytes are.
namespace ddb::value {

/// DynamoDB's ten types. The enumerators are the tag bytes of the encoded form and must never change.
enum class Type : std::uint8_t {
  kString = 1,
  kNumber = 2,
  kBinary = 3,
  kBoolean = 4,
  kNull = 5,
  kList = 6,
  kMap = 7,
  kStringSet = 8,
  kNumberSet = 9,
  kBinarySet = 10,
};

/// "S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS".
std::string_view type_name(Type type);
std::optional<Type> type_from_name(std::string_view name);

class ElementRange;
class MapView;

/// One encoded value, seen in place. The bytes must outlive it, and must be well formed: whoever takes bytes
/// from a file checks them with `is_well_formed` first.
class ValueView {
 public:
  ValueView() = default;
  explicit ValueView(std::string_view encoded) : encoded_(encoded) {}

  /// Takes the value at the front of `bytes` off it.
  static ValueView take(std::string_view& bytes);

  Type type() const { return static_cast<Type>(encoded_.front()); }
  std::string_view encoded() const { return encoded_; }

  /// The bytes of a String or Binary; the encoded form of a Number.
  std::string_view bytes() const;
  Number number() const { return Number::decode(bytes()); }
  bool boolean() const;

  /// Elements of a List, or of a set: each a value of the element type (a String for SS and so on).
  /// The count of elements of a list, set or map.
  std::size_t count() const;
  ElementRange elements() const;
  /// The value at `index` of a List, if there is one.
  std::optional<ValueView> at(std::size_t index) const;
  MapView map() const;

  /// Whether a set holds `element` (a String, Number or Binary of the set's element type; else false).
  bool set_contains(ValueView element) const;

  /// DynamoDB's size of the value in bytes, as in an item's size. Source: Developer Guide, "DynamoDB Item
  /// sizes and formats".
  std::size_t size_bytes() const;

  bool operator==(const ValueView&) const = default;

 private:
  std::string_view encoded_;
};

/// Walks the elements of a list or set in stored order. An element of a set is a view with its own type; it
/// lives in the iterator, `bytes()` points into the set.
class ElementRange {
 public:
  class Iterator;
  Iterator begin() const;
  Iterator end() const;

 private:
  friend class ValueView;
  ElementRange(std::optional<Type> set_element, std::size_t count, std::string_view bytes)
      : set_element_(set_element), count_(count), bytes_(bytes) {}
  std::optional<Type> set_element_;  // empty for a list, whose elements carry their own tag
  std::size_t count_;
  std::string_view bytes_;
};

struct Entry {
  std::string_view name;
  ValueView value;
};

/// The entries of a map, sorted bytewise by name.
class MapView {
 public:
  class Iterator;
  MapView() = default;
  std::size_t count() const { return count_; }
  bool empty() const { return count_ == 0; }
  std::optional<ValueView> find(std::string_view name) const;
  Iterator begin() const;
  Iterator end() const;

 private:
  friend class ValueView;
  friend class ItemView;
  MapView(std::size_t count, std::string_view entries) : count_(count), entries_(entries) {}
  std::size_t count_ = 0;
  std::string_view entries_;
};

/// An encoded item: its DynamoDB size, and its attributes as a map. Also used for every other map from names
/// to values on the wire: a primary key, ExpressionAttributeValues, and so on.
class ItemView {
 public:
  ItemView() = default;  ///< The item without attributes.
  explicit ItemView(std::string_view encoded) : encoded_(encoded) {}

  std::string_view encoded() const { return encoded_; }
  MapView attributes() const;
  std::optional<ValueView> find(std::string_view name) const { return attributes().find(name); }
  /// The sum of the attribute names' UTF-8 lengths and values' sizes; kept in the encoded form, so this is
  /// cheap.
  std::size_t size_bytes() const;

  bool operator==(const ItemView&) const = default;

 private:
  std::string_view encoded_;
};

/// An encoded value that owns its bytes.
class Value {
 public:
  Value() : Value(null()) {}
  explicit Value(ValueView view) : encoded_(view.encoded()) {}
  static Value string(std::string_view text);
  static Value number(const Number& number);
  static Value binary(std::string_view bytes);
  static Value boolean(bool value);
  static Value null();

  ValueView view() const { return ValueView(encoded_); }
  operator ValueView() const { return view(); }  // a Value is usable wherever it can be looked at
  bool operator==(const Value&) const = default;

 private:
  friend class ValueBuilder;
  explicit Value(std::string encoded) : encoded_(std::move(encoded)) {}
  std::string encoded_;
};

/// An encoded item that owns its bytes. Empty by default.
class Item {
 public:
  Item() = default;
  explicit Item(ItemView view) : encoded_(view.encoded()) {}
  /// Takes over bytes that `ItemBuilder` or storage made.
  static Item adopt(std::string encoded);

  ItemView view() const { return ItemView(encoded_); }
  operator ItemView() const { return view(); }  // an Item is usable wherever it can be looked at
  const std::string& encoded() const { return encoded_; }
  bool empty() const { return view().attributes().empty(); }
  bool operator==(const Item&) const = default;

 private:
  std::string encoded_;
};

/// Many encoded items in one buffer: what a page of Query or Scan holds.
class ItemList {
 public:
  void append(ItemView item);
  void clear();
  std::size_t count() const { return ends_.size(); }
  bool empty() const { return ends_.empty(); }
  ItemView operator[](std::size_t index) const;

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
};

/// Whether `bytes` is exactly one well-formed encoded item (canonical, nested no deeper than
/// `kNestingLevelsMax`, sizes consistent). For bytes read back from a file.
bool is_well_formed_item(std::string_view bytes);

/// DynamoDB's limit on levels of nesting: an attribute value may hold lists and maps this deep.
inline constexpr int kNestingLevelsMax = 32;

}  // namespace ddb::value
