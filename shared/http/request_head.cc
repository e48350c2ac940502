#include "shared/http/request_head.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/field.hpp>
#include <charconv>
#include <cstring>
#include <limits>
#include <stdexcept>

#include "shared/http/syntax.h"

namespace ddb::http {

namespace beast_http = boost::beast::http;
using boost::beast::error_code;

namespace {

constexpr std::size_t kUsualHeaderCount = 16;

Refusal bad_request(std::string sentence) {
  return {400, std::move(sentence)};
}

/// Whether the request line ends with a version that HTTP has or may have, but this server does not.
bool names_other_version(std::string_view head) {
  const std::string_view line = head.substr(0, head.find("\r\n"));
  if (line.size() < 9) return false;
  const std::string_view version = line.substr(line.size() - 9);
  return version.starts_with(" HTTP/") && is_digit(version[6]) && version[7] == '.' && is_digit(version[8]) &&
         version != " HTTP/1.0" && version != " HTTP/1.1";
}

}  // namespace

void throw_exception_from_error(const Refusal& refusal, const boost::source_location&) {
  throw std::logic_error("value() of a refused request: " + refusal.sentence);
}

Result<std::optional<std::size_t>, Refusal> RequestHeadScanner::scan(std::string_view bytes,
                                                                     const Limits& limits) {
  if (!bytes.empty() && scanned_ == 0 && !is_token_byte(bytes.front()))
    return bad_request("The request does not begin with a method.");
  while (true) {
    if (line_begin_ > 0 && line_begin_ < bytes.size() &&
        (bytes[line_begin_] == ' ' || bytes[line_begin_] == '\t'))
      return bad_request("A header field is folded over several lines.");
    const std::size_t line_end = bytes.find('\n', scanned_);
    if (std::min(line_end, bytes.size()) >= limits.head_bytes_max)
      return Refusal{431, "The request line and header fields are longer than " +
                              std::to_string(limits.head_bytes_max) + " bytes."};
    if (line_end == std::string_view::npos) {
      scanned_ = bytes.size();
      return std::optional<std::size_t>();
    }
    if (line_end == line_begin_ || bytes[line_end - 1] != '\r')
      return bad_request("A line of the request's head does not end with carriage return and line feed.");
    scanned_ = line_end + 1;
    if (line_end - line_begin_ == 1) return std::optional(scanned_);
    line_begin_ = scanned_;
  }
}

/// Beast's parser over a whole head: the callbacks keep views into it, and refuse what Beast accepts.
class RequestHeadParser final : public beast_http::basic_parser<true> {
 public:
  RequestHeadParser(std::string_view head, const Limits& limits) : limits_(limits) {
    header_limit(std::numeric_limits<std::uint32_t>::max());  // RequestHeadScanner has measured it
    body_limit({});
    request_.head_ = std::make_unique_for_overwrite<char[]>(head.size());
    std::memcpy(request_.head_.get(), head.data(), head.size());
    request_.headers_.reserve(kUsualHeaderCount);
  }

  Result<RequestHead, Refusal> parse(std::size_t head_size_bytes) {
    error_code error;
    const std::string_view head(request_.head_.get(), head_size_bytes);
    const std::size_t taken = put({head.data(), head.size()}, error);
    if (refusal_) return *std::move(refusal_);
    if (error == beast_http::error::bad_version && names_other_version(head))
      return Refusal{505, "Only HTTP/1.1 and HTTP/1.0 are spoken here."};
    if (error) return bad_request("The request's head is malformed: " + error.message() + ".");
    if (taken != head.size()) return bad_request("The request's head is malformed.");
    request_.keep_alive = keep_alive();
    if (auto checked = check_whole(); !checked) return std::move(checked).error();
    return RequestHead{std::move(request_), framing_};
  }

 private:
  using StringView = boost::beast::string_view;

  void refuse(Refusal refusal, error_code& error) {
    refusal_ = std::move(refusal);
    error = beast_http::error::bad_value;
  }

  void on_request_impl(beast_http::verb, StringView method, StringView target, int version,
                       error_code&) override {
    request_.method_ = {method.data(), method.size()};
    request_.target_ = {target.data(), target.size()};
    version_ = version;
  }

