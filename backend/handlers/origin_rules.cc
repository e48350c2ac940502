#include "backend/handlers/origin_rules.h"

#include <algorithm>

#include "shared/http/host_guard.h"

namespace ddb::backend {
namespace {

constexpr std::string_view kAllowedMethods = "GET, HEAD, POST, OPTIONS";
constexpr std::string_view kAllowedHeaders = "Authorization, Content-Type, Idempotency-Key";
constexpr std::string_view kExposedHeaders = "Authorization, Content-Type, Link, X-Request-Id";
constexpr std::string_view kPreflightSecondsMax = "600";

}  // namespace

bool OriginRules::allows(std::string_view origin) const {
  return std::any_of(allowed_origins_.begin(), allowed_origins_.end(),
                     [&](const std::string& allowed) { return http::equals_ignoring_case(allowed, origin); });
}

std::optional<http::Response> OriginRules::check(const http::Request& request) const {
  const std::string_view origin = request.header("Origin");
  if (origin.data() == nullptr) return std::nullopt;
  if (!allows(origin) && !http::is_origin_of(origin, request.header("Host")))
    return http::Response{
        403,
        {{"Content-Type", "text/plain; charset=utf-8"}},
        "Pages of this origin may not call this server; FRONTEND_URL names one that may.\n"};
  if (!http::is_preflight(request)) return std::nullopt;
  return http::Response{204,
                        {{"Access-Control-Allow-Methods", kAllowedMethods},
                         {"Access-Control-Allow-Headers", kAllowedHeaders},
                         {"Access-Control-Max-Age", kPreflightSecondsMax}},
                        {}};
}

void OriginRules::add_headers(const http::Request& request, http::Headers& headers) const {
  headers.add("Vary", "Origin");
  const std::string_view origin = request.header("Origin");
  if (origin.data() == nullptr || !allows(origin)) return;
  headers.add("Access-Control-Allow-Origin", origin);
  headers.add("Access-Control-Allow-Credentials", "true");
  headers.add("Access-Control-Expose-Headers", kExposedHeaders);
}

}  // namespace ddb::backend
