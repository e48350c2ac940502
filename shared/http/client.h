#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "shared/base/result.h"
#include "shared/http/message.h"
#include "shared/http/url.h"

namespace ddb::http {

/// Which part of an exchange failed; what a caller may do about it differs.
enum class ClientFailure {
  kConnect,  ///< No connection: unknown name, refused, unreachable, or not within the time. Nothing was sent.
  kTls,  ///< The peer's certificate is not trusted or not for this host, or the TLS handshake failed. Nothing
         ///< was sent.
  kTimeout,    ///< No whole answer within the time. The request may have run.
  kClosed,     ///< The connection broke before the whole answer came. The request may have run.
  kMalformed,  ///< The answer is not HTTP/1.1. The request may have run.
  kTooLarge,   ///< The answer's head or body is over the limit. The request ran.
  kStopped,    ///< `Client::stop` was called.
};

struct ClientError {
  ClientFailure failure;
  std::string message;  ///< One plain sentence which names the endpoint.

  /// So that DDB_TRY can hand it to a caller which returns `Result<T>`.
  operator Error() const { return Error{message}; }  // NOLINT(google-explicit-constructor)
};

[[noreturn]] void throw_exception_from_error(const ClientError& error, const boost::source_location&);

struct ClientOptions {
  std::uint32_t connect_timeout_ms = 5'000;  ///< Connection and TLS handshake together.
  std::uint32_t total_timeout_ms = 60'000;   ///< From the call of `send` to the answer's last byte.
  std::size_t response_head_bytes_max = std::size_t{64} * 1024;
  std::size_t response_body_bytes_max = std::size_t{64} * 1024 * 1024;
  std::size_t idle_connections_per_host_max = 16;
  std::uint32_t idle_connection_ms_max = 30'000;  ///< An idle connection older than this is not used again.
  /// A PEM file of trusted certificates. Empty: the file that the environment's SSL_CERT_FILE names, or the
  /// system's.
  std::string ca_file;
};

struct ClientRequest {
  std::string method = "GET";
  Url url;
  /// The client itself adds Host and Content-Length unless they are here.
  Headers headers;
  std::string body;
  std::uint32_t total_timeout_ms = 0;  ///< 0: as in the options.
};

/// A blocking HTTP/1.1 client with keep-alive connections, over TCP and TLS (the peer's certificate and name
/// are always verified). It follows no redirects and uses no proxy. `send` and `stop` may be called from
/// several threads.
class Client {
 public:
  explicit Client(ClientOptions options = {});
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Sends `request` and returns the whole answer, of whatever status. Where a kept connection breaks before
  /// the first byte of an answer came, the request is sent once more over a new one: the server most likely
  /// closed the connection because it lay idle, and never read the request. No other failure is retried. A
  /// method, target or header that would break the request's form is a bug of the caller: `std::logic_error`.
  Result<Response, ClientError> send(const ClientRequest& request);

  /// Ends exchanges under way with kStopped, and refuses further ones. Returns at once.
  void stop();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace ddb::http
