#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/http/message.h"
#include "shared/http/request.h"

namespace ddb::backend {

/// Which web pages may call: those of the backend itself (`Origin` is `http://` or `https://` and the Host)
/// and of the origins that it is told, with credentials. Source: Fetch Standard, "CORS protocol". Safe for
/// several threads.
class OriginRules {
 public:
  /// Each like `https://cruddur.example.com`. Not `*`: no browser takes it together with credentials.
  explicit OriginRules(std::vector<std::string> allowed_origins)
      : allowed_origins_(std::move(allowed_origins)) {}

  /// What to answer at once instead of handling `request`: 403 to a page of another origin, or the answer to
  /// the preflight of a welcome one. Nothing if the request may be handled. Requests without Origin come from
  /// no such page.
  std::optional<http::Response> check(const http::Request& request) const;

  /// Adds to an answer what lets a page of an allowed origin read it, and what keeps a cache from handing the
  /// answer to another.
  void add_headers(const http::Request& request, http::Headers& headers) const;

 private:
  bool allows(std::string_view origin) const;

  const std::vector<std::string> allowed_origins_;
};

}  // namespace ddb::backend
