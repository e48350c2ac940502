#include "shared/http/host_guard.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <utility>

#include "shared/http/syntax.h"

namespace ddb::http {
namespace {

constexpr std::string_view kPreflightSecondsMax = "600";

bool is_ip_address(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> address;
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')
    return inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), address.data()) == 1;
  return inet_pton(AF_INET, host.c_str(), address.data()) == 1;
}

bool is_under(std::string_view host, std::string_view domain) {
  return host.size() > domain.size() + 1 && host.ends_with(domain) &&
         host[host.size() - domain.size() - 1] == '.';
}

bool matches(std::string_view host, std::string_view pattern) {
  if (pattern == "*") return true;
  if (pattern.starts_with("*.")) return is_under(host, lower_case(pattern.substr(2)));
  return equals_ignoring_case(host, pattern);
}

Response forbidden(std::string sentence) {
  return {403, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(sentence) + "\n"};
}

}  // namespace

bool is_origin_of(std::string_view origin, std::string_view host) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (origin.starts_with(scheme) && equals_ignoring_case(origin.substr(scheme.size()), host)) return true;
  return false;
}

bool is_preflight(const Request& request) {
  return request.method() == "OPTIONS" && request.header("Access-Control-Request-Method").data() != nullptr;
}

bool HostGuard::allows_host(std::string_view host) const {
  if (!is_host_and_port(host)) return false;
  std::string name = lower_case(split_host_and_port(host).host);
  if (is_ip_address(name)) return true;
  if (name.ends_with('.')) name.pop_back();  // the absolute form of a DNS name
  if (name.empty()) return false;
  if (name.find('.') == std::string::npos) return true;
  if (is_under(name, "localhost") || name == "host.docker.internal" || is_under(name, "amazonaws.com"))
    return true;
  return std::any_of(options_.allowed_hosts.begin(), options_.allowed_hosts.end(),
                     [&](const std::string& pattern) { return matches(name, pattern); });
}

bool HostGuard::allows_origin(std::string_view origin) const {
  return std::any_of(
      options_.allowed_origins.begin(), options_.allowed_origins.end(),
      [&](const std::string& allowed) { return allowed == "*" || equals_ignoring_case(allowed, origin); });
}

std::optional<Response> HostGuard::check(const Request& request) const {
  const std::string_view host = request.header("Host");
  if (host.data() != nullptr && !allows_host(host))
    return forbidden("The host '" + std::string(host) + "' is not served here; --allow-host admits it.");
  const std::string_view origin = request.header("Origin");
  if (origin.data() == nullptr || is_origin_of(origin, host)) return std::nullopt;
  if (!allows_origin(origin))
    return forbidden("Pages of '" + std::string(origin) +
                     "' may not call this server; --allow-origin admits them.");
  if (!is_preflight(request)) return std::nullopt;

  Response response{204, {}, {}};
  add_cors_headers(request, response.headers);
  response.headers.add("Access-Control-Allow-Methods", options_.allowed_methods);
  const std::string_view wanted = request.header("Access-Control-Request-Headers");
  if (!wanted.empty()) response.headers.add("Access-Control-Allow-Headers", wanted);
  // A browser asks so before a public page may reach a server on the user's own machine or network.
  if (equals_ignoring_case(request.header("Access-Control-Request-Private-Network"), "true"))
    response.headers.add("Access-Control-Allow-Private-Network", "true");
  response.headers.add("Access-Control-Max-Age", kPreflightSecondsMax);
  return response;
}

void HostGuard::add_cors_headers(const Request& request, Headers& headers) const {
  const std::string_view origin = request.header("Origin");
  if (origin.data() == nullptr || !allows_origin(origin)) return;
  headers.add("Access-Control-Allow-Origin", origin);
  headers.add("Vary", "Origin");
  if (!options_.exposed_headers.empty())
    headers.add("Access-Control-Expose-Headers", options_.exposed_headers);
}

}  // namespace ddb::http
