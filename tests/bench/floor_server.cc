// The floor that benchmarks compare with: what a plain keep-alive server over Boost.Beast costs, which reads
// each request whole and answers a fixed small body. One io_context for each thread, connections spread
// round-robin.
//
// floor_server [--port N] [--threads N]      prints `ready http://127.0.0.1:PORT` and serves until it is
// killed.

#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

constexpr std::string_view kBody =
    R"({"Item":{"pk":{"S":"user#1"},"sk":{"S":"profile"},"name":{"S":"Ada Lovelace"}}})";

class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(tcp::socket socket) : socket_(std::move(socket)) {}

  void start() {
    boost::system::error_code error;
    socket_.set_option(tcp::no_delay(true), error);
    asio::dispatch(socket_.get_executor(), [self = shared_from_this()] { self->read(); });
  }

 private:
  void read() {
    request_ = {};
    http::async_read(socket_, buffer_, request_,
                     [self = shared_from_this()](beast::error_code error, std::size_t) {
                       if (!error) self->write();
                     });
  }

  void write() {
    response_ = {http::status::ok, request_.version()};
    response_.set(http::field::content_type, "application/x-amz-json-1.0");
    response_.keep_alive(request_.keep_alive());
    response_.body() = kBody;
    response_.prepare_payload();
    http::async_write(socket_, response_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (!error && self->response_.keep_alive()) self->read();
    });
  }

  tcp::socket socket_;
  beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  http::response<http::string_body> response_;
};

class FloorServer {
 public:
  FloorServer(std::uint16_t port, std::size_t thread_count) {
    for (std::size_t i = 0; i < thread_count; ++i)
      contexts_.push_back(std::make_unique<asio::io_context>(1));
    acceptor_.emplace(*contexts_.front(), tcp::endpoint(asio::ip::address_v4::loopback(), port));
    accept();
  }

  std::uint16_t port() const { return acceptor_->local_endpoint().port(); }

  void run() {
    std::vector<std::jthread> threads;
    for (const auto& context : contexts_)
      threads.emplace_back([&context] {
        const auto work = asio::make_work_guard(*context);
        context->run();
      });
  }

 private:
  void accept() {
    asio::io_context& context = *contexts_[next_context_];
    next_context_ = (next_context_ + 1) % contexts_.size();
    acceptor_->async_accept(context, [this](beast::error_code error, tcp::socket socket) {
      if (!error) std::make_shared<Session>(std::move(socket))->start();
      accept();
    });
  }

  std::vector<std::unique_ptr<asio::io_context>> contexts_;
  std::optional<tcp::acceptor> acceptor_;
  std::size_t next_context_ = 0;
};

std::optional<unsigned> parse_number(std::string_view text, unsigned max) {
  unsigned number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc() || end != text.data() + text.size() || number > max) return std::nullopt;
  return number;
}

}  // namespace

int main(int argument_count, char** arguments) {
  unsigned port = 0;
  unsigned threads = 1;
  for (int i = 1; i < argument_count; i += 2) {
    const std::string_view name = arguments[i];
    const auto value = i + 1 < argument_count ? parse_number(arguments[i + 1], 65535) : std::nullopt;
    if ((name != "--port" && name != "--threads") || !value || (name == "--threads" && *value == 0)) {
      std::cerr << "usage: floor_server [--port N] [--threads N]\n";
      return 2;
    }
    (name == "--port" ? port : threads) = *value;
  }
  try {
    FloorServer server(static_cast<std::uint16_t>(port), threads);
    std::cout << "ready http://127.0.0.1:" << server.port() << std::endl;
    server.run();
  } catch (const std::exception& exception) {
    std::cerr << exception.what() << "\n";
    return 1;
  }
}
