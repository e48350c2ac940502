#include "shared/http/syntax.h"

namespace ddb::http {
namespace {

bool is_host_byte(char character) {
  static constexpr std::array<bool, 256> kHostBytes = syntax_detail::letters_digits_and("-._~%!$&'()*+;=");
  return kHostBytes[static_cast<unsigned char>(character)];
}

bool is_address_in_brackets(std::string_view host) {
  if (host.size() < 4 || host.front() != '[' || host.back() != ']') return false;
  const std::string_view address = host.substr(1, host.size() - 2);
  return std::all_of(address.begin(), address.end(), [](char character) {
    return is_hex_digit(character) || character == ':' || character == '.';
  });
}

}  // namespace

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
  const std::size_t bracket = text.rfind(']');
  if (colon == std::string_view::npos || (bracket != std::string_view::npos && colon < bracket))
    return {text, {}};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

bool is_host_and_port(std::string_view text) {
  const HostAndPort parts = split_host_and_port(text);
  if (parts.host.empty() || parts.port.size() > 5) return false;
  if (!std::all_of(parts.port.begin(), parts.port.end(), is_digit)) return false;
  return is_address_in_brackets(parts.host) ||
         std::all_of(parts.host.begin(), parts.host.end(), is_host_byte);
}

}  // namespace ddb::http
