// Addresses and ports, deadlines, limits on connections, and the stop.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "shared/http/server.h"
#include "tests/unit/shared/http/raw_socket.h"
#include "tests/unit/shared/http/test_server.h"

namespace ddb::http::test {
namespace {

using testing::AnyOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

std::string get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

TEST(ServerStart, ListensOnBothLoopbackAddressesWithOneFreePort) {
  RecordingHandler handler;
  const auto server = std::move(Server::start({}, handler)).value();
  const std::string port = std::to_string(server->port());
  EXPECT_NE(server->port(), 0);
  EXPECT_THAT(server->endpoints(), AnyOf(ElementsAre("http://127.0.0.1:" + port, "http://[::1]:" + port),
                                         ElementsAre("http://127.0.0.1:" + port)));  // a machine without IPv6
}

TEST(ServerStart, TakesLocalhostForTheLoopbackAddresses) {
  RecordingHandler handler;
  ServerOptions options;
  options.addresses = {"localhost"};
  const auto server = std::move(Server::start(options, handler)).value();
  EXPECT_EQ(server->endpoints().front(), "http://127.0.0.1:" + std::to_string(server->port()));
}

TEST(ServerStart, NamesAPortInUseAndTheWayOut) {
  RecordingHandler handler;
  const auto first = start_server(handler);
  ServerOptions options;
  options.port = first->port();
  const auto second = Server::start(options, handler);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().message, "Port " + std::to_string(first->port()) +
                                        " is already in use on 127.0.0.1; choose another with --port, "
                                        "or --port 0 for a free one.");
}

TEST(ServerStart, PassesOverAnIpv6AddressThatTheMachineDoesNotHave) {
  RecordingHandler handler;
  ServerOptions options;
  options.addresses = {"2001:db8::1", "127.0.0.1"};
  const auto server = Server::start(options, handler);
  ASSERT_TRUE(server) << server.error().message;
  EXPECT_EQ((*server)->endpoints().size(), 1U);
}

TEST(ServerStart, NamesAnAddressThatTheMachineDoesNotHave) {
  RecordingHandler handler;
  for (const std::string address : {"192.0.2.1", "2001:db8::1"}) {
    ServerOptions options;
    options.addresses = {address};
    const auto server = Server::start(options, handler);
    ASSERT_FALSE(server);
    EXPECT_EQ(server.error().message, "This machine does not have the address " + address + ".");
  }
}

TEST(ServerStart, NamesWhatIsNoAddress) {
  RecordingHandler handler;
  ServerOptions options;
  options.addresses = {"example.com"};
  const auto server = Server::start(options, handler);
  ASSERT_FALSE(server);
  EXPECT_THAT(server.error().message, HasSubstr("'example.com' is not an IP address"));
}

TEST(ServerStart, TakesThePortAgainAfterAStop) {
  RecordingHandler handler;
  ServerOptions options;
  options.addresses = {"127.0.0.1"};
  for (int i = 0; i < 3; ++i) {
    auto server = Server::start(options, handler);
    ASSERT_TRUE(server) << server.error().message;
    options.port = (*server)->port();
    RawSocket socket(options.port);
    socket.send(get("/"));
    EXPECT_THAT(socket.receive_response(), StartsWith("HTTP/1.1 200 "));
  }
}

Limits impatient() {
  Limits limits;
  limits.head_read_timeout_ms = limits.body_read_timeout_ms = limits.idle_timeout_ms =
      limits.write_timeout_ms = limits.linger_timeout_ms = 40;
  return limits;
}

TEST(ServerDeadline, ClosesAnIdleConnectionSilently) {
  RecordingHandler handler;
  const auto server = start_server(handler, impatient());
  RawSocket fresh(server->port());
  EXPECT_EQ(fresh.receive_to_end(), "");
  RawSocket used(server->port());
  used.send(get("/"));
  used.receive_response();
  EXPECT_EQ(used.receive_to_end(), "");
}

TEST(ServerDeadline, Answers408ToAHeadThatDoesNotEnd) {
  RecordingHandler handler;
  const auto server = start_server(handler, impatient());
  RawSocket socket(server->port());
  socket.send("GET / HTTP/1.1\r\nHost: a\r\n");
  EXPECT_THAT(socket.receive_to_end(), StartsWith("HTTP/1.1 408 Request Timeout\r\n"));
}

TEST(ServerDeadline, Answers408ToABodyThatDoesNotEnd) {
  RecordingHandler handler;
  const auto server = start_server(handler, impatient());
  for (const std::string head :
       {"Content-Length: 5\r\n\r\nhell", "Transfer-Encoding: chunked\r\n\r\n5\r\nhell"}) {
    RawSocket socket(server->port());
    socket.send("POST / HTTP/1.1\r\nHost: a\r\n" + head);
    EXPECT_THAT(socket.receive_to_end(), StartsWith("HTTP/1.1 408 "));
  }
  EXPECT_THAT(handler.targets(), IsEmpty());
}

TEST(ServerDeadline, ATrickleOfBytesDoesNotPutItOff) {
  Limits limits = impatient();
  limits.head_read_timeout_ms = 100;
  RecordingHandler handler;
  const auto server = start_server(handler, limits);
  RawSocket socket(server->port());
  socket.send("GET / HTTP/1.1\r\nX: ");
  const auto start = std::chrono::steady_clock::now();
  // Each byte comes well within the time, their sum does not.
  std::jthread trickle([&](const std::stop_token& stop) {
    while (!stop.stop_requested() && socket.send("x"))
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
  });
  EXPECT_THAT(socket.receive_to_end(), StartsWith("HTTP/1.1 408 "));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(ServerDeadline, ClosesAClientThatDoesNotReadItsAnswer) {
  Limits limits = impatient();
  limits.drain_timeout_ms = 20'000;
  std::promise<void> is_answered;
  RecordingHandler handler([&](Request&&, Responder responder) {
    responder.respond({200, {}, std::string(64 << 20, 'x')});
    is_answered.set_value();
  });
  const auto server = start_server(handler, limits);
  RawSocket socket(server->port());
  socket.set_receive_buffer(4096);
  socket.send(get("/"));
  is_answered.get_future().wait();
  // The stop waits for the answer to be written, which only the deadline can end.
  const auto start = std::chrono::steady_clock::now();
  server->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(ServerDeadline, AHandlerMayTakeItsTime) {
  std::jthread thread;
  RecordingHandler handler([&](Request&&, Responder responder) {
    thread = std::jthread([responder = std::move(responder)]() mutable {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      responder.respond({200, {}, "at last"});
    });
  });
  const auto server = start_server(handler, impatient());
  RawSocket socket(server->port());
  socket.send(get("/"));
  EXPECT_THAT(socket.receive_response(), EndsWith("at last"));
}

TEST(ServerLimits, Answers503ToConnectionsBeyondTheLimit) {
  Limits limits;
  limits.connections_max = 2;
  RecordingHandler handler;
  const auto server = start_server(handler, limits);
  std::optional<RawSocket> first(server->port());
  RawSocket second(server->port());
  first->send(get("/"));
  first->receive_response();
  second.send(get("/"));
  second.receive_response();
  RawSocket third(server->port());
  EXPECT_THAT(third.receive_to_end(), StartsWith("HTTP/1.1 503 Service Unavailable\r\n"));

  // A place that becomes free is taken again. The server hears of the close by an event of its own, so ask
  // until then.
  first.reset();
  std::string answer;
  while (!answer.starts_with("HTTP/1.1 200 ")) {
    RawSocket next(server->port());
    next.send(get("/"));
    answer = next.receive_some();
  }
}

std::size_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t total = 0, resident = 0;
  file >> total >> resident;
  return resident * 4096;
}

// shared/design/reliability.md: 1,000 slow connections take less than 64 MB.
TEST(ServerLimits, AThousandSlowClientsTakeLittleMemory) {
  RecordingHandler handler;
  const auto server = start_server(handler);
  const std::size_t before = resident_bytes();
  std::vector<RawSocket> sockets;
  for (int i = 0; i < 1000; ++i)
    sockets.emplace_back(server->port());
  const std::string half_head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 16000000\r\n";
  for (RawSocket& socket : sockets)
    socket.send(half_head);
  for (int round = 0; round < 4; ++round)
    for (std::size_t i = 0; i < sockets.size(); ++i)
      sockets[i].send(i % 2 == 0 ? "X" : (round == 0 ? "\r\n" : "x"));
  RawSocket other(server->port());
  other.send(get("/other"));
  EXPECT_THAT(other.receive_response(), EndsWith("/other "));
  EXPECT_LT(resident_bytes() - before, std::size_t{64} << 20);
  std::cout << "1,000 slow clients: " << (resident_bytes() - before) / 1024
            << " KiB (test's own side included)\n";
}

TEST(ServerStop, FinishesRequestsUnderWayAndClosesIdleConnections) {
  std::optional<Responder> waiting;
  std::promise<void> has_request;
  RecordingHandler handler([&](Request&&, Responder responder) {
    waiting = std::move(responder);
    has_request.set_value();
  });
  auto server = start_server(handler);
  RawSocket idle(server->port());
  RawSocket busy(server->port());
  busy.send(get("/"));
  has_request.get_future().wait();

  auto stopped = std::async(std::launch::async, [&] { server->stop(); });
  EXPECT_EQ(idle.receive_to_end(), "");
  waiting->respond({200, {}, "finished"});
  const std::string answer = busy.receive_to_end();
  EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(answer, EndsWith("finished"));
  stopped.get();
}

TEST(ServerStop, TakesNoNewConnections) {
  RecordingHandler handler;
  auto server = start_server(handler);
  const std::uint16_t port = server->port();
  server->stop();
  EXPECT_THROW(RawSocket{port}, std::runtime_error);
}

TEST(ServerStop, CutsOffWhatIsNotFinishedInTimeAndOutlivesALateAnswer) {
  Limits limits;
  limits.drain_timeout_ms = 20;
  std::optional<Responder> never_in_time;
  std::promise<void> has_request;
  RecordingHandler handler([&](Request&&, Responder responder) {
    never_in_time = std::move(responder);
    has_request.set_value();
  });
  auto server = start_server(handler, limits);
  RawSocket busy(server->port());
  RawSocket half(server->port());
  busy.send(get("/"));
  half.send("GET / HT");
  has_request.get_future().wait();
  server.reset();
  EXPECT_EQ(busy.receive_to_end(), "");
  EXPECT_EQ(half.receive_to_end(), "");
  never_in_time->respond({200, {}, "too late"});
}

TEST(ServerStop, CanBeAskedTwice) {
  RecordingHandler handler;
  auto server = start_server(handler);
  server->stop();
  server->stop();
}

TEST(ServerStop, SurvivesClientsThatVanish) {
  std::vector<Responder> waiting;
  std::mutex mutex;
  std::promise<void> has_all;
  RecordingHandler handler([&](Request&&, Responder responder) {
    const std::lock_guard lock(mutex);
    waiting.push_back(std::move(responder));
    if (waiting.size() == 10) has_all.set_value();
  });
  auto server = start_server(handler, {}, 2);
  std::vector<RawSocket> sockets;
  for (int i = 0; i < 10; ++i) {
    sockets.emplace_back(server->port());
    sockets.back().send(get("/"));
  }
  has_all.get_future().wait();
  for (RawSocket& socket : sockets)
    socket.reset();
  for (Responder& responder : waiting)
    responder.respond({200, {}, std::string(1 << 20, 'x')});
  server->stop();
}

}  // namespace
}  // namespace ddb::http::test
