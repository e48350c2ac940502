#include "shared/http/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "tests/unit/shared/http/raw_socket.h"
#include "tests/unit/shared/http/test_server.h"

namespace ddb::http::test {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Url url_of(std::uint16_t port, const std::string& path = "/") {
  return std::move(parse_url("http://127.0.0.1:" + std::to_string(port) + path)).value();
}

ClientRequest get(std::uint16_t port, const std::string& path = "/") {
  ClientRequest request;
  request.url = url_of(port, path);
  return request;
}

ClientRequest post(std::uint16_t port, std::string body, const std::string& path = "/") {
  ClientRequest request = get(port, path);
  request.method = "POST";
  request.body = std::move(body);
  return request;
}

TEST(Client, SendsARequestAndReturnsTheAnswer) {
  std::string seen;
  RecordingHandler handler([&](Request&& request, Responder responder) {
    seen = std::string(request.method()) + " " + std::string(request.target()) + " " +
           std::string(request.header("host")) + " " + std::string(request.header("x-a")) + " " +
           request.body;
    responder.respond({404, {{"X-B", "c"}}, "no such thing"});
  });
  const auto server = start_server(handler);
  Client client;
  ClientRequest request = post(server->port(), "hello", "/a?b");
  request.headers.add("X-A", "1");
  const auto response = client.send(request);
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->status, 404);
  EXPECT_EQ(response->headers.find("x-b"), "c");
  EXPECT_EQ(response->body, "no such thing");
  EXPECT_EQ(seen, "POST /a?b 127.0.0.1:" + std::to_string(server->port()) + " 1 hello");
}

TEST(Client, ReachesAServerByNameAndOverIpv6) {
  RecordingHandler handler;
  const auto server = std::move(Server::start({}, handler)).value();
  Client client;
  for (const std::string& endpoint : server->endpoints()) {
    ClientRequest request;
    request.url = std::move(parse_url(endpoint + "/x")).value();
    const auto response = client.send(request);
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->body, "/x ");
  }
  ClientRequest request;
  request.url = std::move(parse_url("http://localhost:" + std::to_string(server->port()))).value();
  EXPECT_TRUE(client.send(request));
}

TEST(Client, UsesItsConnectionAgain) {
  RawListener listener;
  std::jthread server([&] {
    RawSocket socket = listener.accept();
    for (int i = 0; i < 3; ++i) {
      socket.receive_until("\r\n\r\n");
      socket.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + std::to_string(i));
    }
  });
  Client client;
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(client.send(get(listener.port()))->body, std::to_string(i));
}

TEST(Client, KeepsOneConnectionForEachOfItsCallersAtOnce) {
  RecordingHandler handler;
  const auto server = start_server(handler, {}, 2);
  Client client;
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 8; ++i)
      callers.emplace_back([&, i] {
        for (int j = 0; j < 50; ++j) {
          const std::string body = std::to_string(i * 1000 + j);
          const auto response = client.send(post(server->port(), body));
          EXPECT_TRUE(response && response->body == "/ " + body);
        }
      });
  }
  EXPECT_EQ(handler.targets().size(), 400U);
}

TEST(Client, SendsOnceMoreWhereAKeptConnectionProvesToBeClosed) {
  RawListener listener;
  std::promise<void> is_reset;
  std::jthread server([&] {
    {
      RawSocket first = listener.accept();
      first.receive_until("\r\n\r\n");
      first.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst");
      // Reads the second request, and closes without a byte of an answer: what a close looks like that
      // crosses it.
      first.receive_until("\r\n\r\n");
    }
    RawSocket second = listener.accept();
    second.receive_until("\r\n\r\n");
    second.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond");
  });
  Client client;
  EXPECT_EQ(client.send(get(listener.port()))->body, "first");
  const auto response = client.send(get(listener.port()));
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->body, "second");
}

TEST(Client, DoesNotUseAConnectionThatItSeesClosed) {
  RecordingHandler handler;
  auto server = start_server(handler);
  const std::uint16_t port = server->port();
  Client client;
  EXPECT_TRUE(client.send(get(port)));
  server->stop();
  ServerOptions options;
  options.addresses = {"127.0.0.1"};
  options.port = port;
  server = std::move(Server::start(options, handler)).value();
  EXPECT_TRUE(client.send(get(port)));
}

TEST(Client, DoesNotSendAgainOverAFreshConnection) {
  RawListener listener;
  std::jthread server([&] {
    RawSocket socket = listener.accept();
    socket.receive_until("\r\n\r\n");
  });
  Client client;
  const auto response = client.send(get(listener.port()));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().failure, ClientFailure::kClosed);
  EXPECT_THAT(response.error().message,
              StartsWith(url_of(listener.port()).origin() + " closed the connection"));
}

/// Answers one request with bytes of the test's making, then closes.
Result<Response, ClientError> answered_with(const std::string& bytes, ClientOptions options = {},
                                            const std::string& method = "GET") {
  RawListener listener;
  std::jthread server([&] {
    RawSocket socket = listener.accept();
    socket.receive_until("\r\n\r\n");
    socket.send(bytes);
  });
  Client client(std::move(options));
  ClientRequest request = get(listener.port());
  request.method = method;
  return client.send(request);
}

