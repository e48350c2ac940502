#include "shared/value/value.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace ddb::value {
namespace {

constexpr std::array<std::string_view, 11> kTypeNames = {"",  "S", "N",  "B",  "BOOL", "NULL",
                                                         "L", "M", "SS", "NS", "BS"};

std::string encode_bytes(Type type, std::string_view bytes) {
  std::string encoded;
  {
    encoding::Writer writer(encoded, 1 + encoding::kVarintBytesMax + bytes.size());
    writer.put_byte(static_cast<char>(type));
    writer.put_count(bytes.size());
    writer.put(bytes);
  }
  return encoded;
}

}  // namespace

std::string_view type_name(Type type) {
  return kTypeNames.at(static_cast<std::size_t>(type));
}

std::optional<Type> type_from_name(std::string_view name) {
  for (std::size_t i = 1; i < kTypeNames.size(); ++i) {
    // Nearly all names differ in size or first byte.
    const std::string_view known = kTypeNames[i];
    if (known.size() == name.size() && known.front() == name.front() && known == name)
      return static_cast<Type>(i);
  }
  return std::nullopt;
}

std::optional<ValueView> ValueView::at(std::size_t index) const {
  if (index >= count()) return std::nullopt;
  auto element = elements().begin();
  for (; index != 0; --index)
    ++element;
  return *element;
}

bool ValueView::set_contains(ValueView element) const {
  for (const ValueView own : elements()) {
    if (own == element) return true;
  }
  return false;
}

std::size_t ValueView::size_bytes() const {
  switch (type()) {
    case Type::kString:
    case Type::kBinary:
      return bytes().size();
    case Type::kNumber:
      return Number::size_bytes(bytes());
    case Type::kBoolean:
    case Type::kNull:
      return 1;
    case Type::kList:
    case Type::kMap:
      break;
    case Type::kStringSet:
    case Type::kNumberSet:
    case Type::kBinarySet: {
      std::size_t size = 0;
      for (const ValueView element : elements())
        size += element.size_bytes();
      return size;
    }
  }
  std::size_t size = kDocumentOverheadBytes + count() * kElementOverheadBytes;
  if (type() == Type::kList) {
    for (const ValueView element : elements())
      size += element.size_bytes();
  } else {
    for (const Entry& entry : map())
      size += entry.name.size() + entry.value.size_bytes();
  }
  return size;
}

Value Value::string(std::string_view text) {
  return Value(encode_bytes(Type::kString, text));
}

Value Value::number(const Number& number) {
  std::string encoded;
  number.encode(encoded);
  return Value(encode_bytes(Type::kNumber, encoded));
}

Value Value::binary(std::string_view bytes) {
  return Value(encode_bytes(Type::kBinary, bytes));
}

Value Value::boolean(bool value) {
  return Value(std::string{static_cast<char>(Type::kBoolean), static_cast<char>(value ? 1 : 0)});
}

Value Value::null() {
  return Value(std::string{static_cast<char>(Type::kNull)});
}

Item Item::adopt(std::string encoded) {
  Item item;
  item.encoded_ = std::move(encoded);
  return item;
}

namespace {

/// Whether something at or below `value` lies deeper than `levels_left` levels. Recursion is bounded by it.
bool nests_deeper(ValueView value, int levels_left) {
  if (levels_left == 0) return true;
  if (value.type() == Type::kList) {
    for (const ValueView element : value.elements())
      if (nests_deeper(element, levels_left - 1)) return true;
  } else if (value.type() == Type::kMap) {
    for (const Entry& entry : value.map())
      if (nests_deeper(entry.value, levels_left - 1)) return true;
  }
  return false;
}

}  // namespace

bool nests_too_deep(ItemView item) {
  for (const Entry& entry : item.attributes())
    if (nests_deeper(entry.value, kNestingLevelsMax)) return true;
  return false;
}

}  // namespace ddb::value
