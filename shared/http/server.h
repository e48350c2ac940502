#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/base/result.h"
#include "shared/http/handler.h"
#include "shared/http/limits.h"

namespace ddb::http {

struct ServerOptions {
  /// Numeric addresses to listen on, or `localhost` for both loopback addresses. An IPv6 address that this
  /// machine does not have is passed over as long as another address works.
  std::vector<std::string> addresses = {"127.0.0.1", "::1"};
  std::uint16_t port = 0;  ///< 0: a free one, the same on every address.
  std::size_t thread_count = 1;
  Limits limits;
  const Clock* clock = nullptr;  ///< Given: every response carries a Date. Must outlive the server.
  Log* log = nullptr;            ///< Given: hears of handlers that throw. Must outlive the server.
};

/// An HTTP/1.1 server with keep-alive and pipelining. It is strict about what a request is (see
/// request_head.h): what is not plainly one request is refused and its connection closed, so that nothing
/// behind it is taken for a request.
class Server {
 public:
  /// Listens, and serves `handler` (which must outlive the server) from threads of its own. Fails with one
  /// sentence if an address is not one, the port is in use or not allowed.
  static Result<std::unique_ptr<Server>> start(const ServerOptions& options, Handler& handler);

  /// As `stop`.
  ~Server();

  std::uint16_t port() const;
  std::size_t thread_count() const;
  /// `http://127.0.0.1:8000` and so on, one for each address that is listened on, in the order of the
  /// options.
  std::vector<std::string> endpoints() const;
  IoThread& io_thread(std::size_t index);

  /// Stops listening, closes idle connections, lets requests under way finish for `limits.drain_timeout_ms`,
  /// closes what is left, and joins the threads. Not to be called from a handler. The second call does
  /// nothing.
  void stop();

 private:
  class State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace ddb::http
