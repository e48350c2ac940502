#include "emulator/server/request_handler.h"

#include <utility>

#include "shared/http/compression.h"

namespace ddb::server {
namespace {

constexpr std::string_view kAdminPrefix = "/_ddb/";

class RequestHeaders final : public protocol::HeaderLookup {
 public:
  explicit RequestHeaders(const http::Request& request) : request_(request) {}
  std::string_view find(std::string_view name) const override { return request_.header(name); }

 private:
  const http::Request& request_;
};

std::string_view coding_name(http::ContentCoding coding) {
  return coding == http::ContentCoding::kGzip ? "gzip" : "deflate";
}

}  // namespace

protocol::BodyCodec::Decoding HttpBodyCodec::decode(std::string_view content_encoding, std::string_view body,
                                                    std::size_t plain_bytes_max, std::string& plain) const {
  const auto coding = http::content_coding(content_encoding);
  if (!coding) return Decoding::kCorrupt;
  auto decompressed = http::decompress(body, *coding, plain_bytes_max);
  if (!decompressed)
    return decompressed.error().failure == http::DecompressFailure::kTooLarge ? Decoding::kTooLarge
                                                                              : Decoding::kCorrupt;
  plain = std::move(*decompressed);
  return Decoding::kDone;
}

std::optional<protocol::BodyCodec::Encoded> HttpBodyCodec::encode(std::string_view accept_encoding,
                                                                  std::string_view body) const {
  const auto coding = http::accepted_coding(accept_encoding);
  if (!coding) return std::nullopt;
  return Encoded{coding_name(*coding), http::compress(body, *coding)};
}

http::Response RequestHandler::answer(const http::Request& request) const {
  if (admin_ && request.path().starts_with(kAdminPrefix)) return admin_->handle(request);
  const RequestHeaders headers(request);
  protocol::Response answer = dispatcher_.handle({request.method(), request.target(), headers, request.body});
  http::Response response;
  response.status = answer.status;
  answer.for_each_header(
      [&](std::string_view name, std::string_view value) { response.headers.add(name, value); });
  response.body = std::move(answer.body);
  return response;
}

void RequestHandler::handle(http::Request&& request, http::Responder responder) {
  if (auto refusal = guard_.check(request)) {
    responder.respond(std::move(*refusal));
    return;
  }
  http::Response response = answer(request);
  guard_.add_cors_headers(request, response.headers);
  responder.respond(std::move(response));
}

}  // namespace ddb::server
