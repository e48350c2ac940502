#include "tools/cli/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ddb::cli {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct CodePoint {
  char32_t value;
  std::size_t size_bytes;
};

bool is_continuation(std::string_view text, std::size_t i) {
  return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
}

/// The first code point of `text`, which is not empty; U+FFFD for a byte that begins none.
CodePoint first_code_point(std::string_view text) {
  const auto byte = [text](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
  };
  const char32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (size == 0 || first >= 0xF5) return {kReplacement, 1};
  char32_t value = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_continuation(text, i)) return {kReplacement, 1};
    value = value << 6U | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < smallest[size] || value > 0x10FFFF || is_surrogate) return {kReplacement, 1};
  return {value, size};
}

struct Range {
  char32_t first, last;
};

template <std::size_t kSize>
bool is_in(const std::array<Range, kSize>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](Range range) { return c >= range.first && c <= range.last; });
}

/// Combining marks, joiners and variation selectors. Source: Unicode, general category Mn and Cf, the common
/// blocks.
bool is_combining(char32_t c) {
  constexpr std::array<Range, 10> ranges{{{0x0300, 0x036F},
                                          {0x0483, 0x0489},
                                          {0x0591, 0x05BD},
                                          {0x064B, 0x065F},
                                          {0x1AB0, 0x1AFF},
                                          {0x1DC0, 0x1DFF},
                                          {0x200B, 0x200D},
                                          {0x20D0, 0x20FF},
                                          {0xFE00, 0xFE0F},
                                          {0xFE20, 0xFE2F}}};
  return is_in(ranges, c);
}

/// Source: Unicode Standard Annex 11, East Asian Width W and F, by blocks; emoji.
bool is_wide(char32_t c) {
  constexpr std::array<Range, 9> ranges{{{0x1100, 0x115F},
                                         {0x2E80, 0x303E},
                                         {0x3041, 0xA4CF},
                                         {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},
                                         {0xFE30, 0xFE6F},
                                         {0xFF00, 0xFF60},
                                         {0x1F300, 0x1FAFF},
                                         {0x20000, 0x3FFFD}}};
  return is_in(ranges, c);
}

/// C0 and C1 controls, and the marks that reorder text (bidirectional overrides and isolates).
bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

void append_escaped(std::string& out, char32_t c) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (c == '\n') {
    out += "\\n";
  } else if (c == '\t') {
    out += "\\t";
  } else if (c == '\r') {
    out += "\\r";
  } else if (c < 0x100) {
    out.append("\\x").append(1, digits[c >> 4U]).append(1, digits[c & 15U]);
  } else {
    out += "\\u";
    for (const unsigned shift : {12U, 8U, 4U, 0U})
      out += digits[(c >> shift) & 15U];
  }
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    if (c.value == '\\') {
      out += "\\\\";
    } else if (is_control(c.value)) {
      append_escaped(out, c.value);
    } else if (c.value == kReplacement) {
      out += "\xEF\xBF\xBD";
    } else {
      out.append(text.substr(0, c.size_bytes));
    }
    text.remove_prefix(c.size_bytes);
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    width += is_combining(c.value) ? 0U : is_wide(c.value) ? 2U : 1U;
    text.remove_prefix(c.size_bytes);
  }
  return width;
}

std::string first_characters(std::string_view text, std::size_t characters_max) {
  std::size_t end = 0;
  std::size_t characters = 0;
  while (end < text.size()) {
    const CodePoint c = first_code_point(text.substr(end));
    const bool counts = !is_combining(c.value);
    if (counts && characters == characters_max) return std::string(text.substr(0, end)) + "…";
    if (counts) ++characters;
    end += c.size_bytes;
  }
  return std::string(text);
}

std::string padded(std::string_view text, std::size_t width) {
  std::string result(text);
  const std::size_t taken = display_width(text);
  if (taken < width) result.append(width - taken, ' ');
  return result;
}

}  // namespace ddb::cli
