#include "tests/unit/shared/http/raw_socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>

namespace ddb::http::test {
namespace {

constexpr int kPatienceMs = 20'000;

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

void wait_for(int socket, short events) {
  pollfd wanted{socket, events, 0};
  if (::poll(&wanted, 1, kPatienceMs) != 1) throw std::runtime_error("the other side keeps still");
}

}  // namespace

RawSocket::RawSocket(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const sockaddr_in address = loopback(port);
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
}

RawSocket::~RawSocket() {
  close();
}

bool RawSocket::send(std::string_view bytes) {
  while (!bytes.empty()) {
    wait_for(socket_, POLLOUT);
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawSocket::finish_sending() {
  ::shutdown(socket_, SHUT_WR);
}

void RawSocket::wait_readable() const {
  wait_for(socket_, POLLIN);
}

std::string RawSocket::receive_some() {
  if (!unread_.empty()) return std::exchange(unread_, {});
  wait_readable();
  std::array<char, 65536> buffer;
  const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), 0);
  return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : std::string();
}

std::string RawSocket::receive_to_end() {
  std::string all;
  for (std::string some = receive_some(); !some.empty(); some = receive_some())
    all += some;
  return all;
}

std::string RawSocket::receive_until(std::string_view mark) {
  std::string all;
  while (true) {
    const std::size_t found = all.find(mark);
    if (found != std::string::npos) {
      unread_ = all.substr(found + mark.size());
      all.resize(found + mark.size());
      return all;
    }
    const std::string some = receive_some();
    if (some.empty()) throw std::runtime_error("closed after: " + all);
    all += some;
  }
}

std::string RawSocket::receive_response() {
  std::string all = receive_until("\r\n\r\n");
  const std::size_t field = all.find("Content-Length: ");
  if (field == std::string::npos) return all;
  std::size_t missing = std::stoul(all.substr(field + 16));
  while (missing > 0) {
    std::string some = receive_some();
    if (some.empty()) throw std::runtime_error("closed after: " + all);
    if (some.size() > missing) unread_ = some.substr(missing);
    some.resize(std::min(some.size(), missing));
    missing -= some.size();
    all += some;
  }
  return all;
}

void RawSocket::set_receive_buffer(int size_bytes) {
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &size_bytes, sizeof size_bytes);
}

void RawSocket::close() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
}

void RawSocket::reset() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close();
}

RawListener::RawListener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), port_(0) {
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), size) != 0 || ::listen(socket_, 16) != 0 ||
      ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("cannot listen");
  port_ = ntohs(address.sin_port);
}

RawListener::~RawListener() {
  ::close(socket_);
}

RawSocket RawListener::accept() {
  wait_for(socket_, POLLIN);
  return RawSocket::adopt(::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC));
}

}  // namespace ddb::http::test