TEST(Client, ReadsEveryKindOfBody) {
  EXPECT_EQ(answered_with("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")->body, "hello");
  EXPECT_EQ(answered_with(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n")
                ->body,
            "hello");
  EXPECT_EQ(answered_with("HTTP/1.1 200 OK\r\n\r\nhello")->body, "hello");
  EXPECT_EQ(answered_with("HTTP/1.1 204 No Content\r\n\r\n")->body, "");
  EXPECT_EQ(answered_with("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", {}, "HEAD")->body, "");
}

TEST(Client, PassesOverInterimAnswers) {
  const auto response = answered_with(
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
      "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->status, 201);
}

TEST(Client, NamesAnAnswerThatIsNotHttp) {
  for (const std::string answer :
       {"SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n"}) {
    const auto response = answered_with(answer);
    ASSERT_FALSE(response) << answer;
    EXPECT_EQ(response.error().failure, ClientFailure::kMalformed) << answer << response.error().message;
    EXPECT_THAT(response.error().message, HasSubstr("does not answer in HTTP/1.1"));
  }
  std::string interim;
  for (int i = 0; i < 100; ++i)
    interim += "HTTP/1.1 100 Continue\r\n\r\n";
  EXPECT_EQ(answered_with(interim).error().failure, ClientFailure::kMalformed);
}

TEST(Client, NamesAnAnswerThatIsCutShort) {
  for (const std::string answer : {"", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
                                   "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhell"}) {
    const auto response = answered_with(answer);
    ASSERT_FALSE(response) << answer;
    EXPECT_EQ(response.error().failure, ClientFailure::kClosed) << answer << response.error().message;
  }
}

TEST(Client, NamesAnAnswerThatIsTooLarge) {
  ClientOptions options;
  options.response_head_bytes_max = 100;
  options.response_body_bytes_max = 10;
  for (const std::string answer :
       {"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world", "HTTP/1.1 200 OK\r\n\r\nhello world",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX-A: 0123456789012345678901234567890123456789012345678901234567890123456789"
        "01234567890123456789\r\nContent-Length: 0\r\n\r\n"}) {
    const auto response = answered_with(answer, options);
    ASSERT_FALSE(response) << answer;
    EXPECT_EQ(response.error().failure, ClientFailure::kTooLarge) << answer << response.error().message;
  }
}

TEST(Client, ReadsTheRefusalOfARequestThatTheServerDoesNotReadToItsEnd) {
  Limits limits;
  limits.body_bytes_max = 1024;
  RecordingHandler handler;
  const auto server = start_server(handler, limits);
  Client client;
  const auto response = client.send(post(server->port(), std::string(32 << 20, 'x')));
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->status, 413);
  EXPECT_TRUE(client.send(post(server->port(), "small")))
      << "the connection of the refused request was used again";
}

TEST(Client, NamesAPortThatNobodyListensOn) {
  std::uint16_t port = 0;
  {
    const RawListener listener;
    port = listener.port();
  }
  Client client;
  const auto response = client.send(get(port));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().failure, ClientFailure::kConnect);
  EXPECT_EQ(response.error().message, url_of(port).origin() + " cannot be reached: Connection refused.");
}

TEST(Client, EndsAtItsTimeout) {
  RawListener listener;
  ClientOptions options;
  options.total_timeout_ms = 60;
  Client client(options);
  const auto start = std::chrono::steady_clock::now();
  const auto silent = client.send(get(listener.port()));
  ASSERT_FALSE(silent);
  EXPECT_EQ(silent.error().failure, ClientFailure::kTimeout);
  EXPECT_THAT(silent.error().message, EndsWith("did not answer within the time allowed."));
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(60));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(Client, ATrickleOfBytesDoesNotPutItsTimeoutOff) {
  RawListener listener;
  std::jthread server([&] {
    RawSocket socket = listener.accept();
    socket.receive_until("\r\n\r\n");
    bool is_open = socket.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    while (is_open) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      is_open = socket.send("x");
    }
  });
  Client client;
  ClientRequest request = get(listener.port());
  request.total_timeout_ms = 60;
  EXPECT_EQ(client.send(request).error().failure, ClientFailure::kTimeout);
}

TEST(Client, StopEndsWhatIsUnderWayAndRefusesWhatComes) {
  RawListener listener;
  Client client;
  auto under_way = std::async(std::launch::async, [&] { return client.send(get(listener.port())); });
  RawSocket socket = listener.accept();
  socket.receive_until("\r\n\r\n");
  client.stop();
  EXPECT_EQ(under_way.get().error().failure, ClientFailure::kStopped);
  EXPECT_EQ(client.send(get(listener.port())).error().failure, ClientFailure::kStopped);
}

TEST(Client, ARequestThatWouldBreakItsFormIsABug) {
  Client client;
  ClientRequest request = get(1);
  request.method = "GET / HTTP/1.1\r\n";
  EXPECT_THROW(static_cast<void>(client.send(request)), std::logic_error);
  request = get(1);
  request.url.query = "a b";
  EXPECT_THROW(static_cast<void>(client.send(request)), std::logic_error);
  EXPECT_THROW(request.headers.add("X-A", "b\r\nX-C: d"), std::logic_error);
  EXPECT_THROW(request.headers.add("X A", "b"), std::logic_error);
}

}  // namespace
}  // namespace ddb::http::test