  void on_field_impl(beast_http::field field, StringView name, StringView value, error_code& error) override {
    if (request_.headers_.size() == limits_.header_count_max)
      return refuse(
          {431, "The request has more than " + std::to_string(limits_.header_count_max) + " header fields."},
          error);
    request_.headers_.push_back({{name.data(), name.size()}, {value.data(), value.size()}});
    const std::string_view text(value.data(), value.size());
    switch (field) {
      case beast_http::field::content_length:
        return on_content_length(text, error);
      case beast_http::field::transfer_encoding:
        return on_transfer_encoding(text, error);
      case beast_http::field::host:
        return on_host(text, error);
      case beast_http::field::expect:
        return on_expect(text, error);
      default:
        return;
    }
  }

  void on_content_length(std::string_view value, error_code& error) {
    if (std::exchange(has_content_length_, true))
      return refuse(bad_request("The request has more than one Content-Length."), error);
    const auto [end, code] =
        std::from_chars(value.data(), value.data() + value.size(), framing_.content_length);
    if (code != std::errc() || end != value.data() + value.size())
      return refuse(bad_request("The Content-Length is not a number of bytes."), error);
    if (framing_.content_length > limits_.body_bytes_max)
      return refuse(
          {413, "The request's body is larger than " + std::to_string(limits_.body_bytes_max) + " bytes."},
          error);
    framing_.kind = BodyFraming::Kind::kContentLength;
  }

  void on_transfer_encoding(std::string_view value, error_code& error) {
    if (std::exchange(has_transfer_encoding_, true))
      return refuse(bad_request("The request has more than one Transfer-Encoding."), error);
    if (value != "chunked") return refuse(bad_request("The only Transfer-Encoding taken is chunked."), error);
    if (version_ < 11) return refuse(bad_request("HTTP/1.0 has no Transfer-Encoding."), error);
    framing_.kind = BodyFraming::Kind::kChunked;
  }

  void on_host(std::string_view value, error_code& error) {
    if (host_.data() != nullptr) return refuse(bad_request("The request has more than one Host."), error);
    if (!is_host_and_port(value))
      return refuse(bad_request("The Host is not a host name or address."), error);
    host_ = value;
  }

  void on_expect(std::string_view value, error_code& error) {
    if (!equals_ignoring_case(value, "100-continue"))
      return refuse({417, "The only Expect met is 100-continue."}, error);
    framing_.expects_continue = version_ >= 11;
  }

  Result<void, Refusal> check_whole() {
    if (has_content_length_ && has_transfer_encoding_)
      return bad_request("The request has both Content-Length and Transfer-Encoding.");
    if (host_.data() == nullptr && version_ >= 11) return bad_request("The request has no Host.");
    return check_target();
  }

  Result<void, Refusal> check_target() {
    std::string_view& target = request_.target_;
    if (target.starts_with('/') || (target == "*" && request_.method_ == "OPTIONS")) return {};
    for (const std::string_view scheme : {"http://", "https://"}) {
      if (target.size() < scheme.size() || !equals_ignoring_case(target.substr(0, scheme.size()), scheme))
        continue;
      const std::size_t path = std::min(target.find_first_of("/?", scheme.size()), target.size());
      const std::string_view authority = target.substr(scheme.size(), path - scheme.size());
      if (!equals_ignoring_case(authority, host_))
        return bad_request("The request's target and its Host name different hosts.");
      if (path < target.size() && target[path] == '?')
        return bad_request("The request's target has no path.");
      target = path == target.size() ? std::string_view("/") : target.substr(path);
      return {};
    }
    return bad_request("The request's target is not a path.");
  }

  void on_header_impl(error_code&) override {}
  void on_finish_impl(error_code&) override {}

  // Beast calls these for a body and for a response; a head has neither.
  void on_response_impl(int, StringView, int, error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(StringView, error_code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, StringView, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, StringView, error_code&) override { return 0; }

  const Limits& limits_;
  Request request_;
  BodyFraming framing_;
  std::optional<Refusal> refusal_;
  int version_ = 0;
  std::string_view host_;
  bool has_content_length_ = false;
  bool has_transfer_encoding_ = false;
};

Result<RequestHead, Refusal> parse_request_head(std::string_view head, const Limits& limits) {
  return RequestHeadParser(head, limits).parse(head.size());
}

}  // namespace ddb::http
