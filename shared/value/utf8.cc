#include "shared/value/utf8.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace ddb::value {
namespace {

/// The size in bytes of the character at the front of `text`, which starts with a byte of 0x80 or more; 0
/// when it is malformed. The bounds of the second byte are those of the Unicode Standard, table 3-7.
std::size_t multibyte_size(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return 0;
  const unsigned second_min = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned second_max = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < second_min || byte(1) > second_max) return 0;
  for (std::size_t i = 2; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  }
  return size;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (text.size() >= sizeof(std::uint64_t)) {  // eight ASCII characters at once
      std::uint64_t word = 0;
      std::memcpy(&word, text.data(), sizeof(word));
      if ((word & 0x8080'8080'8080'8080U) == 0) {
        text.remove_prefix(sizeof(word));
        continue;
      }
    }
    const std::size_t size = static_cast<unsigned char>(text.front()) < 0x80 ? 1 : multibyte_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

}  // namespace ddb::value
