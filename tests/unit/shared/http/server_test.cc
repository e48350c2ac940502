#include "shared/http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <sched.h>

#include <chrono>
#include <condition_variable>
#include <fstream>
#include <future>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/http/thread_choice.h"
#include "tests/unit/shared/http/raw_socket.h"
#include "tests/unit/shared/http/test_server.h"

namespace ddb::http::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

std::string get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

std::string post(const std::string& target, const std::string& body) {
  return "POST " + target + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

/// Something that one thread waits for and another brings about.
class Signal {
 public:
  void give() { promise_.set_value(); }
  void wait() {
    if (future_.wait_for(std::chrono::seconds(20)) != std::future_status::ready)
      throw std::runtime_error("waited in vain");
  }

 private:
  std::promise<void> promise_;
  std::future<void> future_ = promise_.get_future();
};

TEST(Server, AnswersWithHeadAndBodyAndKeepsTheConnection) {
  RecordingHandler handler;
  const auto server = start_server(handler);
  RawSocket socket(server->port());
  socket.send(post("/one", "hello"));
  EXPECT_EQ(socket.receive_response(),
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: keep-alive\r\n\r\n/one hello");
  socket.send(get("/two"));
  EXPECT_THAT(socket.receive_response(), EndsWith("\r\n\r\n/two "));
}

TEST(Server, ShowsTheWholeRequestToTheHandler) {
  std::optional<Request> seen;
  RecordingHandler handler([&](Request&& request, Responder responder) {
    seen = std::move(request);
    responder.respond({});
  });
  const auto server = start_server(handler);
  RawSocket socket(server->port());
  socket.send(
      "PUT /a/b?c=d?e HTTP/1.1\r\nHost: h:1\r\nX-One:  1 \r\nx-one: 2\r\nContent-Length: 2\r\n\r\nhi");
  socket.receive_response();
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->method(), "PUT");
  EXPECT_EQ(seen->target(), "/a/b?c=d?e");
  EXPECT_EQ(seen->path(), "/a/b");
  EXPECT_EQ(seen->query(), "c=d?e");
  EXPECT_EQ(seen->header("X-ONE"), "1");
  EXPECT_EQ(seen->header("absent").data(), nullptr);
  ASSERT_EQ(seen->headers().size(), 4U);
  EXPECT_EQ(seen->headers()[2].name, "x-one");
  EXPECT_EQ(seen->body, "hi");
  EXPECT_EQ(seen->peer_address, "127.0.0.1");
  EXPECT_TRUE(seen->keep_alive);
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  RecordingHandler handler;
  const auto server = start_server(handler);
  RawSocket socket(server->port());
  std::string requests;
  for (int i = 0; i < 100; ++i)
    requests += post("/" + std::to_string(i), "body");
  socket.send(requests);
  for (int i = 0; i < 100; ++i)
    EXPECT_THAT(socket.receive_response(), EndsWith("\r\n\r\n/" + std::to_string(i) + " body"));
}

TEST(Server, AnswersPipelinedRequestsInOrderWhenTheFirstIsAnsweredLate) {
  std::optional<Responder> late;
  Signal has_first;
  RecordingHandler handler([&](Request&& request, Responder responder) {
    if (request.target() != "/first") return responder.respond({200, {}, "second"});
    late = std::move(responder);
    has_first.give();
  });
  const auto server = start_server(handler);
  RawSocket socket(server->port());
  socket.send(get("/first") + get("/second"));
  has_first.wait();
  EXPECT_THAT(handler.targets(), ElementsAre("/first"));
  late->respond({200, {}, "first"});
  EXPECT_THAT(socket.receive_response(), EndsWith("first"));
  EXPECT_THAT(socket.receive_response(), EndsWith("second"));
}

TEST(Server, ClosesAfterTheAnswerWhereTheClientWishesIt) {
  RecordingHandler handler;
  const auto server = start_server(handler);
  for (const std::string request :
       {"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"}) {
    RawSocket socket(server->port());
    socket.send(request + get("/never"));
    EXPECT_THAT(socket.receive_to_end(), AllOf(HasSubstr("Connection: close\r\n"), EndsWith("\r\n\r\n/ ")));
  }
  EXPECT_THAT(handler.targets(), ElementsAre("/", "/"));
}

TEST(Server, KeepsAnOldClientsConnectionWhereItAsksForThat) {
  RecordingHandler handler;
  const auto server = start_server(handler);
  RawSocket socket(server->port());
  for (int i = 0; i < 2; ++i) {
    socket.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_THAT(socket.receive_response(), HasSubstr("Connection: keep-alive\r\n"));
  }
}

TEST(Server, AnswersAClientThatHasFinishedSending) {
  RecordingHandler handler;
  const auto server = start_server(handler);
  RawSocket socket(server->port());
  socket.send(get("/last"));
  socket.finish_sending();
  EXPECT_THAT(socket.receive_to_end(), EndsWith("\r\n\r\n/last "));
}

TEST(Server, SendsNoBodyToHeadButItsLength) {
  RecordingHandler handler;
  const auto server = start_server(handler);
  RawSocket socket(server->port());
  socket.send("HEAD /12345 HTTP/1.1\r\nHost: a\r\n\r\n" + get("/next"));
  EXPECT_EQ(socket.receive_until("\r\n\r\n"),
            "HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_THAT(socket.receive_response(), EndsWith("\r\n\r\n/next "));
}

TEST(Server, SendsNeitherBodyNorLengthWhereTheStatusHasNone) {
  RecordingHandler handler([](Request&&, Responder responder) {
    responder.respond({204, {}, "never sent"});
  });
  const auto server = start_server(handler);
  RawSocket socket(server->port());
  socket.send(get("/") + "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(socket.receive_to_end(),
            "HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n"
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
}

TEST(Server, CarriesADateOfTheGivenClock) {
  const ManualClock clock(Clock::TimePoint(std::chrono::seconds(1'795'235'400)));
  RecordingHandler handler;
  ServerOptions options;
  options.addresses = {"127.0.0.1"};
  options.clock = &clock;
  const auto server = std::move(Server::start(options, handler)).value();
  RawSocket socket(server->port());
  socket.send(get("/"));
  EXPECT_THAT(socket.receive_response(), HasSubstr("\r\nDate: Sat, 21 Nov 2026 04:30:00 GMT\r\n"));
}

TEST(Server, AsksForTheBodyThatAClientHoldsBack) {
  RecordingHandler handler;
  const auto server = start_server(handler);
  RawSocket socket(server->port());
  socket.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(socket.receive_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  socket.send("hello");
  EXPECT_THAT(socket.receive_response(), EndsWith("/ hello"));
}

TEST(Server, RefusesABodyTooLargeBeforeItIsSent) {
  Limits limits;
  limits.body_bytes_max = 4;
  RecordingHandler handler;
  const auto server = start_server(handler, limits);
  RawSocket socket(server->port());
  socket.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  EXPECT_THAT(socket.receive_to_end(), StartsWith("HTTP/1.1 413 Content Too Large\r\n"));
  EXPECT_THAT(handler.targets(), IsEmpty());
}

TEST(Server, LetsAClientReadTheRefusalOfABodyThatItGoesOnSending) {
  Limits limits;
  limits.body_bytes_max = 1024;
  RecordingHandler handler;
  const auto server = start_server(handler, limits);
  RawSocket socket(server->port());
  EXPECT_TRUE(socket.send(post("/", std::string(16 << 20, 'x'))));
  EXPECT_THAT(socket.receive_to_end(), StartsWith("HTTP/1.1 413 "));
}

TEST(Server, TakesAndSendsLargeBodies) {
  RecordingHandler handler([](Request&& request, Responder responder) {
    responder.respond({200, {}, std::move(request.body)});
  });
  const auto server = start_server(handler);
  std::string body(16 << 20, ' ');
  for (std::size_t i = 0; i < body.size(); ++i)
    body[i] = static_cast<char>('a' + i % 23);
  RawSocket socket(server->port());
  socket.send(post("/", body) + get("/after"));
  const std::string answer = socket.receive_response();
  EXPECT_TRUE(answer.ends_with("\r\n\r\n" + body));
  EXPECT_THAT(socket.receive_response(), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST(Server, TakesALargeChunkedBody) {
  RecordingHandler handler([](Request&& request, Responder responder) {
    responder.respond({200, {}, std::to_string(std::hash<std::string>()(request.body))});
  });
  const auto server = start_server(handler);
  std::string body, chunks;
  for (int i = 0; i < 2000; ++i) {
    const std::string chunk(static_cast<std::size_t>(i), static_cast<char>('a' + i % 26));
    if (i == 0) continue;
    std::ostringstream size;
    size << std::hex << i;
    chunks += size.str() + "\r\n" + chunk + "\r\n";
    body += chunk;
  }
  RawSocket socket(server->port());
  socket.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n" +
              get("/after"));
  EXPECT_THAT(socket.receive_response(),
              EndsWith("\r\n\r\n" + std::to_string(std::hash<std::string>()(body))));
  EXPECT_THAT(socket.receive_response(), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST(Server, LetsTheHandlerWordItsRefusals) {
  class OwnWords final : public Handler {
    void handle(Request&&, Responder) override {}
    Response refusal(int status, std::string_view) override {
      return {status, {{"Content-Type", "application/json"}}, "{}"};
    }
  } handler;
  const auto server = start_server(handler);
  RawSocket socket(server->port());
  socket.send("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(socket.receive_to_end(),
            "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
            "Connection: close\r\n\r\n{}");
}

TEST(Server, TakesAnswersFromOtherThreads) {
  std::vector<std::jthread> threads;
  std::mutex mutex;
  RecordingHandler handler([&](Request&& request, Responder responder) {
    const std::lock_guard lock(mutex);
    threads.emplace_back([request = std::move(request), responder = std::move(responder)]() mutable {
      responder.respond({200, {}, "late " + std::string(request.target())});
    });
  });
  const auto server = start_server(handler, {}, 2);
  std::vector<RawSocket> sockets;
  for (int i = 0; i < 8; ++i)
    sockets.emplace_back(server->port());
  for (int round = 0; round < 5; ++round) {
    for (RawSocket& socket : sockets)
      socket.send(get("/x") + get("/y"));
    for (RawSocket& socket : sockets) {
      EXPECT_THAT(socket.receive_response(), EndsWith("\r\n\r\nlate /x"));
      EXPECT_THAT(socket.receive_response(), EndsWith("\r\n\r\nlate /y"));
    }
  }
}

TEST(Server, AnswersForAHandlerThatDropsItsResponder) {
  RecordingHandler handler([](Request&&, Responder) {});
  const auto server = start_server(handler);
  RawSocket socket(server->port());
  socket.send(get("/dropped") + get("/second"));
  EXPECT_THAT(socket.receive_to_end(), AllOf(StartsWith("HTTP/1.1 500 Internal Server Error\r\n"),
                                             HasSubstr("Connection: close\r\n")));
  EXPECT_THAT(handler.targets(), ElementsAre("/dropped"));
}

TEST(Server, AnswersForAResponderThatIsDroppedOnAnotherThread) {
  std::jthread dropper;
  RecordingHandler handler(
      [&](Request&&, Responder responder) { dropper = std::jthread([responder = std::move(responder)] {}); });
  const auto server = start_server(handler);
  RawSocket socket(server->port());
  socket.send(get("/"));
  EXPECT_THAT(socket.receive_to_end(), StartsWith("HTTP/1.1 500 "));
}

TEST(Server, AnswersForAHandlerThatThrowsAndLogsIt) {
  std::ostringstream lines;
  const ManualClock clock;
  Log log(lines, clock, LogLevel::kError);
  RecordingHandler handler([](Request&& request, Responder responder) {
    if (request.target() == "/late") responder.respond({});
    throw std::runtime_error("the disk is full");
  });
  ServerOptions options;
  options.addresses = {"127.0.0.1"};
  options.log = &log;
  auto server = std::move(Server::start(options, handler)).value();
  RawSocket socket(server->port());
  socket.send(get("/late") + get("/early"));
  EXPECT_THAT(socket.receive_response(), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(socket.receive_to_end(), AllOf(StartsWith("HTTP/1.1 500 "), Not(HasSubstr("disk"))));
  server.reset();
  EXPECT_THAT(lines.str(), HasSubstr("the disk is full"));
}

TEST(Server, AnsweringTwiceIsABug) {
  std::string what;
  RecordingHandler handler([&](Request&&, Responder responder) {
    responder.respond({200, {}, "once"});
    try {
      responder.respond({200, {}, "twice"});
    } catch (const std::logic_error& error) {
      what = error.what();
    }
  });
  const auto server = start_server(handler);
  RawSocket socket(server->port());
  socket.send(get("/"));
  EXPECT_THAT(socket.receive_response(), EndsWith("once"));
  socket.send(get("/"));
  EXPECT_THAT(socket.receive_response(), EndsWith("once"));
  server->stop();
  EXPECT_THAT(what, HasSubstr("twice"));
}

// What a handler that commits for a group of requests builds on.
TEST(Server, RunsAPostedFunctionOnceTheOtherReadyRequestsWereHandled) {
  constexpr std::size_t kClients = 20;
  Signal is_busy, is_everything_sent;
  std::vector<Responder> waiting;
  std::vector<std::size_t> groups;
  RecordingHandler handler([&](Request&& request, Responder responder) {
    if (request.target() == "/block") {
      is_busy.give();
      is_everything_sent.wait();
      return responder.respond({});
    }
    if (waiting.empty())
      responder.io_thread().post([&] {
        groups.push_back(waiting.size());
        for (Responder& each : std::exchange(waiting, {}))
          each.respond({200, {}, "committed"});
      });
    waiting.push_back(std::move(responder));
  });
  auto server = start_server(handler);
  RawSocket blocker(server->port());
  std::vector<RawSocket> sockets;
  for (std::size_t i = 0; i < kClients; ++i) {
    sockets.emplace_back(server->port());
    sockets.back().send(get("/warm-up"));
    sockets.back().receive_response();
  }
  groups.clear();
  blocker.send(get("/block"));
  is_busy.wait();
  for (RawSocket& socket : sockets)
    socket.send(get("/write"));
  is_everything_sent.give();
  for (RawSocket& socket : sockets)
    EXPECT_THAT(socket.receive_response(), EndsWith("committed"));
  server->stop();
  EXPECT_THAT(groups, ElementsAre(kClients));
}

TEST(Server, RunsPostedFunctionsOnTheNamedThread) {
  RecordingHandler handler;
  auto server = start_server(handler, {}, 3);
  for (std::size_t i = 0; i < 3; ++i) {
    std::promise<std::thread::id> first, second;
    EXPECT_EQ(server->io_thread(i).index(), i);
    server->io_thread(i).post([&] { first.set_value(std::this_thread::get_id()); });
    server->io_thread(i).post([&] { second.set_value(std::this_thread::get_id()); });
    const std::thread::id id = first.get_future().get();
    EXPECT_EQ(second.get_future().get(), id);
    EXPECT_NE(id, std::this_thread::get_id());
  }
}

TEST(Server, GoesOnAfterAPostedFunctionThatThrows) {
  RecordingHandler handler;
  const auto server = start_server(handler);
  server->io_thread(0).post([] { throw std::runtime_error("a bug"); });
  RawSocket socket(server->port());
  socket.send(get("/"));
  EXPECT_THAT(socket.receive_response(), StartsWith("HTTP/1.1 200 "));
}

void answer_thread_index(Request&&, Responder responder) {
  const std::string index = std::to_string(responder.io_thread().index());
  responder.respond({200, {}, index});
}

TEST(Server, SpreadsTheConnectionsOfOneClientOverItsThreads) {
  RecordingHandler handler(answer_thread_index);
  const auto server = start_server(handler, {}, 2);
  std::vector<RawSocket> sockets;
  std::map<char, std::size_t> connection_counts;
  for (std::size_t i = 0; i < 3 * kConnectionsAheadMax; ++i) {
    sockets.emplace_back(server->port());
    sockets.back().send(get("/"));
    ++connection_counts[sockets.back().receive_response().back()];
  }
  EXPECT_GE(connection_counts['0'], kConnectionsAheadMax - 1);
  EXPECT_GE(connection_counts['1'], kConnectionsAheadMax - 1);
}

TEST(Server, CountsClosedConnectionsNoMoreWhenItSpreadsThem) {
  RecordingHandler handler(answer_thread_index);
  const auto server = start_server(handler, {}, 2);
  // All of one core, so that they go to one thread unless it seems to have more than the other.
  std::set<char> threads;
  std::jthread([&] {
    cpu_set_t this_core;
    CPU_ZERO(&this_core);
    CPU_SET(sched_getcpu(), &this_core);
    ASSERT_EQ(pthread_setaffinity_np(pthread_self(), sizeof this_core, &this_core), 0);
    for (std::size_t i = 0; i < 3 * kConnectionsAheadMax; ++i) {
      RawSocket socket(server->port());
      socket.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      threads.insert(socket.receive_to_end().back());
    }
  }).join();
  EXPECT_THAT(threads, SizeIs(1));
}

}  // namespace
}  // namespace ddb::http::test
