#include "shared/http/server.h"

#include <sys/socket.h>
#include <unistd.h>

#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>

#include "shared/http/cores.h"
#include "shared/http/io_loop.h"
#include "shared/http/listener.h"
#include "shared/http/thread_choice.h"

namespace ddb::http {
namespace {

/// A connected socket on its way from the thread that accepted it to its own.
class PassedSocket {
 public:
  explicit PassedSocket(int socket) : socket_(socket) {}
  PassedSocket(PassedSocket&& other) noexcept : socket_(other.release()) {}
  PassedSocket& operator=(PassedSocket&&) = delete;
  ~PassedSocket() {
    if (socket_ >= 0) ::close(socket_);
  }
  int get() const { return socket_; }
  int release() { return std::exchange(socket_, -1); }

 private:
  int socket_;
};

void answer_too_many(const PassedSocket& socket) {
  static constexpr std::string_view kAnswer =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  // A new socket has room for so little; and should it not, the client is told by the close alone.
  [[maybe_unused]] const ssize_t sent = ::send(socket.get(), kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL);
}

std::string endpoint_url(const boost::asio::ip::tcp::endpoint& endpoint) {
  const std::string address = endpoint.address().to_string();
  return "http://" + (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" +
         std::to_string(endpoint.port());
}

}  // namespace

class Server::State {
 public:
  State(const ServerOptions& options, Handler& handler)
      : service_(std::make_shared<Service>(handler, options.limits, options.clock, options.log,
                                           options.thread_count)) {
    for (std::size_t i = 0; i < options.thread_count; ++i)
      loops_.push_back(std::make_shared<IoLoop>(service_, i));
    connection_counts_.resize(loops_.size());
  }

  Result<void> start(const ServerOptions& options) {
    DDB_TRY(acceptors, listen_on(options.addresses, options.port, loops_.front()->context()));
    for (Acceptor& acceptor : acceptors) {
      listeners_.push_back(std::make_unique<Listener>(
          *loops_.front(), std::move(acceptor),
          [this](int socket, std::string peer_address) { assign(socket, std::move(peer_address)); }));
      listeners_.back()->start();
    }
    for (const auto& loop : loops_)
      loop->start_thread();
    return {};
  }

  void stop() {
    const std::lock_guard lock(stop_mutex_);
    if (std::exchange(stopped_, true)) return;
    loops_.front()->post([this] {
      for (const auto& listener : listeners_)
        listener->close();
    });
    for (const auto& loop : loops_)
      loop->post([loop] { loop->drain(); });
    service_->connection_count.wait_for_none(service_->limits.drain_timeout_ms);
    for (const auto& loop : loops_)
      loop->stop();
    listeners_.clear();
  }

  const std::vector<std::unique_ptr<Listener>>& listeners() const { return listeners_; }
  const std::vector<std::shared_ptr<IoLoop>>& loops() const { return loops_; }

 private:
  void assign(int socket, std::string peer_address) {
    PassedSocket passed(socket);
    if (!service_->connection_count.try_add(service_->limits.connections_max)) return answer_too_many(passed);
    for (std::size_t i = 0; i < loops_.size(); ++i)
      connection_counts_[i] = loops_[i]->connection_count();
    IoLoop& loop = *loops_[choose_thread(connection_counts_, client_core(passed.get()))];
    loop.expect_connection();
    if (loop.runs_here()) return loop.adopt(passed.release(), std::move(peer_address));
    loop.post_task([&loop, passed = std::move(passed), peer_address = std::move(peer_address)]() mutable {
      loop.adopt(passed.release(), std::move(peer_address));
    });
  }

  const std::shared_ptr<Service> service_;
  std::vector<std::shared_ptr<IoLoop>> loops_;
  std::vector<std::unique_ptr<Listener>> listeners_;
  std::vector<std::size_t> connection_counts_;  // of the loops; for the thread that accepts
  std::mutex stop_mutex_;
  bool stopped_ = false;
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Server::~Server() {
  stop();
}

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Handler& handler) {
  if (options.thread_count == 0) throw std::logic_error("a server without threads");
  std::unique_ptr<Server> server(new Server(std::make_unique<State>(options, handler)));
  DDB_CHECK(server->state_->start(options));
  return server;
}

std::uint16_t Server::port() const {
  return state_->listeners().front()->endpoint().port();
}

std::size_t Server::thread_count() const {
  return state_->loops().size();
}

std::vector<std::string> Server::endpoints() const {
  std::vector<std::string> urls;
  for (const auto& listener : state_->listeners())
    urls.push_back(endpoint_url(listener->endpoint()));
  return urls;
}

IoThread& Server::io_thread(std::size_t index) {
  return *state_->loops().at(index);
}

void Server::stop() {
  state_->stop();
}

}  // namespace ddb::http
