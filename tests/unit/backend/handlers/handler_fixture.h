#pragma once

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include "backend/handlers/page_answer.h"
#include "backend/handlers/request_handler.h"
#include "tests/unit/backend/support/fake_message_store.h"
#include "tests/unit/backend/support/fake_token_verifier.h"
#include "tests/unit/backend/support/fake_user_directory.h"

namespace ddb::backend {

/// Keeps the events that it gets, and answers as it is told.
class FakeStreamReceiver final : public StreamReceiver {
 public:
  Result<std::string> handle_event(std::string_view event_json) override {
    events.emplace_back(event_json);
    if (failure) return Error{*failure};
    return {boost::system::in_place_value, R"({"batchItemFailures":[]})"};
  }
  std::vector<std::string> events;
  std::optional<std::string> failure;
};

class NoThread final : public http::IoThread {
 public:
  void post(std::function<void()>) override { throw std::logic_error("nothing is posted to a thread"); }
  void post_after(std::uint32_t, std::function<void()>) override { post(nullptr); }
  std::size_t index() const override { return 0; }
  std::size_t connection_count() const override { return 1; }
};

/// Waits for its one answer, whichever thread it comes from.
class WaitingSink final : public http::ResponseSink {
 public:
  void respond(http::Response&& response) override { answer_.set_value(std::move(response)); }
  void abandon() override { answer_.set_value({500, {}, "abandoned"}); }
  http::IoThread& io_thread() override { return thread_; }
  http::Response wait() { return answer_.get_future().get(); }

 private:
  NoThread thread_;
  std::promise<http::Response> answer_;
};

/// The whole of the HTTP side over fakes of the ports, without a network.
class HandlerTest : public testing::Test {
 protected:
  static constexpr std::string_view kFrontend = "https://cruddur.example.com";

  HandlerTest() {
    for (const std::string name : {"mara", "bo", "eve"}) {
      users_.add(name);
      tokens_.accept("token-" + name, "sub-" + name);
    }
    tokens_.accept("token-stranger", "sub-stranger");
  }

  struct Wish {
    std::string method = "GET";
    std::string target = "/";
    std::string user = {};  ///< Whose token to send; empty: none.
    http::Headers headers = {};
    std::string body = {};
  };

  std::shared_ptr<WaitingSink> begin(Wish wish) {
    http::Headers headers{{"Host", "localhost:4567"}};
    if (!wish.user.empty()) headers.add("Authorization", "Bearer token-" + wish.user);
    for (const http::HeaderView header : wish.headers)
      headers.add(header.name, header.value);
    http::Request request(wish.method, wish.target, headers, std::move(wish.body));
    request.peer_address = "10.1.2.3";
    auto sink = std::make_shared<WaitingSink>();
    handler_.handle(std::move(request), http::Responder(sink));
    return sink;
  }
  http::Response ask(Wish wish) { return begin(std::move(wish))->wait(); }
  http::Response get(const std::string& target, const std::string& user = {}) {
    return ask({.target = target, .user = user});
  }
  http::Response post(const std::string& user, std::string body, http::Headers headers = {}) {
    http::Headers all{{"Content-Type", "application/json"}};
    for (const http::HeaderView header : headers)
      all.add(header.name, header.value);
    return ask({.method = "POST",
                .target = "/api/messages",
                .user = user,
                .headers = std::move(all),
                .body = std::move(body)});
  }
  /// A conversation of mara and bo; its uuid.
  std::string start_conversation(const std::string& text = "hello") {
    const http::Response response = post("mara", R"({"message":")" + text + R"(","handle":"bo"})");
    EXPECT_EQ(response.status, 200) << response.body;
    return response.body.substr(response.body.find(':') + 2, 36);
  }

  ManualClock clock_;
  SeededRandom random_{1};
  std::ostringstream logged_;
  Log log_{logged_, clock_, LogLevel::kInfo, LogFormat::kJson};
  FakeMessageStore store_{clock_};
  FakeUserDirectory users_;
  FakeTokenVerifier tokens_;
  FakeStreamReceiver stream_;
  Messaging messaging_{store_, users_, random_};
  Api api_{{messaging_, stream_, {"us-east-1", "http://localhost:8000", "client-1"}, "hook-secret"}};
  OriginRules origins_{{std::string(kFrontend), "https://api.example.com"}};
  WorkerPool workers_{2, 16, log_};
  RequestHandler handler_{{api_, origins_, tokens_, workers_, clock_, random_, log_},
                          content_security_policy("http://localhost:8000")};
};

}  // namespace ddb::backend
