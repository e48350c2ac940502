// Drives an HTTP server with requests read from a file, over keep-alive connections, from one thread.
//
//   load_generator PORT CONNECTIONS SECONDS REQUESTS
//
// REQUESTS is a file with a request a line: X-Amz-Target, a tab, the JSON body. Every connection goes round
// the file from a place of its own, one request at a time. Prints one JSON object: requests, errors (answers
// other than 200), bytes of the answers' bodies, seconds, and the latencies' 50th and 99th percentile in
// microseconds.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using SteadyClock = std::chrono::steady_clock;

[[noreturn]] void fail(const std::string& sentence) {
  std::fprintf(stderr, "load_generator: %s\n", sentence.c_str());
  std::exit(1);
}

std::string http_request(std::string_view target, std::string_view body) {
  std::string text =
      "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: ";
  text += target;
  text +=
      "\r\nX-Amz-Date: 20261121T000000Z\r\nAuthorization: AWS4-HMAC-SHA256 "
      "Credential=bench/20261121/us-east-1/dynamodb/aws4_request, "
      "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
      "Signature=0000000000000000000000000000000000000000000000000000000000000000\r\nContent-Length: ";
  text += std::to_string(body.size());
  text += "\r\n\r\n";
  text += body;
  return text;
}

std::vector<std::string> read_requests(const char* path) {
  std::ifstream file(path);
  if (!file) fail(std::string("cannot read ") + path);
  std::vector<std::string> requests;
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) fail("a line without a tab in " + std::string(path));
    requests.push_back(
        http_request(std::string_view(line).substr(0, tab), std::string_view(line).substr(tab + 1)));
  }
  if (requests.empty()) fail(std::string("no request in ") + path);
  return requests;
}

struct Totals {
  std::size_t requests = 0;
  std::size_t errors = 0;
  std::size_t body_bytes = 0;
  std::vector<float> latencies_us;
};

/// One keep-alive connection with one request under way.
class Connection {
 public:
  Connection(std::uint16_t port, const std::vector<std::string>& requests, std::size_t first)
      : requests_(requests), next_(first % requests.size()), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      fail("cannot connect to port " + std::to_string(port));
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }

  int socket() const { return socket_; }

  void send() {
    const std::string& request = requests_[next_];
    next_ = (next_ + 1) % requests_.size();
    sent_ = SteadyClock::now();
    for (std::size_t done = 0; done < request.size();) {
      const ssize_t written = ::send(socket_, request.data() + done, request.size() - done, MSG_NOSIGNAL);
      if (written <= 0) fail("the connection broke while sending");
      done += static_cast<std::size_t>(written);
    }
  }

  /// Takes what has arrived; true once the answer is whole and counted.
  bool receive(Totals& totals) {
    const ssize_t size = ::recv(socket_, buffer().data(), buffer().size(), 0);
    if (size <= 0) fail("the server closed a connection");
    const std::string_view bytes(buffer().data(), static_cast<std::size_t>(size));
    if (missing_bytes_ == 0) return receive_head(bytes, totals);
    missing_bytes_ -= std::min(missing_bytes_, bytes.size());
    if (missing_bytes_ != 0) return false;
    count(totals);
    return true;
  }

 private:
  static std::array<char, 1 << 18>& buffer() {
    static std::array<char, 1 << 18> bytes;
    return bytes;
  }

  bool receive_head(std::string_view bytes, Totals& totals) {
    head_ += bytes;
    const std::size_t end = head_.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    const std::size_t field = head_.find("ontent-Length: ");
    if (field == std::string::npos || field > end) fail("an answer without Content-Length");
    std::from_chars(head_.data() + field + 15, head_.data() + end, body_bytes_);
    is_error_ = head_.compare(9, 3, "200") != 0;
    const std::size_t arrived = head_.size() - end - 4;
    head_.clear();
    missing_bytes_ = body_bytes_ - std::min(body_bytes_, arrived);
    if (missing_bytes_ != 0) return false;
    count(totals);
    return true;
  }

  void count(Totals& totals) {
    ++totals.requests;
    totals.errors += is_error_ ? 1 : 0;
    totals.body_bytes += body_bytes_;
    totals.latencies_us.push_back(
        std::chrono::duration<float, std::micro>(SteadyClock::now() - sent_).count());
  }

  const std::vector<std::string>& requests_;
  std::size_t next_;
  int socket_;
  std::string head_;
  std::size_t body_bytes_ = 0;
  std::size_t missing_bytes_ = 0;
  bool is_error_ = false;
  SteadyClock::time_point sent_;
};

float percentile(std::vector<float>& values, double share) {
  if (values.empty()) return 0;
  const auto position = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + position, values.end());
  return values[static_cast<std::size_t>(position)];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) fail("usage: load_generator PORT CONNECTIONS SECONDS REQUESTS");
  const auto port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  const auto connection_count = static_cast<std::size_t>(std::atoi(argv[2]));
  const std::chrono::duration<double> duration(std::atof(argv[3]));
  const std::vector<std::string> requests = read_requests(argv[4]);

  const int poll = ::epoll_create1(0);
  std::vector<Connection> connections;
  connections.reserve(connection_count);
  for (std::size_t i = 0; i < connection_count; ++i) {
    Connection& connection = connections.emplace_back(port, requests, i * requests.size() / connection_count);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &connection;
    ::epoll_ctl(poll, EPOLL_CTL_ADD, connection.socket(), &event);
  }

  Totals totals;
  totals.latencies_us.reserve(4'000'000);
  const SteadyClock::time_point begin = SteadyClock::now();
  for (Connection& connection : connections)
    connection.send();
  std::array<epoll_event, 64> events{};
  std::size_t under_way = connection_count;
  while (under_way > 0) {
    const int count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 10'000);
    if (count <= 0) fail("no answer within ten seconds");
    const bool over = SteadyClock::now() - begin >= duration;
    for (int i = 0; i < count; ++i) {
      auto& connection = *static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr);
      if (!connection.receive(totals)) continue;
      if (over)
        --under_way;
      else
        connection.send();
    }
  }
  const double seconds = std::chrono::duration<double>(SteadyClock::now() - begin).count();
  std::printf(
      "{\"requests\": %zu, \"errors\": %zu, \"body_bytes\": %zu, \"seconds\": %.6f, \"p50_us\": %.1f, "
      "\"p99_us\": %.1f}\n",
      totals.requests, totals.errors, totals.body_bytes, seconds,
      static_cast<double>(percentile(totals.latencies_us, 0.50)),
      static_cast<double>(percentile(totals.latencies_us, 0.99)));
  return 0;
}
