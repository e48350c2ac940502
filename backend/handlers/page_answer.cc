#include "backend/handlers/page_answer.h"

#include "shared/http/syntax.h"

namespace ddb::backend {
namespace {

/// Whether the value of If-None-Match names `etag`, by weak comparison.
bool names_etag(std::string_view if_none_match, std::string_view etag) {
  if (http::trimmed(if_none_match) == "*") return true;
  while (!if_none_match.empty()) {
    const std::size_t comma = if_none_match.find(',');
    std::string_view named = http::trimmed(if_none_match.substr(0, comma));
    if_none_match.remove_prefix(comma == std::string_view::npos ? if_none_match.size() : comma + 1);
    if (named.starts_with("W/")) named.remove_prefix(2);
    if (named == etag) return true;
  }
  return false;
}

}  // namespace

std::string content_security_policy(std::string_view cognito_endpoint) {
  std::string policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
      "manifest-src 'self'; connect-src 'self' ";
  return policy.append(cognito_endpoint)
      .append("; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
}

Answer page_answer(const http::Request& request, const EmbeddedFile& page, std::string_view security_policy) {
  Answer answer;
  http::Headers& headers = answer.response.headers;
  headers.add("ETag", page.etag);
  headers.add("Cache-Control", "no-cache");  // kept, but asked about before each use
  if (names_etag(request.header("If-None-Match"), page.etag)) {
    answer.response.status = 304;
    return answer;
  }
  headers.add("Content-Type", page.content_type);
  headers.add("Content-Security-Policy", security_policy);
  headers.add("Cross-Origin-Opener-Policy", "same-origin");
  answer.response.body = std::string(page.content);
  return answer;
}

}  // namespace ddb::backend
