#include <optional>

#include "shared/value/utf8.h"
#include "shared/value/value.h"

// Reads bytes that may be anything: every step checks that it stays inside them.
namespace ddb::value {
namespace {

class Checker {
 public:
  explicit Checker(std::string_view bytes) : rest_(bytes) {}

  bool at_end() const { return rest_.empty(); }

  bool item() {
    if (rest_.size() < encoding::kItemSizeBytes) return false;
    const std::size_t size = encoding::load_item_size(rest_.data());
    rest_.remove_prefix(encoding::kItemSizeBytes);
    const std::optional<std::size_t> count = varint();
    if (!count || *count == 0) return false;
    const std::optional<std::size_t> total = entries(*count, 1, 0);
    return total && *total == size;
  }

  /// One value on the given level of nesting: its DynamoDB size, or nothing when it is malformed.
  std::optional<std::size_t> value(int level) {
    if (rest_.empty() || level > kNestingLevelsMax) return std::nullopt;
    const auto type = static_cast<Type>(rest_.front());
    rest_.remove_prefix(1);
    switch (type) {
      case Type::kNull:
        return 1;
      case Type::kBoolean:
        if (rest_.empty() || static_cast<unsigned char>(rest_.front()) > 1) return std::nullopt;
        rest_.remove_prefix(1);
        return 1;
      case Type::kString:
      case Type::kNumber:
      case Type::kBinary:
        return scalar(type);
      case Type::kList:
      case Type::kMap:
      case Type::kStringSet:
      case Type::kNumberSet:
      case Type::kBinarySet:
        return container(type, level);
    }
    return std::nullopt;
  }

 private:
  std::optional<std::size_t> varint() {
    std::size_t number = 0;
    for (unsigned i = 0; i < encoding::kVarintBytesMax && i < rest_.size(); ++i) {
      const std::size_t byte = static_cast<unsigned char>(rest_[i]);
      number |= (byte & 0x7FU) << (7 * i);
      if (byte >= 0x80) continue;
      if (byte == 0 && i != 0) return std::nullopt;  // not the shortest form
      rest_.remove_prefix(i + 1);
      return number;
    }
    return std::nullopt;
  }

  std::optional<std::string_view> bytes() {
    const std::optional<std::size_t> size = varint();
    if (!size || *size > rest_.size()) return std::nullopt;
    const std::string_view taken = rest_.substr(0, *size);
    rest_.remove_prefix(*size);
    return taken;
  }

  std::optional<std::size_t> scalar(Type type) {
    const std::optional<std::string_view> content = bytes();
    if (!content) return std::nullopt;
    if (type == Type::kString && !is_utf8(*content)) return std::nullopt;
    if (type != Type::kNumber) return content->size();
    if (!Number::encoded_is_valid(*content)) return std::nullopt;
    return Number::size_bytes(*content);
  }

  std::optional<std::size_t> container(Type type, int level) {
    const std::optional<std::string_view> content = bytes();
    if (!content) return std::nullopt;
    Checker inside(*content);
    const std::optional<std::size_t> count = inside.varint();
    if (!count) return std::nullopt;
    std::optional<std::size_t> size;
    if (type == Type::kMap) {
      size = inside.entries(*count, level + 1, kElementOverheadBytes);
      if (size) *size += kDocumentOverheadBytes;
    } else if (type == Type::kList) {
      size = inside.list_elements(*count, level + 1);
    } else {
      size = inside.set_elements(*count, set_element_type(type));
    }
    if (!inside.at_end()) return std::nullopt;
    return size;
  }

  std::optional<std::size_t> entries(std::size_t count, int level, std::size_t entry_overhead) {
    std::size_t size = 0;
    std::optional<std::string_view> before;
    for (; count != 0; --count) {
      const std::optional<std::string_view> name = bytes();
      if (!name || name->empty() || !is_utf8(*name) || (before && *before >= *name)) return std::nullopt;
      before = name;
      const std::optional<std::size_t> value_size = value(level);
      if (!value_size) return std::nullopt;
      size += entry_overhead + name->size() + *value_size;
    }
    return size;
  }

  std::optional<std::size_t> list_elements(std::size_t count, int level) {
    std::size_t size = kDocumentOverheadBytes;
    for (; count != 0; --count) {
      const std::optional<std::size_t> element = value(level);
      if (!element) return std::nullopt;
      size += kElementOverheadBytes + *element;
    }
    return size;
  }

  std::optional<std::size_t> set_elements(std::size_t count, Type element_type) {
    if (count == 0) return std::nullopt;
    std::size_t size = 0;
    std::optional<std::string_view> before;
    for (; count != 0; --count) {
      if (rest_.empty() || static_cast<Type>(rest_.front()) != element_type) return std::nullopt;
      const char* begin = rest_.data();
      const std::optional<std::size_t> element = value(1);
      if (!element) return std::nullopt;
      const std::string_view content = encoding::view_between(begin, rest_.data()).bytes();
      if (before && *before >= content) return std::nullopt;
      before = content;
      size += *element;
    }
    return size;
  }

  std::string_view rest_;
};

}  // namespace

bool is_well_formed_item(std::string_view bytes) {
  if (bytes.empty()) return true;
  Checker checker(bytes);
  return checker.item() && checker.at_end();
}

bool is_well_formed_value(std::string_view bytes) {
  Checker checker(bytes);
  return checker.value(1) && checker.at_end();
}

}  // namespace ddb::value
