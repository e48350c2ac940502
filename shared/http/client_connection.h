#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>

#include "shared/base/result.h"
#include "shared/http/blocking_socket.h"
#include "shared/http/client.h"
#include "shared/http/url.h"

namespace ddb::http {

/// The request as it goes on the wire.
struct RequestBytes {
  std::string_view head;
  std::string_view body;
  bool is_head_request;
};

/// One exchange that failed, and whether the connection broke before any byte of an answer.
struct ExchangeError {
  ClientError error;
  bool is_before_answer;
};

/// One connection to a server, over TCP or TLS. For one thread at a time but for `cancel`. Not used again
/// after a failure. Asio makes the connection, and carries TLS; a plain connection that is made does without:
/// an exchange is one write and one read.
class ClientConnection {
 public:
  /// Over TLS if `tls_context` is not null.
  ClientConnection(const Url& url, boost::asio::ssl::context* tls_context);

  Result<void, ClientError> open(Deadline deadline);
  Result<Response, ExchangeError> exchange(const RequestBytes& request, const ClientOptions& limits,
                                           Deadline deadline);

  /// Whether the last answer lets the connection be used for a further request.
  bool keeps_alive() const { return keeps_alive_; }
  /// The same, and whether the server has left it open since, as far as can be seen from here.
  bool is_reusable();

  /// Makes the operation under way on another thread fail soon.
  void cancel();

 private:
  using Socket = boost::asio::ip::tcp::socket;
  using Parser = boost::beast::http::response_parser<boost::beast::http::string_body>;

  Result<void, ClientError> connect(Deadline deadline);
  Result<void, ClientError> shake_hands(Deadline deadline);
  boost::system::error_code write(const RequestBytes& request, Deadline deadline);
  boost::system::error_code read(Parser& parser, Deadline deadline);
  Result<Response, ExchangeError> read_response(bool is_head_request, const ClientOptions& limits,
                                                Deadline deadline);
  template <class Start>
  boost::system::error_code run(Start start, Deadline deadline);
  ExchangeError exchange_error(const boost::system::error_code& error, bool is_before_answer,
                               const ClientOptions& limits) const;
  ClientError failure(ClientFailure failure, std::string_view what) const;

  const Url url_;
  boost::asio::io_context context_;
  Socket socket_;
  std::optional<boost::asio::ssl::stream<Socket&>> tls_;
  std::mutex plain_mutex_;               // around the making of `plain_`, which `cancel` looks at
  std::optional<BlockingSocket> plain_;  // the socket, once it is connected and not for TLS
  boost::beast::flat_buffer input_;
  bool keeps_alive_ = true;
};

}  // namespace ddb::http
