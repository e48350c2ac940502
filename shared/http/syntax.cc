#include "shared/http/syntax.h"

#include <algorithm>

#include "shared/base/eight_bytes.h"

namespace ddb::http {
namespace {

bool is_host_byte(char character) {
  static constexpr std::array<bool, 256> kHostBytes = syntax_detail::letters_digits_and("-._~%!$&'()*+;=");
  return kHostBytes[static_cast<unsigned char>(character)];
}

bool is_field_value_byte(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return byte == '\t' || (byte >= ' ' && byte != 0x7F);
}

bool is_address_in_brackets(std::string_view host) {
  if (host.size() < 4 || host.front() != '[' || host.back() != ']') return false;
  const std::string_view address = host.substr(1, host.size() - 2);
  return std::all_of(address.begin(), address.end(), [](char character) {
    return is_hex_digit(character) || character == ':' || character == '.';
  });
}

}  // namespace

bool is_field_value(std::string_view text) {
  while (text.size() >= sizeof(EightBytes)) {
    const EightBytes bytes = load_eight_bytes(text.data());
    if ((any_less_than(bytes, ' ') | any_equal_to(bytes, 0x7F)) != 0) break;  // perhaps a tabulator
    text.remove_prefix(sizeof bytes);
  }
  return std::ranges::all_of(text, [](char character) { return is_field_value_byte(character); });
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& character : lower)
    character = lower_case(character);
  return lower;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

HostAndPort split_host_and_port(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  const std::size_t bracket = text.starts_with('[') ? text.rfind(']') : std::string_view::npos;
  if (colon == std::string_view::npos || (bracket != std::string_view::npos && colon < bracket))
    return {text, {}};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

bool is_host_and_port(std::string_view text) {
  const HostAndPort parts = split_host_and_port(text);
  if (parts.host.empty() || parts.port.size() > 5) return false;
  if (!std::ranges::all_of(parts.port, [](char character) { return is_digit(character); })) return false;
  return is_address_in_brackets(parts.host) ||
         std::ranges::all_of(parts.host, [](char character) { return is_host_byte(character); });
}

}  // namespace ddb::http
