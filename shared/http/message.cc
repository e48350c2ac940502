#include "shared/http/message.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "shared/http/syntax.h"

namespace ddb::http {

bool equals_ignoring_case(std::string_view left, std::string_view right) {
  return left.size() == right.size() &&
         std::equal(left.begin(), left.end(), right.begin(),
                    [](char a, char b) { return a == b || lower_case(a) == lower_case(b); });
}

HeaderView Headers::Iterator::operator*() const {
  const std::size_t colon = rest_.find(':');
  const std::size_t end = rest_.find('\r', colon);
  return {rest_.substr(0, colon), rest_.substr(colon + 2, end - colon - 2)};
}

Headers::Iterator& Headers::Iterator::operator++() {
  rest_.remove_prefix(rest_.find('\n') + 1);
  return *this;
}

Headers::Headers(std::initializer_list<HeaderView> headers) {
  for (const HeaderView& header : headers)
    add(header.name, header.value);
}

void Headers::add(std::string_view name, std::string_view value) {
  if (!is_token(name)) throw std::logic_error("not a header name: " + std::string(name));
  if (!is_field_value(value)) throw std::logic_error("not a value for the header " + std::string(name));
  const std::size_t after_bytes = text_.size() + name.size() + value.size() + 4;
  if (text_.capacity() < after_bytes) text_.reserve(std::max(after_bytes, kUsualHeadersBytes));
  text_.append(name).append(": ", 2).append(value).append("\r\n", 2);
}

std::string_view Headers::find(std::string_view name) const {
  for (const HeaderView header : *this)
    if (equals_ignoring_case(header.name, name)) return header.value;
  return {};
}

std::string_view status_reason(int status) {
  // RFC 9110 section 15, RFC 6585.
  static constexpr auto kReasons = std::to_array<std::pair<int, std::string_view>>({
      {100, "Continue"},
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {411, "Length Required"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {417, "Expectation Failed"},
      {421, "Misdirected Request"},
      {422, "Unprocessable Content"},
      {426, "Upgrade Required"},
      {428, "Precondition Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {502, "Bad Gateway"},
      {503, "Service Unavailable"},
      {504, "Gateway Timeout"},
      {505, "HTTP Version Not Supported"},
      {507, "Insufficient Storage"},
  });
  const auto* found = std::lower_bound(kReasons.begin(), kReasons.end(), status,
                                       [](const auto& row, int wanted) { return row.first < wanted; });
  return found != kReasons.end() && found->first == status ? found->second : std::string_view();
}

}  // namespace ddb::http
