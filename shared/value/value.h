#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/value/attribute_names.h"
#include "shared/value/encoding.h"
#include "shared/value/number.h"

/// Attribute values in their encoded form: the bytes that are stored, compared, filtered and written out as
/// JSON without ever building a tree. docs/item-format.md describes the bytes.
///
/// Every encoded value is canonical: numbers in normal form, set elements and map entries sorted bytewise by
/// element and name. So two values are equal exactly when their bytes are.
namespace ddb::value {

/// DynamoDB's limit on levels of nesting. A value that is an attribute is on level 1, what a list or map
/// holds one level below it: 31 maps around a string are allowed, 32 are not (vectors siz-041, siz-042).
inline constexpr int kNestingLevelsMax = 32;

/// DynamoDB's size of a list or map itself, and of each element or entry in one, in bytes. Source: Developer
/// Guide, "DynamoDB Item sizes and formats".
inline constexpr std::size_t kDocumentOverheadBytes = 3;
inline constexpr std::size_t kElementOverheadBytes = 1;

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

constexpr bool is_set(Type type) {
  return type >= Type::kStringSet;
}
/// Whether values of the type hold other values: lists, maps and sets.
constexpr bool is_container(Type type) {
  return type >= Type::kList;
}
/// The type of a set's elements; `set` must be a set type.
constexpr Type set_element_type(Type set) {
  return static_cast<Type>(static_cast<int>(set) - static_cast<int>(Type::kStringSet) +
                           static_cast<int>(Type::kString));
}

class ElementRange;
class MapView;

/// One encoded value, seen in place. The bytes must outlive it, and must be well formed: whoever takes bytes
/// from a file checks them with `is_well_formed_item` first.
///
/// An accessor may be called only on values of the types that it names.
class ValueView {
 public:
  ValueView() = default;  ///< No value: only assigning to it and comparing it make sense.
  explicit ValueView(std::string_view encoded) : encoded_(encoded) {}

  /// Takes the value at the front of `bytes` off it.
  static ValueView take(std::string_view& bytes);

  Type type() const { return static_cast<Type>(encoded_.front()); }
  std::string_view encoded() const { return encoded_; }

  /// The bytes of a String or Binary; the encoded form of a Number.
  std::string_view bytes() const;
  Number number() const { return Number::decode(bytes()); }
  bool boolean() const { return encoded_[1] != 0; }

  /// The count of elements of a list, set or map.
  std::size_t count() const;
  /// The elements of a list or set: for a set each is a value of the element type (a String for SS and so
  /// on), in the set's order: strings and binaries bytewise, numbers by value.
  ElementRange elements() const;
  /// The value at `index` of a List, if there is one.
  std::optional<ValueView> at(std::size_t index) const;
  /// The entries of a Map.
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

/// Walks the elements of a list or set in stored order. The views point into the list or set.
class ElementRange {
 public:
  class Iterator;
  Iterator begin() const;
  Iterator end() const;

 private:
  friend class ValueView;
  explicit ElementRange(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
};

struct Entry {
  std::string_view name;
  ValueView value;
};

/// The entries of a map, sorted bytewise by name. Of a damaged row, finding and walking throw what its
/// `AttributeNames` do.
class MapView {
 public:
  class Iterator;
  MapView() = default;
  std::size_t count() const { return count_; }
  bool empty() const { return count_ == 0; }
  std::optional<ValueView> find(std::string_view name) const;
  Iterator begin() const;
  Iterator end() const;

  // For the inside of shared/value only: the entries as docs/item-format.md describes them. With `names`, as
  // those of a row that numbers names.
  MapView(std::size_t count, std::string_view entries, const AttributeNames* names = nullptr)
      : count_(count), entries_(entries), names_(names) {}
  std::string_view encoded_entries() const { return entries_; }
  const AttributeNames* names() const { return names_; }

 private:
  std::optional<ValueView> find_in_row(std::string_view name) const;

