#include "shared/http/percent_coding.h"

#include "shared/http/syntax.h"

namespace ddb::http {
namespace {

bool is_unreserved(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

unsigned hex_value(char digit) {
  return static_cast<unsigned>(is_digit(digit) ? digit - '0' : lower_case(digit) - 'a' + 10);
}

}  // namespace

void append_percent_encoded(std::string& out, std::string_view text, Slash slash) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : text) {
    if (is_unreserved(c) || (c == '/' && slash == Slash::kKeep)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
}

std::string percent_decoded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && is_hex_digit(text[i + 1]) && is_hex_digit(text[i + 2])) {
      result += static_cast<char>(hex_value(text[i + 1]) << 4U | hex_value(text[i + 2]));
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::optional<std::string> find_query_parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::size_t ampersand = query.find('&');
    const std::string_view parameter = query.substr(0, ampersand);
    query.remove_prefix(ampersand == std::string_view::npos ? query.size() : ampersand + 1);
    const std::size_t equals = parameter.find('=');
    if (percent_decoded(parameter.substr(0, equals)) != name) continue;
    return equals == std::string_view::npos ? "" : percent_decoded(parameter.substr(equals + 1));
  }
  return std::nullopt;
}

}  // namespace ddb::http
