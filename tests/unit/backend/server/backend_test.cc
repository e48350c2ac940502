#include "backend/server/backend.h"

#include <gmock/gmock.h>

#include <future>
#include <sstream>
#include <thread>

#include "backend/users/users_database.h"
#include "shared/http/client.h"
#include "tests/unit/backend/identity/identity_fixture.h"
#include "tests/unit/shared/http/test_server.h"
#include "tests/unit/temporary_directory.h"

namespace ddb::backend {
namespace {

using testing::HasSubstr;

/// Stands in for AWS: the pool's keys, and a table without rows. Whoever asks for rows waits while it is
/// held.
class FakeAws {
 public:
  FakeAws() : server_(http::test::start_server(handler_)) {}
  std::string endpoint() const { return server_->endpoints().front(); }

  void hold() { is_held_ = true; }
  void wait_until_asked() { asked_.get_future().wait(); }
  void release() { held_->respond(no_rows()); }

 private:
  static http::Response no_rows() { return {200, {}, R"({"Items":[],"Count":0,"ScannedCount":0})"}; }

  void answer(http::Request&& request, http::Responder responder) {
    if (request.path().ends_with("jwks.json")) return responder.respond({200, {}, key_set_json()});
    if (!is_held_) return responder.respond(no_rows());
    held_ = std::move(responder);
    asked_.set_value();
  }

  std::atomic<bool> is_held_ = false;
  std::optional<http::Responder> held_;
  std::promise<void> asked_;
  http::test::RecordingHandler handler_{[this](http::Request&& request, http::Responder responder) {
    answer(std::move(request), std::move(responder));
  }};
  std::unique_ptr<http::Server> server_;
};

class BackendTest : public testing::Test {
 protected:
  BackendTest() {
    options_.port = 0;
    options_.hosts = {"127.0.0.1"};
    options_.worker_count = 2;
    UsersDatabaseOptions database_options;
    database_options.missing_file = UsersDatabaseOptions::MissingFile::kCreate;
    auto database = UsersDatabase::open(connection_url(), clock_, database_options);
    EXPECT_TRUE(database && (*database)->migrate());
    EXPECT_TRUE(
        (*database)->add_user({.person = {"1a4e68cc-ac7e-575d-a039-1be250d28efe", "mara", "Mara", "sub-mara"},
                               .email = "mara@example.com",
                               .bio = {},
                               .created_at = {}}));
  }

  std::string connection_url() const { return "sqlite:" + (directory_ / "users.db").string(); }

  Result<std::unique_ptr<Backend>> start(const std::string& endpoint) {
    environment_ = aws::Environment({{"AWS_ENDPOINT_URL", endpoint},
                                     {"AWS_COGNITO_USER_POOL_ID", test_pool().id},
                                     {"AWS_COGNITO_USER_POOL_CLIENT_ID", "client-1"},
                                     {"CONNECTION_URL", connection_url_.value_or(connection_url())}});
    const auto profile = *aws::Profile::load("", environment_, files_);
    const auto settings = read_settings(environment_, profile);
    EXPECT_TRUE(settings);
    return Backend::start(options_, *settings, profile,
                          {environment_, files_, commands_, clock_, random_, sleeper_, log_});
  }

  http::Response get(const Backend& backend, const std::string& path) {
    http::ClientRequest request;
    request.url = std::move(http::parse_url(backend.endpoints().front() + path)).value();
    const long long now = unix_seconds(clock_.now());
    request.headers.add("Authorization",
                        "Bearer " + jwt::sign_token({{"sub", "sub-mara"},
                                                     {"iss", std::string_view(test_pool().issuer())},
                                                     {"client_id", "client-1"},
                                                     {"token_use", "access"},
                                                     {"exp", now + 3600}},
                                                    "key-1", pool_key()));
    auto response = client_.send(request);
    EXPECT_TRUE(response) << (response ? "" : response.error().message);
    return response ? *std::move(response) : http::Response{};
  }

  TemporaryDirectory directory_;
  SystemClock clock_;
  SystemRandom random_;
  aws::SystemSleeper sleeper_;
  aws::FakeFiles files_;
  aws::FakeCommands commands_;
  aws::Environment environment_;
  std::ostringstream logged_;
  Log log_{logged_, clock_, LogLevel::kInfo};
  Options options_;
  std::optional<std::string> connection_url_;
  http::Client client_;
};

TEST_F(BackendTest, ServesPagesAndApi) {
  FakeAws aws;
  const auto backend = start(aws.endpoint());
  ASSERT_TRUE(backend) << backend.error().message;
  EXPECT_EQ(get(**backend, "/api/health-check").body, R"({"success": true, "ver": 1})");
  EXPECT_THAT(get(**backend, "/config.json").body, HasSubstr(aws.endpoint()));
  EXPECT_THAT(std::string(get(**backend, "/").headers.find("Content-Security-Policy")),
              HasSubstr(aws.endpoint()));
  const http::Response conversations = get(**backend, "/api/message_groups");
  EXPECT_EQ(conversations.status, 200) << logged_.str();
  EXPECT_EQ(conversations.body, "[]");
  EXPECT_FALSE(conversations.headers.find("Date").empty());
  EXPECT_EQ(get(**backend, "/api/users/@mara/short").status, 200);
}

TEST_F(BackendTest, AnswersWithoutTheServicesAroundIt) {
  const auto backend = start("http://127.0.0.1:1");
  ASSERT_TRUE(backend) << backend.error().message;
  EXPECT_EQ(get(**backend, "/api/health-check").status, 200);
  EXPECT_EQ(get(**backend, "/api/users/@mara/short").status, 200);
  EXPECT_EQ(get(**backend, "/api/message_groups").status, 503);
}

TEST_F(BackendTest, AStopLetsARequestUnderWayFinish) {
  FakeAws aws;
  aws.hold();
  auto backend = *start(aws.endpoint());
  auto answer = std::async(std::launch::async, [&] { return get(*backend, "/api/message_groups"); });
  aws.wait_until_asked();
  std::jthread stopping([&] { backend.reset(); });
  aws.release();
  EXPECT_EQ(answer.get().status, 200);
}

TEST_F(BackendTest, WhatCannotBeHadIsOneSentence) {
  FakeAws aws;
  const auto running = start(aws.endpoint());
  options_.port = static_cast<std::uint16_t>(
      std::stoi((*running)->endpoints().front().substr(std::string("http://127.0.0.1:").size())));
  EXPECT_THAT(start(aws.endpoint()).error().message, HasSubstr(std::to_string(options_.port)));
  connection_url_ = "sqlite:" + (directory_ / "nowhere.db").string();
  EXPECT_THAT(start(aws.endpoint()).error().message, HasSubstr("nowhere.db"));
}

}  // namespace
}  // namespace ddb::backend
