#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ddb::protocol {

/// Compressed bodies. The server hands in one that knows gzip and deflate.
class BodyCodec {
 public:
  enum class Decoding { kDone, kCorrupt, kTooLarge };
  struct Encoded {
    std::string_view content_encoding;  ///< A constant.
    std::string body;
  };

  virtual ~BodyCodec() = default;
  /// Puts into `plain` what `body` is under its Content-Encoding; kCorrupt also for a coding it does not
  /// know, kTooLarge when more than `plain_bytes_max` would come out.
  virtual Decoding decode(std::string_view content_encoding, std::string_view body,
                          std::size_t plain_bytes_max, std::string& plain) const = 0;
  /// `body` in a coding that the Accept-Encoding takes; nothing when it takes none.
  virtual std::optional<Encoded> encode(std::string_view accept_encoding, std::string_view body) const = 0;
};

}  // namespace ddb::protocol
