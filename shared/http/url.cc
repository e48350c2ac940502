#include "shared/http/url.h"

#include <algorithm>
#include <charconv>

#include "shared/http/syntax.h"

namespace ddb::http {
namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;

std::uint16_t port_of_scheme(std::string_view scheme) {
  return scheme == "https" ? kHttpsPort : kHttpPort;
}

Error bad_url(std::string_view text, std::string_view why) {
  return Error{"'" + std::string(text.substr(0, 200)) + "' is not a usable URL: " + std::string(why)};
}

bool is_path_byte(char character) {
  return character > ' ' && character < 0x7f && character != '"' && character != '<' && character != '>' &&
         character != '\\';
}

Result<std::uint16_t> parse_port(std::string_view text, std::string_view port) {
  unsigned value = 0;
  const auto [end, code] = std::from_chars(port.data(), port.data() + port.size(), value);
  if (code != std::errc() || end != port.data() + port.size() || value < 1 || value > 65535)
    return bad_url(text, "its port is not a number from 1 to 65535.");
  return static_cast<std::uint16_t>(value);
}

}  // namespace

std::string Url::authority() const {
  std::string text = host.find(':') == std::string::npos ? host : "[" + host + "]";
  if (port != port_of_scheme(scheme)) text += ":" + std::to_string(port);
  return text;
}

std::string Url::target() const {
  return query.empty() ? path : path + "?" + query;
}

std::string Url::origin() const {
  return scheme + "://" + authority();
}

Result<Url> parse_url(std::string_view text) {
  if (text.size() > kUrlBytesMax)
    return bad_url(text, "it is longer than " + std::to_string(kUrlBytesMax) + " bytes.");
  const std::size_t scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) return bad_url(text, "it must begin with http:// or https://.");
  Url url{lower_case(text.substr(0, scheme_end)), {}, 0, {}, {}};
  if (url.scheme != "http" && url.scheme != "https")
    return bad_url(text, "it must begin with http:// or https://.");

  std::string_view rest = text.substr(scheme_end + 3);
  rest = rest.substr(0, rest.find('#'));
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
  rest.remove_prefix(authority.size());
  if (authority.find('@') != std::string_view::npos)
    return bad_url(text, "a user name or password in it is not supported.");
  if (!is_host_and_port(authority))
    return bad_url(text, "its host is missing or is not a host name or address.");

  const auto [host, port] = split_host_and_port(authority);
  url.host = lower_case(host.front() == '[' ? host.substr(1, host.size() - 2) : host);
  url.port = port_of_scheme(url.scheme);
  if (!port.empty()) {
    DDB_TRY(number, parse_port(text, port));
    url.port = number;
  }

  if (!std::all_of(rest.begin(), rest.end(), is_path_byte))
    return bad_url(text, "its path has bytes that must be percent-encoded.");
  const std::size_t question = rest.find('?');
  url.path = question == 0 || rest.empty() ? "/" : std::string(rest.substr(0, question));
  if (question != std::string_view::npos) url.query = std::string(rest.substr(question + 1));
  return url;
}

}  // namespace ddb::http
