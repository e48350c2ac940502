// links: shared_http
//
// A server that answers the client with any bytes: the client returns an answer or an error, in bounded
// memory.

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <thread>

#include "shared/http/client.h"

namespace {

/// Answers one request on a free port of 127.0.0.1.
class OneAnswer {
 public:
  OneAnswer() : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 1) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      std::abort();
    port_ = ntohs(address.sin_port);
  }
  ~OneAnswer() { ::close(listener_); }

  std::uint16_t port() const { return port_; }

  void answer(const std::uint8_t* data, std::size_t size) const {
    const int socket = ::accept(listener_, nullptr, nullptr);
    char request[4096];
    if (::recv(socket, request, sizeof request, 0) > 0 && ::send(socket, data, size, MSG_NOSIGNAL) >= 0)
      ::shutdown(socket, SHUT_WR);
    while (::recv(socket, request, sizeof request, 0) > 0)
      continue;
    ::close(socket);
  }

 private:
  const int listener_;
  std::uint16_t port_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const OneAnswer server;
  ddb::http::ClientOptions options;
  options.response_head_bytes_max = 1024;
  options.response_body_bytes_max = 1024;
  const std::jthread thread([&] { server.answer(data, size); });
  ddb::http::Client client(options);
  ddb::http::ClientRequest request;
  request.url = {"http", "127.0.0.1", server.port(), "/", ""};
  const auto response = client.send(request);
  if (response && response->body.size() > options.response_body_bytes_max) std::abort();
  return 0;
}
