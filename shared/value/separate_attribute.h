#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>

#include "shared/value/value.h"

namespace ddb::value {

/// A String, Number or Binary that an item is stored without.
struct SeparateAttribute {
  std::string_view name;
  Type type = Type::kString;
  std::string_view bytes = {};  ///< As `ValueView::bytes` gives them.
};

namespace encoding {

template <class Word>
char* put_ends(char* at, std::string_view bytes) {
  Word first;
  Word last;
  std::memcpy(&first, bytes.data(), sizeof first);
  std::memcpy(&last, bytes.data() + bytes.size() - sizeof last, sizeof last);
  std::memcpy(at, &first, sizeof first);
  std::memcpy(at + bytes.size() - sizeof last, &last, sizeof last);
  return at + bytes.size();
}

/// Writes bytes that are few, as a rule: calling memcpy takes longer than copying them. Returns the end.
inline char* put_short(char* at, std::string_view bytes) {
  if (bytes.size() > 2 * sizeof(std::uint64_t)) {
    std::memcpy(at, bytes.data(), bytes.size());
    return at + bytes.size();
  }
  if (bytes.size() >= sizeof(std::uint64_t)) return put_ends<std::uint64_t>(at, bytes);
  if (bytes.size() >= sizeof(std::uint32_t)) return put_ends<std::uint32_t>(at, bytes);
  for (const char byte : bytes)
    *at++ = byte;
  return at;
}

/// The size of the attribute as an entry of an encoded item.
inline std::size_t entry_size(const SeparateAttribute& attribute) {
  return varint_size(attribute.name.size()) + attribute.name.size() + 1 +
         varint_size(attribute.bytes.size()) + attribute.bytes.size();
}

inline std::size_t entries_size(std::span<const SeparateAttribute> attributes) {
  std::size_t size = 0;
  for (const SeparateAttribute& attribute : attributes)
    size += entry_size(attribute);
  return size;
}

/// Writes that entry. Returns the end.
inline char* put_entry(char* at, const SeparateAttribute& attribute) {
  at = put_short(put_varint(at, attribute.name.size()), attribute.name);
  *at++ = static_cast<char>(attribute.type);
  return put_short(put_varint(at, attribute.bytes.size()), attribute.bytes);
}

/// Whether an entry of name `left` stands before one of name `right`.
inline bool comes_before(std::string_view left, std::string_view right) {
  const auto left_first = static_cast<unsigned char>(left.front());
  const auto right_first = static_cast<unsigned char>(right.front());
  return left_first != right_first ? left_first < right_first : left < right;
}

}  // namespace encoding
}  // namespace ddb::value
