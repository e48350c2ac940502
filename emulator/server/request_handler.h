#pragma once

#include <string>
#include <string_view>

#include "emulator/protocol/body_codec.h"
#include "emulator/protocol/dispatcher.h"
#include "shared/http/handler.h"
#include "shared/http/host_guard.h"

namespace ddb::server {

/// gzip and deflate for the protocol.
class HttpBodyCodec final : public protocol::BodyCodec {
 public:
  Decoding decode(std::string_view content_encoding, std::string_view body, std::size_t plain_bytes_max,
                  std::string& plain) const override;
  std::optional<Encoded> encode(std::string_view accept_encoding, std::string_view body) const override;
};

/// What the emulator serves beside DynamoDB's API, under paths that begin with "/_ddb/".
class AdminRoutes {
 public:
  virtual ~AdminRoutes() = default;
  /// Answers a request whose path begins with "/_ddb/".
  virtual http::Response handle(const http::Request& request) = 0;
};

/// Every request of the emulator: keeps foreign pages out, and hands the rest to the protocol or to the admin
/// routes.
class RequestHandler final : public http::Handler {
 public:
  /// All must outlive the handler; `admin` may be null.
  RequestHandler(const protocol::Dispatcher& dispatcher, const http::HostGuard& guard, AdminRoutes* admin)
      : dispatcher_(dispatcher), guard_(guard), admin_(admin) {}

  void handle(http::Request&& request, http::Responder responder) override;

 private:
  http::Response answer(const http::Request& request) const;

  const protocol::Dispatcher& dispatcher_;
  const http::HostGuard& guard_;
  AdminRoutes* admin_;
};

}  // namespace ddb::server
