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

/// Every byte but letters, digits, '-', '.', '_' and '~' as '%' and two upper-case digits; '/' stays if
/// asked.
enum class Slash { kKeep, kEncode };
void append_percent_encoded(std::string& out, std::string_view text, Slash slash);

/// Turns "%41" into "A"; a '%' without two digits after it stays as it is.
std::string percent_decoded(std::string_view text);

}  // namespace ddb::aws
