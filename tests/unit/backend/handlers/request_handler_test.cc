#include "backend/handlers/request_handler.h"

#include <gmock/gmock.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "backend/web/pages.h"
#include "tests/unit/backend/handlers/handler_fixture.h"

namespace ddb::backend {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

class RequestHandlerTest : public HandlerTest {};

TEST_F(RequestHandlerTest, WithoutABearerTokenNobodyIsLetIn) {
  for (const std::string value :
       {"", "Bearer", "Bearer ", "Basic bWFyYQ==", "token-mara", "Bearer token-nobody"}) {
    Wish wish{.target = "/api/message_groups"};
    if (!value.empty()) wish.headers.add("Authorization", value);
    const http::Response response = ask(wish);
    EXPECT_EQ(response.status, 401) << value;
    EXPECT_EQ(response.body, "{}");
    EXPECT_THAT(std::string(response.headers.find("WWW-Authenticate")), HasSubstr("Bearer"));
  }
  EXPECT_EQ(ask({.method = "POST", .target = "/api/messages", .body = "{}"}).status, 401);
  EXPECT_EQ(get("/api/messages/x").status, 401);
  EXPECT_EQ(store_.calls(), 0U);
}

TEST_F(RequestHandlerTest, TheSchemeIsOfAnyCase) {
  EXPECT_EQ(
      ask({.target = "/api/message_groups", .headers = {{"Authorization", "bearer  token-mara"}}}).status,
      200);
}

TEST_F(RequestHandlerTest, AnotherMethodIsToldWhichThereAre) {
  const std::vector<std::array<std::string, 3>> cases{{"DELETE", "/api/health-check", "GET, HEAD, OPTIONS"},
                                                      {"POST", "/api/message_groups", "GET, HEAD, OPTIONS"},
                                                      {"GET", "/api/messages", "POST, OPTIONS"},
                                                      {"HEAD", "/api/messages", "POST, OPTIONS"},
                                                      {"PUT", "/api/messages/x", "GET, HEAD, OPTIONS"},
                                                      {"GET", "/hooks/dynamodb-stream/x", "POST, OPTIONS"},
                                                      {"POST", "/", "GET, HEAD, OPTIONS"}};
  for (const auto& [method, target, allowed] : cases) {
    const http::Response response = ask({.method = method, .target = target});
    EXPECT_EQ(response.status, 405) << method << target;
    EXPECT_EQ(response.headers.find("Allow"), allowed) << method << target;
    const http::Response options = ask({.method = "OPTIONS", .target = target});
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.headers.find("Allow"), allowed);
  }
}

TEST_F(RequestHandlerTest, WhatIsNotThere) {
  for (const std::string target :
       {"/api", "/api/", "/api/messages/", "/api/users/bo/short", "/api/users/@/short", "/api/health-check/",
        "/nothing", "/index.html", "/../etc/passwd", "/%2e%2e/pages.h", "*"})
    EXPECT_EQ(get(target, "mara").status, 404) << target;
  EXPECT_EQ(get("/api/nothing").body, "{}");
}

TEST_F(RequestHandlerTest, HeadIsAskedForWhatGetAnswers) {
  const http::Response response = ask({.method = "HEAD", .target = "/api/message_groups", .user = "mara"});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "[]");  // the server sends its length alone
}

TEST_F(RequestHandlerTest, ABodyIsJson) {
  const auto status = [&](http::Headers headers) {
    return ask({"POST", "/api/messages", "mara", std::move(headers), "{}"}).status;
  };
  EXPECT_EQ(status({}), 415);
  for (const std::string_view type :
       {"", "text/plain", "application/jsonx", "application/x-www-form-urlencoded"})
    EXPECT_EQ(status({{"Content-Type", type}}), 415) << type;
  for (const std::string_view type :
       {"application/json", "Application/JSON ; charset=utf-8", "application/json;"})
    EXPECT_EQ(status({{"Content-Type", type}}), 422) << type;
  EXPECT_EQ(status({{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}}), 415);
  EXPECT_EQ(status({{"Content-Type", "application/json"}, {"Content-Encoding", "identity"}}), 422);
}

TEST_F(RequestHandlerTest, ABodyHasALimit) {
  EXPECT_EQ(post("mara", std::string(64 * 1024, ' ')).status, 400);
  EXPECT_EQ(post("mara", std::string(64 * 1024 + 1, ' ')).status, 413);
  EXPECT_EQ(body_bytes_max(StreamHook::kOff), 64U * 1024);
  EXPECT_EQ(body_bytes_max(StreamHook::kOn), kStreamEventSizeBytesMax);
}

