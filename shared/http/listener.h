#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/http/io_loop.h"

namespace ddb::http {

/// A bound and listening socket, on an address of `ServerOptions::addresses`.
using Acceptor = boost::asio::ip::tcp::acceptor;

/// Listens on `port` of all `addresses`, on the same free one of them all if it is 0. The sentences of its
/// failures, and which addresses are passed over, are those of `Server::start`.
Result<std::vector<Acceptor>> listen_on(const std::vector<std::string>& addresses, std::uint16_t port,
                                        boost::asio::io_context& context);

/// Accepts connections from one listening socket, on the thread of one loop.
class Listener {
 public:
  /// Owns the socket that it is given.
  using OnConnection = std::function<void(int socket, std::string peer_address)>;

  Listener(IoLoop& loop, Acceptor acceptor, OnConnection on_connection);

  void start();
  void close();
  boost::asio::ip::tcp::endpoint endpoint() const { return endpoint_; }

 private:
  void accept_all();
  void retry_later();

  Acceptor acceptor_;
  const boost::asio::ip::tcp::endpoint endpoint_;
  boost::asio::steady_timer retry_timer_;
  const OnConnection on_connection_;
};

}  // namespace ddb::http
