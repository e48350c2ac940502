#include "shared/http/blocking_socket.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/error.hpp>
#include <cerrno>

namespace ddb::http {

using boost::system::error_code;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

/// A call that waits longer looks at the deadline in between. As long as it is further off than this, no call
/// has to tell the kernel about it.
constexpr milliseconds kPatienceMax{1'000};

error_code last_error() {
  return {errno, boost::system::system_category()};
}

bool is_patience_over() {
  return errno == EAGAIN || errno == EWOULDBLOCK;
}

}  // namespace

BlockingSocket::BlockingSocket(int socket) : socket_(socket) {
  const int flags = ::fcntl(socket_, F_GETFL);
  ::fcntl(socket_, F_SETFL, flags & ~O_NONBLOCK);
}

BlockingSocket::~BlockingSocket() {
  ::close(socket_);
}

void BlockingSocket::set_deadline(Deadline deadline) {
  deadline_ = deadline;
  if (patience_ < kPatienceMax) set_patience(kPatienceMax);
}

void BlockingSocket::set_patience(milliseconds patience) {
  patience_ = std::max(patience, milliseconds(1));  // none at all would mean for ever
  timeval time{};
  time.tv_sec = patience_.count() / 1'000;
  time.tv_usec = patience_.count() % 1'000 * 1'000;
  for (const int option : {SO_RCVTIMEO, SO_SNDTIMEO})
    ::setsockopt(socket_, SOL_SOCKET, option, &time, sizeof(time));
}

/// False once the deadline has passed.
bool BlockingSocket::await_turn() {
  const auto left = std::chrono::ceil<milliseconds>(deadline_ - steady_clock::now());
  if (left <= milliseconds(0)) return false;
  if (left < patience_) set_patience(left);
  return true;
}

bool BlockingSocket::is_silent() const {
  char byte = 0;
  return ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && is_patience_over();
}

error_code BlockingSocket::write(std::string_view first, std::string_view second) {
  while (!first.empty() || !second.empty()) {
    if (!await_turn()) return boost::asio::error::timed_out;
    std::array<iovec, 2> parts{
        {{const_cast<char*>(first.data()), first.size()}, {const_cast<char*>(second.data()), second.size()}}};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const ssize_t sent = ::sendmsg(socket_, &message, MSG_NOSIGNAL);
    if (sent < 0 && (is_patience_over() || errno == EINTR)) continue;
    if (sent < 0) return last_error();
    const auto size_bytes = static_cast<std::size_t>(sent);
    const std::size_t of_first = std::min(size_bytes, first.size());
    first.remove_prefix(of_first);
    second.remove_prefix(size_bytes - of_first);
  }
  return {};
}

std::size_t BlockingSocket::receive(std::span<char> room, error_code& error) {
  error = {};
  if (room.empty()) return 0;
  while (true) {
    if (!await_turn()) {
      error = boost::asio::error::timed_out;
      return 0;
    }
    const ssize_t received = ::recv(socket_, room.data(), room.size(), 0);
    if (received > 0) return static_cast<std::size_t>(received);
    if (received < 0 && (is_patience_over() || errno == EINTR)) continue;
    error = received == 0 ? error_code(boost::asio::error::eof) : last_error();
    return 0;
  }
}

void BlockingSocket::shut_down() {
  ::shutdown(socket_, SHUT_RDWR);
}

}  // namespace ddb::http