TEST_F(RequestHandlerTest, PagesComeWithTheirGuards) {
  const http::Response page = get("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body, find_page("/")->content);
  EXPECT_EQ(page.headers.find("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.headers.find("Cache-Control"), "no-cache");
  EXPECT_EQ(page.headers.find("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(page.headers.find("Referrer-Policy"), "no-referrer");
  const std::string policy(page.headers.find("Content-Security-Policy"));
  EXPECT_THAT(policy, HasSubstr("default-src 'none'; script-src 'self';"));
  EXPECT_THAT(policy, HasSubstr("connect-src 'self' http://localhost:8000;"));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
}

TEST_F(RequestHandlerTest, APageThatTheBrowserHasIsNotSentAgain) {
  const std::string etag(find_page("/")->etag);
  for (const std::string& named : {etag, "W/" + etag, "\"x\", " + etag, std::string("*")}) {
    const http::Response response = ask({.headers = {{"If-None-Match", named}}});
    EXPECT_EQ(response.status, 304) << named;
    EXPECT_EQ(response.body, "");
    EXPECT_EQ(response.headers.find("ETag"), etag);
  }
  EXPECT_EQ(ask({.headers = {{"If-None-Match", "\"x\""}}}).status, 200);
}

TEST_F(RequestHandlerTest, EachRequestIsOneLineOfTheLog) {
  const std::string group = start_conversation("the message's text");
  logged_.str("");
  const http::Response response = get("/api/messages/" + group + "?limit=5", "mara");
  const std::string line = logged_.str();
  const auto parsed = boost::json::parse(line).as_object();
  EXPECT_EQ(parsed.at("level"), "info");
  EXPECT_EQ(parsed.at("message"), "request");
  EXPECT_EQ(parsed.at("method"), "GET");
  EXPECT_EQ(parsed.at("route"), "/api/messages/<message_group_uuid>");
  EXPECT_EQ(parsed.at("status"), 200);
  EXPECT_EQ(parsed.at("duration_us"), 0);
  EXPECT_EQ(parsed.at("peer"), "10.1.2.3");
  EXPECT_EQ(parsed.at("cognito_user_id"), "sub-mara");
  EXPECT_EQ(parsed.at("request_id").as_string(), response.headers.find("X-Request-Id"));
  EXPECT_THAT(std::string(response.headers.find("X-Request-Id")), MatchesRegex("[0-9a-f-]{36}"));

  get("/api/message_groups", "nobody");
  ask({.method = "PWN", .target = "/nothing"});
  EXPECT_THAT(logged_.str(), HasSubstr(R"("method":"other","route":"unmatched","status":404)"));
  for (const std::string_view secret : {"token-", "the message's text"})
    EXPECT_THAT(logged_.str(), Not(HasSubstr(std::string(secret))));
}

TEST_F(RequestHandlerTest, WhatTheServerRefusesIsLoggedAsWell) {
  const http::Response response = handler_.refusal(413, "The body is too large.");
  EXPECT_EQ(response.status, 413);
  EXPECT_THAT(logged_.str(), HasSubstr(R"("message":"refused request","status":413)"));
}

/// Lets go of whoever waits in it when it is told.
class HeldTokenVerifier final : public TokenVerifier {
 public:
  Result<std::string, TokenError> verify(std::string_view) override {
    reached_.set_value();
    held_.get_future().wait();
    return {boost::system::in_place_value, "sub-mara"};
  }
  void wait_until_reached() { reached_.get_future().wait(); }
  void release() { held_.set_value(); }

 private:
  std::promise<void> reached_;
  std::promise<void> held_;
};

TEST_F(RequestHandlerTest, AFullQueueAnswersAtOnceWhileThePagesGoOn) {
  HeldTokenVerifier held;
  WorkerPool workers(1, 1, log_);
  RequestHandler handler({api_, origins_, held, workers, clock_, random_, log_}, "");
  const auto begin_here = [&](const std::string& target) {
    auto sink = std::make_shared<WaitingSink>();
    handler.handle(http::Request("GET", target, {{"Authorization", "Bearer x"}}, ""), http::Responder(sink));
    return sink;
  };
  const auto at_work = begin_here("/api/message_groups");
  held.wait_until_reached();
  const auto queued = begin_here("/api/message_groups");
  EXPECT_EQ(begin_here("/api/message_groups")->wait().status, 503);
  EXPECT_EQ(begin_here("/api/health-check")->wait().status, 200);
  clock_.advance(std::chrono::seconds(6));
  held.release();
  EXPECT_EQ(at_work->wait().status, 200);
  EXPECT_EQ(queued->wait().status, 503) << "who has waited too long is not served any more";
}

class FailingVerifier final : public TokenVerifier {
 public:
  Result<std::string, TokenError> verify(std::string_view) override { throw std::bad_alloc(); }
};

TEST_F(RequestHandlerTest, AnExceptionIsAnsweredAndLogged) {
  FailingVerifier failing;
  RequestHandler handler({api_, origins_, failing, workers_, clock_, random_, log_}, "");
  auto sink = std::make_shared<WaitingSink>();
  handler.handle(http::Request("GET", "/api/message_groups", {{"Authorization", "Bearer x"}}, ""),
                 http::Responder(sink));
  const http::Response response = sink->wait();
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body, "{}");
  EXPECT_THAT(logged_.str(), HasSubstr(R"("level":"error")"));
}

TEST(WorkerPool, RunsWhatWaitsBeforeItStopsAndTakesNothingAfter) {
  ManualClock clock;
  std::ostringstream lines;
  Log log(lines, clock, LogLevel::kInfo);
  WorkerPool workers(2, 100, log);
  std::atomic<int> done = 0;
  for (int i = 0; i < 50; ++i)
    EXPECT_TRUE(workers.try_post([&] { ++done; }));
  EXPECT_TRUE(workers.try_post([] { throw std::runtime_error("oh"); }));
  workers.stop();
  EXPECT_EQ(done, 50);
  EXPECT_THAT(lines.str(), HasSubstr("A worker's task failed: oh"));
  EXPECT_FALSE(workers.try_post([] {}));
  workers.stop();
}

}  // namespace
}  // namespace ddb::backend
