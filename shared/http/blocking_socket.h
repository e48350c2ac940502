#pragma once

#include <sys/uio.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <cstddef>
#include <span>
#include <string_view>

namespace ddb::http {

using Deadline = std::chrono::steady_clock::time_point;

/// A connected TCP socket whose reads and writes are one blocking system call each, and end at a deadline:
/// the kernel itself wakes up at last, so that nothing has to be polled before. A synchronous stream as Beast
/// wants it. For one thread at a time but for `shut_down`.
class BlockingSocket {
 public:
  /// Owns the socket from now on.
  explicit BlockingSocket(int socket);
  ~BlockingSocket();
  BlockingSocket(const BlockingSocket&) = delete;
  BlockingSocket& operator=(const BlockingSocket&) = delete;

  /// Of all reads and writes from now on; afterwards they fail with `timed_out`.
  void set_deadline(Deadline deadline);

  /// Whether nothing has come, neither bytes nor an end nor an error.
  bool is_silent() const;

  /// Writes all of both.
  boost::system::error_code write(std::string_view first, std::string_view second);

  template <class Buffers>
  std::size_t read_some(const Buffers& buffers, boost::system::error_code& error) {
    const boost::asio::mutable_buffer first = *boost::asio::buffer_sequence_begin(buffers);
    return receive({static_cast<char*>(first.data()), first.size()}, error);
  }
  template <class Buffers>
  std::size_t read_some(const Buffers& buffers) {
    boost::system::error_code error;
    const std::size_t size_bytes = read_some(buffers, error);
    if (error) throw boost::system::system_error(error);
    return size_bytes;
  }

  /// Makes the read or write under way on another thread, and all further ones, fail.
  void shut_down();

 private:
  std::size_t receive(std::span<char> room, boost::system::error_code& error);
  bool await_turn();
  void set_patience(std::chrono::milliseconds patience);

  const int socket_;
  Deadline deadline_{};
  std::chrono::milliseconds patience_{0};  ///< For which one system call may wait.
};

}  // namespace ddb::http
