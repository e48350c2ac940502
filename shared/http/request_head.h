#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "shared/base/result.h"
#include "shared/http/limits.h"
#include "shared/http/request.h"

namespace ddb::http {

/// A request that a server will not take: the status to answer before it closes the connection.
struct Refusal {
  Refusal() = default;
  // Without it C++20 takes a bare number for a refusal, and `Result<std::size_t, Refusal>` is ambiguous.
  Refusal(int refused_with, std::string why) : status(refused_with), sentence(std::move(why)) {}

  int status = 400;
  std::string sentence;
};

[[noreturn]] void throw_exception_from_error(const Refusal& refusal, const boost::source_location&);

/// Finds the end of a request head in bytes that arrive piece by piece, and looks at its lines for what
/// Beast's parser would let pass or mend: a line end without its carriage return, and a field folded over
/// several lines.
class RequestHeadScanner {
 public:
  /// `bytes` is the head so far, from its first byte on; bytes seen by an earlier call are not looked at
  /// again. Returns the size of the head with its empty line, nothing if there is more to come, or 400, or
  /// 431 once no head of `limits` can begin so.
  Result<std::optional<std::size_t>, Refusal> scan(std::string_view bytes, const Limits& limits);

 private:
  std::size_t line_begin_ = 0;
  std::size_t scanned_ = 0;
};

/// How the body behind a head is framed.
struct BodyFraming {
  enum class Kind { kNone, kContentLength, kChunked } kind = Kind::kNone;
  std::uint64_t content_length = 0;
  bool expects_continue = false;
};

struct RequestHead {
  Request request;
  BodyFraming framing;
};

/// Takes apart a whole head as `RequestHeadScanner` found it. Everything on which two HTTP implementations
/// could disagree about where this request ends or to whom it goes is refused. Refusals: 400 for: control
/// bytes; white space before a colon or in front of the first field; Transfer-Encoding other than one
/// `chunked`, together with Content-Length, or on HTTP/1.0; a Content-Length that is repeated or not plainly
/// a number; no Host on HTTP/1.1, two, or one that is no host; a target that is neither a path, nor `*` with
/// OPTIONS, nor an absolute URL of the same host. 413 for a Content-Length above `limits.body_bytes_max`; 417
/// for an Expect other than `100-continue`; 431 for more fields than `limits.header_count_max`; 505 for a
/// version other than 1.0 and 1.1. Source: RFC 9112 sections 2.2, 3.2, 5.1, 5.2, 6.1, 6.3.
Result<RequestHead, Refusal> parse_request_head(std::string_view head, const Limits& limits);

}  // namespace ddb::http
