#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace ddb::http {

constexpr char lower_case(char character) {
  return character >= 'A' && character <= 'Z' ? static_cast<char>(character + ('a' - 'A')) : character;
}

std::string lower_case(std::string_view text);

constexpr bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

constexpr bool is_hex_digit(char character) {
  return is_digit(character) || (lower_case(character) >= 'a' && lower_case(character) <= 'f');
}

constexpr bool is_letter(char character) {
  return lower_case(character) >= 'a' && lower_case(character) <= 'z';
}

namespace syntax_detail {

/// For each byte, whether it is a letter or digit of ASCII, or one of `others`.
constexpr std::array<bool, 256> letters_digits_and(std::string_view others) {
  std::array<bool, 256> bytes{};
  for (int i = 0; i < 128; ++i) {
    const char character = static_cast<char>(i);
    bytes[static_cast<std::size_t>(i)] =
        is_digit(character) || is_letter(character) || others.find(character) != std::string_view::npos;
  }
  return bytes;
}

inline constexpr std::array<bool, 256> kTokenBytes = letters_digits_and("!#$%&'*+-.^_`|~");

}  // namespace syntax_detail

/// A byte of RFC 9110's `token`: method and header names.
constexpr bool is_token_byte(char character) {
  return syntax_detail::kTokenBytes[static_cast<unsigned char>(character)];
}

constexpr bool is_token(std::string_view text) {
  for (const char character : text)
    if (!is_token_byte(character)) return false;
  return !text.empty();
}

/// Whether `text` has no control bytes but the tabulator.
bool is_field_value(std::string_view text);

/// Without the spaces and tabulators around it.
std::string_view trimmed(std::string_view text);

/// Whether `text` may stand in a Host header: a name or IPv4 address, or an IPv6 address in brackets, and
/// perhaps a port (RFC 9112 section 3.2). The empty host of the RFC is not one here: nobody is reached by it.
bool is_host_and_port(std::string_view text);

/// Host and port of such a text, apart. The host keeps its brackets; without a port, `port` is empty.
struct HostAndPort {
  std::string_view host;
  std::string_view port;
};
HostAndPort split_host_and_port(std::string_view text);

}  // namespace ddb::http
