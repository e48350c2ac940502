#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/http/message.h"
#include "shared/http/request.h"

namespace ddb::http {

struct HostGuardOptions {
  /// Further hosts that are welcome, without port; `*.example.com` means every name under example.com, `*`
  /// every host.
  std::vector<std::string> allowed_hosts;
  /// Origins whose pages may call, such as `http://localhost:3000`; `*` means every origin, `null` included.
  std::vector<std::string> allowed_origins;
  /// What a preflight answer allows.
  std::string allowed_methods = "GET, POST, PUT, DELETE, OPTIONS";
  /// Response headers which a page may read.
  std::string exposed_headers;
};

/// Whether a page of `origin` was loaded from `host` (a Host header's value) itself.
bool is_origin_of(std::string_view origin, std::string_view host);

/// Whether a browser asks by this what it may send (Fetch Standard, "CORS-preflight request").
bool is_preflight(const Request& request);

/// Keeps web pages of other origins away from a server on the user's own machine: a page whose DNS name was
/// rebound to 127.0.0.1 is known by its Host, any other by its Origin. Welcome without options are hosts that
/// no foreign page can be loaded from: IP addresses, `localhost` and names under it, single-label names
/// (containers), `host.docker.internal`, and names under `amazonaws.com`. Safe for several threads.
class HostGuard {
 public:
  explicit HostGuard(HostGuardOptions options) : options_(std::move(options)) {}

  /// Whether the value of a Host header (with or without port) is welcome.
  bool allows_host(std::string_view host) const;
  /// Whether the value of an Origin header is welcome. Requests without one come from no page of another
  /// origin.
  bool allows_origin(std::string_view origin) const;

  /// What to answer at once instead of handling `request`: 403 for a foreign Host or Origin, or the answer to
  /// a CORS preflight of an allowed origin. Nothing if the request may be handled. A page of the very origin
  /// that the request goes to (`Origin` is `http://` or `https://` and the Host) is welcome if the host is.
  std::optional<Response> check(const Request& request) const;

  /// Adds to the answer what lets a page of an allowed origin read it; nothing if the request had no Origin.
  void add_cors_headers(const Request& request, Headers& headers) const;

 private:
  HostGuardOptions options_;
};

}  // namespace ddb::http
