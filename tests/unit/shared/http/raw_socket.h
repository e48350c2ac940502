#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace ddb::http::test {

/// A connected TCP socket that says what a test wants and no more. Where the other side keeps still for too
/// long, it throws.
class RawSocket {
 public:
  /// Connects to a port of 127.0.0.1.
  explicit RawSocket(std::uint16_t port);
  /// Takes a connected socket over.
  static RawSocket adopt(int socket) { return RawSocket(Adopted{socket}); }
  RawSocket(RawSocket&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
  RawSocket& operator=(RawSocket&&) = delete;
  ~RawSocket();

  /// Whether the other side took all of it.
  bool send(std::string_view bytes);
  /// No more will be sent.
  void finish_sending();
  /// What has come until the other side closed; a reset ends it too.
  std::string receive_to_end();
  /// At least one byte, or nothing if the other side has closed.
  std::string receive_some();
  /// All up to and with `mark`.
  std::string receive_until(std::string_view mark);
  /// One response with a Content-Length: its head and body.
  std::string receive_response();
  /// Small, so that the sender's buffers fill soon.
  void set_receive_buffer(int size_bytes);
  void close();
  int descriptor() const { return socket_; }
  /// Closes so that the other side sees a reset.
  void reset();

 private:
  struct Adopted {
    int socket;
  };
  explicit RawSocket(Adopted adopted) : socket_(adopted.socket) {}
  void wait_readable() const;

  int socket_;
  std::string unread_;
};

/// A listening socket on a free port of 127.0.0.1, whose connections a test answers by hand.
class RawListener {
 public:
  RawListener();
  RawListener(const RawListener&) = delete;
  RawListener& operator=(const RawListener&) = delete;
  ~RawListener();
  std::uint16_t port() const { return port_; }
  RawSocket accept();

 private:
  int socket_;
  std::uint16_t port_;
};

}  // namespace ddb::http::test
