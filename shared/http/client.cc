#include "shared/http/client.h"

#include <algorithm>
#include <boost/asio/ssl/context.hpp>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

#include "shared/http/client_connection.h"
#include "shared/http/syntax.h"

namespace ddb::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::string request_head(const ClientRequest& request) {
  const std::string target = request.url.target();
  if (!is_token(request.method)) throw std::logic_error("not a method: " + request.method);
  if (!is_field_value(target) || target.find_first_of(" \t") != std::string::npos || !target.starts_with('/'))
    throw std::logic_error("not a request target: " + target);
  std::string head = request.method + " " + target + " HTTP/1.1\r\n";
  if (!request.headers.contains("Host")) head.append("Host: ").append(request.url.authority()).append("\r\n");
  head.append(request.headers.text());
  const bool has_body = !request.body.empty() || (request.method != "GET" && request.method != "HEAD");
  if (has_body && !request.headers.contains("Content-Length"))
    head.append("Content-Length: ").append(std::to_string(request.body.size())).append("\r\n");
  return head.append("\r\n");
}

ClientError stopped_error() {
  return {ClientFailure::kStopped, "The HTTP client was stopped."};
}

}  // namespace

void throw_exception_from_error(const ClientError& error, const boost::source_location&) {
  throw std::logic_error("value() of a failed request: " + error.message);
}

class Client::State {
 public:
  explicit State(ClientOptions options) : options_(std::move(options)) {}

  Result<Response, ClientError> send(const ClientRequest& request) {
    const Deadline start = steady_clock::now();
    const Deadline deadline =
        start + milliseconds(request.total_timeout_ms ? request.total_timeout_ms : options_.total_timeout_ms);
    const std::string head = request_head(request);
    const RequestBytes bytes{head, request.body, request.method == "HEAD"};

    const std::string origin = request.url.origin();
    if (is_stopped()) return stopped_error();
    if (std::unique_ptr<ClientConnection> kept = take_idle(origin)) {
      auto response = exchange(std::move(kept), origin, bytes, deadline);
      if (response) return *std::move(response);
      if (!response.error().is_before_answer) return response.error().error;
    }
    DDB_TRY(connection,
            open(request.url, std::min(deadline, start + milliseconds(options_.connect_timeout_ms))));
    auto response = exchange(std::move(connection), origin, bytes, deadline);
    if (!response) return response.error().error;
    return *std::move(response);
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    for (ClientConnection* connection : active_)
      connection->cancel();
    idle_.clear();
  }

 private:
  struct IdleConnection {
    std::unique_ptr<ClientConnection> connection;
    Deadline usable_until;
  };

  /// Lets `stop` reach a connection while it is at work.
  class Active {
   public:
    Active(State& state, ClientConnection& connection) : state_(state), connection_(connection) {
      const std::lock_guard lock(state_.mutex_);
      state_.active_.insert(&connection_);
      if (state_.stopped_) connection_.cancel();
    }
    Active(const Active&) = delete;
    Active& operator=(const Active&) = delete;
    ~Active() {
      const std::lock_guard lock(state_.mutex_);
      state_.active_.erase(&connection_);
    }

   private:
    State& state_;
    ClientConnection& connection_;
  };

  bool is_stopped() {
    const std::lock_guard lock(mutex_);
    return stopped_;
  }

  std::unique_ptr<ClientConnection> take_idle(const std::string& origin) {
    while (true) {
      IdleConnection idle;
      {
        const std::lock_guard lock(mutex_);
        auto& connections = idle_[origin];
        if (connections.empty()) return nullptr;
        idle = std::move(connections.back());
        connections.pop_back();
      }
      if (steady_clock::now() < idle.usable_until && idle.connection->is_reusable())
        return std::move(idle.connection);
    }
  }

  void keep(const std::string& origin, std::unique_ptr<ClientConnection> connection) {
    if (!connection->keeps_alive()) return;  // whether it stays open, the next one sees
    const std::lock_guard lock(mutex_);
    auto& connections = idle_[origin];
    if (stopped_ || connections.size() >= options_.idle_connections_per_host_max) return;
    connections.push_back(
        {std::move(connection), steady_clock::now() + milliseconds(options_.idle_connection_ms_max)});
  }

  Result<std::unique_ptr<ClientConnection>, ClientError> open(const Url& url, Deadline deadline) {
    boost::asio::ssl::context* tls = nullptr;
    if (url.scheme == "https") {
      DDB_TRY(context, tls_context());
      tls = context;
    }
    auto connection = std::make_unique<ClientConnection>(url, tls);
    const Active active(*this, *connection);
    auto opened = connection->open(deadline);
    if (is_stopped()) return stopped_error();
    if (!opened) return std::move(opened).error();
    return connection;
  }

  Result<Response, ExchangeError> exchange(std::unique_ptr<ClientConnection> connection,
                                           const std::string& origin, const RequestBytes& bytes,
                                           Deadline deadline) {
    auto response = [&] {
      const Active active(*this, *connection);
      return connection->exchange(bytes, options_, deadline);
    }();
    if (response)
      keep(origin, std::move(connection));
    else if (is_stopped())
      return ExchangeError{stopped_error(), false};
    return response;
  }

  /// Made at the first use, as reading the system's certificates takes milliseconds.
  Result<boost::asio::ssl::context*, ClientError> tls_context() {
    namespace ssl = boost::asio::ssl;
    const std::lock_guard lock(mutex_);
    if (tls_context_) return tls_context_.get();
    auto context = std::make_unique<ssl::context>(ssl::context::tls_client);
    context->set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 |
                         ssl::context::no_tlsv1_1);
    context->set_verify_mode(ssl::verify_peer);
    boost::system::error_code error;
    if (options_.ca_file.empty())
      context->set_default_verify_paths(error);  // OpenSSL itself looks at SSL_CERT_FILE
    else
      context->load_verify_file(options_.ca_file, error);
    if (error)
      return ClientError{ClientFailure::kTls,
                         "The trusted certificates" +
                             (options_.ca_file.empty() ? "" : " in '" + options_.ca_file + "'") +
                             " cannot be read: " + error.message() + "."};
    tls_context_ = std::move(context);
    return tls_context_.get();
  }

  const ClientOptions options_;
  std::mutex mutex_;
  bool stopped_ = false;
  std::set<ClientConnection*> active_;
  std::map<std::string, std::vector<IdleConnection>> idle_;  // by origin
  std::unique_ptr<boost::asio::ssl::context> tls_context_;
};

Client::Client(ClientOptions options) : state_(std::make_unique<State>(std::move(options))) {}

Client::~Client() = default;

Result<Response, ClientError> Client::send(const ClientRequest& request) {
  return state_->send(request);
}

void Client::stop() {
  state_->stop();
}

}  // namespace ddb::http
