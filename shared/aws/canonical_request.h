#pragma once

#include <span>
#include <string>
#include <string_view>

#include "shared/http/message.h"

/// The canonical form of an HTTP request that Signature Version 4 signs.
/// Source: AWS General Reference, "Create a signed AWS API request", step 1.
namespace ddb::aws {

/// What is signed of a request.
struct RequestView {
  std::string_view method;
  std::string_view target;  ///< Path and query as they stand in the request line.
  std::span<const http::HeaderView> headers;
  std::string_view body;
};

/// The names of all headers in lower case, sorted, each once, separated by ';'.
std::string signed_header_names(std::span<const http::HeaderView> headers);

/// The canonical request: method, path (dot segments and repeated slashes resolved, then percent-encoded),
/// query sorted and percent-encoded without `X-Amz-Signature`, the headers that `signed_headers` names, the
/// names, and the SHA-256 of the body. A named header that the request lacks counts as empty.
std::string canonical_request(const RequestView& request, std::string_view signed_headers);

}  // namespace ddb::aws
