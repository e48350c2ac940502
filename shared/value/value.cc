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

namespace {

template <class Word>
bool has_same_word(const char* left, const char* right) {
  Word left_word;
  Word right_word;
  std::memcpy(&left_word, left, sizeof left_word);
  std::memcpy(&right_word, right, sizeof right_word);
  return left_word == right_word;
}

/// Whether two names of `size` bytes, at least one, are the same. They are short, as a rule, and calling
/// memcmp takes longer than comparing them; that nothing is called at all helps the loop around this.
bool is_same_name(const char* left, const char* right, std::size_t size) {
  using Half = std::uint32_t;
  using Word = std::uint64_t;
  if (size < sizeof(Half))
    return left[0] == right[0] && left[size / 2] == right[size / 2] && left[size - 1] == right[size - 1];
  if (size < sizeof(Word)) {
    const std::size_t last = size - sizeof(Half);
    return has_same_word<Half>(left, right) && has_same_word<Half>(left + last, right + last);
  }
  const std::size_t last = size - sizeof(Word);
  for (std::size_t at = 0; at < last; at += sizeof(Word))
    if (!has_same_word<Word>(left + at, right + at)) return false;
  return has_same_word<Word>(left + last, right + last);
}

}  // namespace

std::optional<ValueView> MapView::find_in_row(std::string_view name) const {
  // By text, as in an item: finding the number first would take longer than most rows have names before this
  // one.
  const AttributeNames* const names = names_;
  const auto first = static_cast<unsigned char>(name.front());
  const char* at = entries_.data();
  for (std::size_t left = count_; left != 0; --left) {
    const std::string_view own = encoding::take_name(at, names).text;
    const auto own_first = static_cast<unsigned char>(*own.data());
    if (own_first > first) break;
    const bool is_same =
        own_first == first && own.size() == name.size() && is_same_name(own.data(), name.data(), name.size());
    const char* end = encoding::skip_value(at);
    if (is_same) return encoding::view_between(at, end);
    at = end;
  }
  return std::nullopt;
}

bool nests_too_deep(ItemView item) {
  for (const Entry& entry : item.attributes())
    if (nests_deeper(entry.value, kNestingLevelsMax)) return true;
  return false;
}

}  // namespace ddb::value
