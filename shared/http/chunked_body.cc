#include "shared/http/chunked_body.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <optional>
#include <stdexcept>

#include "shared/http/syntax.h"

namespace ddb::http {

namespace beast_http = boost::beast::http;
using boost::beast::error_code;

namespace {

/// The size of a chunk in hexadecimal, the line ends around it, and the two that close the body.
constexpr std::size_t kChunkHeaderBytesMax = 64;

}  // namespace

/// Beast's parser, beyond a made-up head which says that a chunked body follows.
class ChunkedBody::Parser final : public beast_http::basic_parser<true> {
 public:
  explicit Parser(const Limits& limits) : limits_(limits) {
    static constexpr std::string_view kHead = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    body_limit({});
    error_code error;
    put({kHead.data(), kHead.size()}, error);
    if (error) throw std::logic_error("Beast does not take our own head: " + error.message());
    in_body_ = true;
  }

  Result<std::size_t, Refusal> take(std::string_view bytes, std::string& body) {
    body_ = &body;
    std::size_t taken = 0;
    while (!is_done() && taken < bytes.size()) {
      error_code error;
      taken += put({bytes.data() + taken, bytes.size() - taken}, error);
      if (refusal_) return *std::move(refusal_);
      if (error == beast_http::error::need_more) break;
      if (error) return Refusal{400, "The request's chunked body is malformed: " + error.message() + "."};
    }
    return taken;
  }

 private:
  using StringView = boost::beast::string_view;

  void refuse(Refusal refusal, error_code& error) {
    refusal_ = std::move(refusal);
    error = beast_http::error::bad_value;
  }

  void on_chunk_header_impl(std::uint64_t size, StringView extensions, error_code& error) override {
    // Beast lets a quoted extension hold a bare line feed, at which a less strict server would end the line.
    if (!is_field_value({extensions.data(), extensions.size()}))
      return refuse({400, "The request's chunked body has control bytes in a chunk extension."}, error);
    if (extensions.size() > limits_.chunk_extension_bytes_max)
      return refuse({400, "A chunk extension is longer than " +
                              std::to_string(limits_.chunk_extension_bytes_max) + " bytes."},
                    error);
    if (size > limits_.body_bytes_max - body_->size())
      refuse({413, "The request's body is larger than " + std::to_string(limits_.body_bytes_max) + " bytes."},
             error);
  }

  std::size_t on_chunk_body_impl(std::uint64_t, StringView data, error_code&) override {
    body_->append(data.data(), data.size());
    return data.size();
  }

  void on_field_impl(beast_http::field, StringView, StringView, error_code& error) override {
    if (in_body_) refuse({400, "Trailer fields are not taken."}, error);
  }

  void on_request_impl(beast_http::verb, StringView, StringView, int, error_code&) override {}
  void on_response_impl(int, StringView, int, error_code&) override {}
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(StringView, error_code&) override { return 0; }
  void on_finish_impl(error_code&) override {}

  const Limits& limits_;
  bool in_body_ = false;
  std::string* body_ = nullptr;
  std::optional<Refusal> refusal_;
};

ChunkedBody::ChunkedBody(const Limits& limits) : parser_(std::make_unique<Parser>(limits)), limits_(limits) {}

ChunkedBody::~ChunkedBody() = default;

Result<std::size_t, Refusal> ChunkedBody::take(std::string_view bytes, std::string& body) {
  DDB_TRY(taken, parser_->take(bytes, body));
  if (!is_done() && bytes.size() - taken > limits_.chunk_extension_bytes_max + kChunkHeaderBytesMax)
    return Refusal{400, "The request's chunked body has a chunk header that does not end."};
  return taken;
}

bool ChunkedBody::is_done() const {
  return parser_->is_done();
}

}  // namespace ddb::http
