#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/http/limits.h"
#include "shared/http/request_head.h"

namespace ddb::http {

/// Takes a chunked request body (RFC 9112 section 7.1) out of bytes that arrive piece by piece.
class ChunkedBody {
 public:
  explicit ChunkedBody(const Limits& limits);
  ~ChunkedBody();

  /// Takes what it can of `bytes`, which begin with those that the call before did not take, and appends the
  /// data in them to `body`. Returns how many bytes it took. Refusals: 400 for anything malformed (a chunk
  /// size that is not a hexadecimal number, a line end without its carriage return, extensions over
  /// `limits.chunk_extension_bytes_max`) and for trailer fields, which no client of ours sends; 413 once the
  /// body is above `limits.body_bytes_max`.
  Result<std::size_t, Refusal> take(std::string_view bytes, std::string& body);

  /// Whether the last chunk was taken; then `take` is not to be called again.
  bool is_done() const;

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
  const Limits& limits_;
};

}  // namespace ddb::http