  std::size_t count_ = 0;
  std::string_view entries_;
  const AttributeNames* names_ = nullptr;
};

/// An encoded item: its DynamoDB size, and its attributes as a map. Also used for every other map from names
/// to values on the wire: a primary key, ExpressionAttributeValues, and so on. The item without attributes is
/// no bytes at all.
class ItemView {
 public:
  ItemView() = default;  ///< The item without attributes.
  explicit ItemView(std::string_view encoded) : encoded_(encoded) {}

  std::string_view encoded() const { return encoded_; }
  bool empty() const { return encoded_.empty(); }
  MapView attributes() const;
  std::optional<ValueView> find(std::string_view name) const { return attributes().find(name); }
  /// The sum of the attribute names' UTF-8 lengths and values' sizes; kept in the encoded form, so this is
  /// cheap.
  std::size_t size_bytes() const { return encoded_.empty() ? 0 : encoding::load_item_size(encoded_.data()); }

  bool operator==(const ItemView&) const = default;

 private:
  std::string_view encoded_;
};

/// An encoded value that owns its bytes. For lists, maps and sets see builder.h.
class Value {
 public:
  Value() : Value(null()) {}
  explicit Value(ValueView view) : encoded_(view.encoded()) {}
  static Value string(std::string_view text);
  static Value number(const Number& number);
  static Value binary(std::string_view bytes);
  static Value boolean(bool value);
  static Value null();
  /// Takes over the bytes of one encoded value.
  static Value adopt(std::string encoded) { return Value(std::move(encoded)); }

  ValueView view() const { return ValueView(encoded_); }
  operator ValueView() const { return view(); }  // a Value is usable wherever it can be looked at
  bool operator==(const Value&) const = default;

 private:
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
  bool empty() const { return encoded_.empty(); }
  bool operator==(const Item&) const = default;

 private:
  std::string encoded_;
};

/// Whether an attribute of `item` nests more than `kNestingLevelsMax` levels deep: what an update of a deep
/// path can make.
bool nests_too_deep(ItemView item);

/// Whether `bytes` is exactly one well-formed encoded item (canonical, nested no deeper than
/// `kNestingLevelsMax`, sizes consistent, names and strings in UTF-8). For bytes read back from a file.
bool is_well_formed_item(std::string_view bytes);
/// The same of one value.
bool is_well_formed_value(std::string_view bytes);

// What follows are the bodies of the accessors above: every read and filter spends its time in them.

namespace encoding {

/// The end of the value at `at`.
inline const char* skip_value(const char* at) {
  switch (static_cast<Type>(*at++)) {
    case Type::kNull:
      return at;
    case Type::kBoolean:
      return at + 1;
    default: {  // a length in bytes, then as many bytes
      const std::size_t size = take_varint(at);
      return at + size;
    }
  }
}

/// The name of an entry. In a row that numbers names it may stand as its number.
struct EntryName {
  const AttributeNames::Name* numbered = nullptr;  ///< Null where it stands as text.
  std::string_view text;
};

/// Reads the name in front of an entry's value and moves `at` behind it. `names` is null but for such a row.
inline EntryName take_name(const char*& at, const AttributeNames* names) {
  std::size_t size = take_varint(at);
  if (names) {
    if ((size & 1U) != 0) [[likely]] {
      const AttributeNames::Name& name = (*names)[size >> 1U];
      return {&name, name.text()};
    }
    size >>= 1U;
  }
  const std::string_view text(at, size);
  at += size;
  return {nullptr, text};
}

inline ValueView view_between(const char* begin, const char* end) {
  return ValueView(std::string_view(begin, static_cast<std::size_t>(end - begin)));
}

}  // namespace encoding

inline ValueView ValueView::take(std::string_view& bytes) {
  const char* end = encoding::skip_value(bytes.data());
  const ValueView value = encoding::view_between(bytes.data(), end);
  bytes.remove_prefix(value.encoded().size());
  return value;
}

inline std::string_view ValueView::bytes() const {
  const char* at = encoded_.data() + 1;
  const std::size_t size = encoding::take_varint(at);
  return {at, size};
}

inline std::size_t ValueView::count() const {
  const char* at = encoded_.data() + 1;
  encoding::take_varint(at);
  return encoding::take_varint(at);
}

class ElementRange::Iterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using iterator_concept = std::forward_iterator_tag;
  using value_type = ValueView;
  using difference_type = std::ptrdiff_t;
  using pointer = const ValueView*;
  using reference = ValueView;

