#include "shared/http/listener.h"

#include <sys/socket.h>

#include <boost/asio/ip/v6_only.hpp>
#include <cerrno>
#include <chrono>
#include <optional>
#include <utility>

namespace ddb::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr int kAcceptsPerTurnMax = 64;
constexpr auto kRetryAfter = std::chrono::milliseconds(100);
/// A port that is free on the first address is seldom in use on the second.
constexpr int kFreePortAttemptsMax = 20;

enum class ListenFailure { kAddressUnavailable, kPortInUse, kOther };

struct ListenError {
  ListenFailure failure;
  std::string message;
};

ListenError listen_error(const tcp::endpoint& endpoint, const error_code& error) {
  const std::string address = endpoint.address().to_string();
  const std::string port = std::to_string(endpoint.port());
  if (error == asio::error::address_in_use)
    return {ListenFailure::kPortInUse, "Port " + port + " is already in use on " + address +
                                           "; choose another with --port, or --port 0 for a free one."};
  if (error == asio::error::access_denied)
    return {ListenFailure::kOther,
            "Port " + port + " on " + address +
                " needs more rights than this user has; choose one above 1023 with --port."};
  if (error.value() == EADDRNOTAVAIL || error == asio::error::address_family_not_supported)
    return {ListenFailure::kAddressUnavailable, "This machine does not have the address " + address + "."};
  return {ListenFailure::kOther,
          "Cannot listen on port " + port + " of " + address + ": " + error.message() + "."};
}

Result<Acceptor, ListenError> listen_on(const tcp::endpoint& endpoint, asio::io_context& context) {
  Acceptor acceptor(context);
  error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error && endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (!error) acceptor.non_blocking(true, error);
  if (error) return listen_error(endpoint, error);
  return acceptor;
}

Result<std::vector<asio::ip::address>> parse_addresses(const std::vector<std::string>& texts) {
  std::vector<asio::ip::address> addresses;
  for (const std::string& text : texts) {
    if (text == "localhost") {
      addresses.emplace_back(asio::ip::address_v4::loopback());
      addresses.emplace_back(asio::ip::address_v6::loopback());
      continue;
    }
    error_code error;
    addresses.push_back(asio::ip::make_address(text, error));
    if (error) return Error{"'" + text + "' is not an IP address to listen on, such as 127.0.0.1 or ::1."};
  }
  if (addresses.empty()) return Error{"There is no address to listen on."};
  return addresses;
}

/// One attempt at all the addresses; those of IPv6 that this machine does not have are left out.
Result<std::vector<Acceptor>, ListenError> listen_on_all(const std::vector<asio::ip::address>& addresses,
                                                         std::uint16_t port, asio::io_context& context) {
  std::vector<Acceptor> acceptors;
  std::optional<ListenError> unavailable;
  for (const asio::ip::address& address : addresses) {
    auto acceptor = listen_on(tcp::endpoint(address, port), context);
    if (!acceptor) {
      if (acceptor.error().failure != ListenFailure::kAddressUnavailable || address.is_v4())
        return acceptor.error();
      unavailable = acceptor.error();
      continue;
    }
    if (port == 0) port = acceptor->local_endpoint().port();
    acceptors.push_back(*std::move(acceptor));
  }
  if (acceptors.empty()) return *unavailable;
  return acceptors;
}

}  // namespace

Result<std::vector<Acceptor>> listen_on(const std::vector<std::string>& texts, std::uint16_t port,
                                        asio::io_context& context) {
  DDB_TRY(addresses, parse_addresses(texts));
  for (int attempt = 1;; ++attempt) {
    auto acceptors = listen_on_all(addresses, port, context);
    if (acceptors) return *std::move(acceptors);
    const ListenError& error = acceptors.error();
    if (port != 0 || error.failure != ListenFailure::kPortInUse || attempt == kFreePortAttemptsMax)
      return Error{error.message};
  }
}

Listener::Listener(IoLoop& loop, Acceptor acceptor, OnConnection on_connection)
    : acceptor_(std::move(acceptor)),
      endpoint_(acceptor_.local_endpoint()),
      retry_timer_(loop.context()),
      on_connection_(std::move(on_connection)) {}

void Listener::start() {
  acceptor_.async_wait(Acceptor::wait_read, [this](const error_code& error) {
    if (!error) accept_all();
  });
}

void Listener::close() {
  error_code ignored;
  acceptor_.close(ignored);
  retry_timer_.cancel();
}

// Not by Asio's accept, which would register the new socket with this loop's epoll; it may be another loop's.
void Listener::accept_all() {
  for (int i = 0; i < kAcceptsPerTurnMax; ++i) {
    tcp::endpoint peer;
    auto peer_size = static_cast<socklen_t>(peer.capacity());
    const int socket =
        ::accept4(acceptor_.native_handle(), peer.data(), &peer_size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket >= 0) {
      peer.resize(peer_size);
      on_connection_(socket, peer.address().to_string());
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      return retry_later();
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      break;
    }
  }
  start();
}

/// The waiting connection stays ready, so that waiting for it would turn in a circle.
void Listener::retry_later() {
  retry_timer_.expires_after(kRetryAfter);
  retry_timer_.async_wait([this](const error_code& error) {
    if (!error) start();
  });
}

}  // namespace ddb::http
