#include "backend/messaging/text_rules.h"

#include <algorithm>
#include <array>

namespace ddb::backend {
namespace {

constexpr std::size_t kIdempotencyKeySizeBytesMax = 128;

struct Range {
  char32_t first;
  char32_t last;
};

/// White_Space, then what shows nothing: U+180E, U+200B to U+200F (zero width, joiners, direction marks),
/// U+2060 to U+2064 (word joiner, invisible operators), U+FEFF.
constexpr std::array<Range, 13> kBlank = {{{0x09, 0x0D},
                                           {0x20, 0x20},
                                           {0x85, 0x85},
                                           {0xA0, 0xA0},
                                           {0x1680, 0x1680},
                                           {0x180E, 0x180E},
                                           {0x2000, 0x200F},
                                           {0x2028, 0x2029},
                                           {0x202F, 0x202F},
                                           {0x205F, 0x205F},
                                           {0x2060, 0x2064},
                                           {0x3000, 0x3000},
                                           {0xFEFF, 0xFEFF}}};

bool is_blank(char32_t character) {
  return std::ranges::any_of(
      kBlank, [&](const Range& range) { return character >= range.first && character <= range.last; });
}

/// The code point at the beginning of `text`, which is not empty, and how many bytes it takes; 0 bytes if
/// they are not well formed.
struct CodePoint {
  char32_t value;
  std::size_t size_bytes;
};

CodePoint first_code_point(std::string_view text) {
  constexpr CodePoint kMalformed{0, 0};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return kMalformed;
  char32_t value = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return kMalformed;
    value = value << 6U | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[size] || value > 0x10FFFF || is_surrogate) return kMalformed;
  return {value, size};
}

}  // namespace

std::optional<TextFacts> examine_text(std::string_view text) {
  TextFacts facts;
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    if (point.size_bytes == 0) return std::nullopt;
    ++facts.characters;
    facts.is_blank = facts.is_blank && is_blank(point.value);
    text.remove_prefix(point.size_bytes);
  }
  return facts;
}

bool is_idempotency_key(std::string_view text) {
  return !text.empty() && text.size() <= kIdempotencyKeySizeBytesMax &&
         std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

bool is_uuid(std::string_view text) {
  constexpr std::string_view kForm = "00000000-0000-0000-0000-000000000000";
  const auto is_digit = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  return std::ranges::equal(text, kForm,
                            [&](char c, char form) { return form == '-' ? c == '-' : is_digit(c); });
}

}  // namespace ddb::backend
