#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace ddb::http {

enum class ContentCoding {
  kGzip,     ///< RFC 1952.
  kDeflate,  ///< The zlib format of RFC 1950, which HTTP calls deflate.
};

/// The coding that a Content-Encoding names (`gzip`, `x-gzip` or `deflate`, in any case); nothing for any
/// other.
std::optional<ContentCoding> content_coding(std::string_view name);

/// The coding to answer with, by the client's Accept-Encoding: gzip before deflate; nothing if it takes
/// neither, or only with `q=0`.
std::optional<ContentCoding> accepted_coding(std::string_view accept_encoding);

enum class DecompressFailure {
  kCorrupt,   ///< Not of this coding, cut short, of a wrong checksum, or with bytes after its end.
  kTooLarge,  ///< More than the limit comes out.
};

struct DecompressError {
  DecompressFailure failure;
  std::string message;  ///< One plain sentence.

  operator Error() const { return Error{message}; }  // NOLINT(google-explicit-constructor)
};

[[noreturn]] void throw_exception_from_error(const DecompressError& error, const boost::source_location&);

/// The bytes behind `compressed`. Takes memory for what really comes out, and never for more than
/// `output_bytes_max`.
Result<std::string, DecompressError> decompress(std::string_view compressed, ContentCoding coding,
                                                std::size_t output_bytes_max);

/// `plain` compressed, fast rather than small (zlib's level 1).
std::string compress(std::string_view plain, ContentCoding coding);

}  // namespace ddb::http
