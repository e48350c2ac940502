#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ddb::bench {

/// Finds the end of HTTP answers of one connection, as they arrive; understands Content-Length and chunked
/// bodies.
class AnswerReader {
 public:
  /// Takes what has arrived; true once the answer is whole: then the figures below are its own, and the next
  /// bytes begin the next one. Throws std::runtime_error if the answer tells no length.
  bool take(std::string_view bytes);

  bool is_error() const { return is_error_; }             // a status other than 200
  std::size_t body_bytes() const { return body_bytes_; }  // of a chunked body with its framing

 private:
  enum class Part { kHead, kSizedBody, kChunkedBody };

  bool take_head(std::string_view bytes);
  bool take_sized(std::size_t size);
  bool take_chunked(std::string_view bytes);

  Part part_ = Part::kHead;
  std::string head_;
  std::string tail_;  // the last bytes of a chunked body
  std::size_t missing_bytes_ = 0;
  std::size_t body_bytes_ = 0;
  bool is_error_ = false;
};

}  // namespace ddb::bench