  Iterator() = default;
  ValueView operator*() const { return encoding::view_between(at_, next_); }
  Iterator& operator++() {
    at_ = next_;
    find_next();
    return *this;
  }
  Iterator operator++(int) {
    const Iterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Iterator& other) const { return at_ == other.at_; }

 private:
  friend class ElementRange;
  Iterator(const char* at, const char* end) : at_(at), end_(end) { find_next(); }
  void find_next() {
    if (at_ != end_) next_ = encoding::skip_value(at_);
  }
  const char* at_ = nullptr;
  const char* next_ = nullptr;
  const char* end_ = nullptr;
};

inline ElementRange::Iterator ElementRange::begin() const {
  return {bytes_.data(), bytes_.data() + bytes_.size()};
}
inline ElementRange::Iterator ElementRange::end() const {
  return {bytes_.data() + bytes_.size(), bytes_.data() + bytes_.size()};
}

inline ElementRange ValueView::elements() const {
  const char* at = encoded_.data() + 1;
  encoding::take_varint(at);
  encoding::take_varint(at);
  return ElementRange(encoded_.substr(static_cast<std::size_t>(at - encoded_.data())));
}

class MapView::Iterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using iterator_concept = std::forward_iterator_tag;
  using value_type = Entry;
  using difference_type = std::ptrdiff_t;
  using pointer = const Entry*;
  using reference = const Entry&;

  Iterator() = default;
  const Entry& operator*() const { return entry_; }
  const Entry* operator->() const { return &entry_; }
  Iterator& operator++() {
    at_ = entry_.value.encoded().data() + entry_.value.encoded().size();
    read();
    return *this;
  }
  Iterator operator++(int) {
    const Iterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Iterator& other) const { return at_ == other.at_; }

 private:
  friend class MapView;
  Iterator(const char* at, const char* end, const AttributeNames* names) : at_(at), end_(end), names_(names) {
    read();
  }
  /// Inlined, so that who walks an encoded item, which has no numbers, does not ask for them.
  [[gnu::always_inline]] void read() {
    if (at_ == end_) return;
    const char* value = at_;
    entry_.name = encoding::take_name(value, names_).text;
    entry_.value = encoding::view_between(value, encoding::skip_value(value));
  }
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  const AttributeNames* names_ = nullptr;
  Entry entry_;
};

inline MapView::Iterator MapView::begin() const {
  return {entries_.data(), entries_.data() + entries_.size(), names_};
}
inline MapView::Iterator MapView::end() const {
  return {entries_.data() + entries_.size(), entries_.data() + entries_.size(), names_};
}

inline std::optional<ValueView> MapView::find(std::string_view name) const {
  if (name.empty()) return std::nullopt;  // as no entry's is
  if (names_) return find_in_row(name);
  const auto first = static_cast<unsigned char>(name.front());
  const char* at = entries_.data();
  for (std::size_t left = count_; left != 0; --left) {
    const std::size_t size = encoding::take_varint(at);
    const auto own_first = static_cast<unsigned char>(*at);
    if (own_first > first) break;
    // Most names differ in their first byte or in size.
    const bool is_same = own_first == first && size == name.size() && std::memcmp(at, name.data(), size) == 0;
    at += size;
    const char* end = encoding::skip_value(at);
    if (is_same) return encoding::view_between(at, end);
    at = end;
  }
  return std::nullopt;
}

inline MapView ValueView::map() const {
  const char* at = encoded_.data() + 1;
  encoding::take_varint(at);
  const std::size_t count = encoding::take_varint(at);
  return {count, encoded_.substr(static_cast<std::size_t>(at - encoded_.data()))};
}

inline MapView ItemView::attributes() const {
  if (encoded_.empty()) return {};
  const char* at = encoded_.data() + encoding::kItemSizeBytes;
  const std::size_t count = encoding::take_varint(at);
  return {count, encoded_.substr(static_cast<std::size_t>(at - encoded_.data()))};
}

}  // namespace ddb::value
