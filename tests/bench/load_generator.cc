// Drives an HTTP server with requests over keep-alive connections, from one thread.
//
//   load_generator PORT CONNECTIONS SECONDS REQUESTS    for so long, round and round
//   load_generator PORT CONNECTIONS once REQUESTS       each request once, by whichever connection is free
//
// REQUESTS is a file with a request a line: X-Amz-Target, a tab, the JSON body (or "GET " and a path, a tab,
// one header line); - is standard input. Every connection has one request under way; going round, each has
// lines of its own (RepeatedRequests). Prints one JSON object: requests, errors (answers other than 200),
// bytes of the answers' bodies, seconds, and the latencies' 50th and 99th percentile and greatest in
// microseconds.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "answer_reader.h"
#include "request_source.h"

namespace ddb::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kAnswerTimeoutMs = 60'000;

struct Totals {
  std::size_t requests = 0;
  std::size_t errors = 0;
  std::size_t body_bytes = 0;
  std::vector<float> latencies_us;
};

/// One keep-alive connection with one request under way.
class Connection {
 public:
  Connection(std::uint16_t port, RequestSource& requests, std::size_t number)
      : requests_(requests), number_(number), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("cannot connect to port " + std::to_string(port));
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }

  int socket() const { return socket_; }

  /// False if there is nothing left to send.
  bool send_next() {
    const std::string* request = requests_.next(number_);
    if (request == nullptr) return false;
    sent_ = SteadyClock::now();
    for (std::size_t done = 0; done < request->size();) {
      const ssize_t written = ::send(socket_, request->data() + done, request->size() - done, MSG_NOSIGNAL);
      if (written <= 0) throw std::runtime_error("the connection broke while sending");
      done += static_cast<std::size_t>(written);
    }
    return true;
  }

  /// Takes what has arrived; true once the answer is whole and counted.
  bool receive(Totals& totals) {
    static std::array<char, 1 << 18> buffer;
    const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (size <= 0) throw std::runtime_error("the server closed a connection");
    if (!answer_.take({buffer.data(), static_cast<std::size_t>(size)})) return false;
    ++totals.requests;
    totals.errors += answer_.is_error() ? 1 : 0;
    totals.body_bytes += answer_.body_bytes();
    totals.latencies_us.push_back(
        std::chrono::duration<float, std::micro>(SteadyClock::now() - sent_).count());
    return true;
  }

 private:
  RequestSource& requests_;
  std::size_t number_;
  int socket_;
  AnswerReader answer_;
  SteadyClock::time_point sent_;
};

class Load {
 public:
  Load(std::uint16_t port, std::size_t connection_count, RequestSource& requests)
      : poll_(::epoll_create1(0)) {
    connections_.reserve(connection_count);
    for (std::size_t i = 0; i < connection_count; ++i) {
      Connection& connection = connections_.emplace_back(port, requests, i);
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.ptr = &connection;
      ::epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket(), &event);
    }
  }

  /// Until the requests or the seconds are over, whichever comes first, and every answer is there.
  void run(std::optional<std::chrono::duration<double>> duration) {
    begin_ = SteadyClock::now();
    std::size_t under_way = 0;
    for (Connection& connection : connections_)
      under_way += connection.send_next() ? 1 : 0;
    std::array<epoll_event, 64> events{};
    while (under_way > 0) {
      const int count = ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), kAnswerTimeoutMs);
      if (count <= 0) throw std::runtime_error("no answer within a minute");
      const bool is_over = duration && SteadyClock::now() - begin_ >= *duration;
      for (int i = 0; i < count; ++i) {
        auto& connection = *static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr);
        if (connection.receive(totals_) && (is_over || !connection.send_next())) --under_way;
      }
    }
    seconds_ = std::chrono::duration<double>(SteadyClock::now() - begin_).count();
  }

  void print() {
    std::printf(
        "{\"requests\": %zu, \"errors\": %zu, \"body_bytes\": %zu, \"seconds\": %.6f, \"p50_us\": %.1f, "
        "\"p99_us\": %.1f, \"max_us\": %.1f}\n",
        totals_.requests, totals_.errors, totals_.body_bytes, seconds_, percentile(0.50), percentile(0.99),
        percentile(1));
  }

 private:
  double percentile(double share) {
    std::vector<float>& values = totals_.latencies_us;
    if (values.empty()) return 0;
    const auto position = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + position, values.end());
    return static_cast<double>(values[static_cast<std::size_t>(position)]);
  }

  int poll_;
  std::vector<Connection> connections_;
  Totals totals_;
  SteadyClock::time_point begin_;
  double seconds_ = 0;
};

void run(std::uint16_t port, std::size_t connection_count, std::string_view seconds,
         const std::string& path) {
  std::ifstream file;
  if (path != "-") file.open(path);
  if (path != "-" && !file) throw std::runtime_error("cannot read " + path);
  std::istream& lines = path == "-" ? std::cin : file;
  std::unique_ptr<RequestSource> requests;
  std::optional<std::chrono::duration<double>> duration;
  if (seconds == "once") {
    requests = std::make_unique<RequestsOnce>(lines, connection_count);
  } else {
    requests = std::make_unique<RepeatedRequests>(lines, connection_count);
    duration = std::chrono::duration<double>(std::stod(std::string(seconds)));
  }
  Load load(port, connection_count, *requests);
  load.run(duration);
  load.print();
}

}  // namespace
}  // namespace ddb::bench

int main(int argument_count, char** arguments) {
  if (argument_count != 5) {
    std::fprintf(stderr, "usage: load_generator PORT CONNECTIONS SECONDS|once REQUESTS|-\n");
    return 2;
  }
  try {
    std::ios::sync_with_stdio(false);
    ddb::bench::run(static_cast<std::uint16_t>(std::stoul(arguments[1])), std::stoul(arguments[2]),
                    arguments[3], arguments[4]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "load_generator: %s\n", error.what());
    return 1;
  }
}
