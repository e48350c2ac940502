#include "backend/server/options.h"

#include <gmock/gmock.h>

namespace ddb::backend {
namespace {

using testing::HasSubstr;

Result<Options> parsed(std::vector<std::string> arguments) {
  return parse_options(arguments);
}

TEST(BackendOptions, ServeOnLoopbackByDefault) {
  const auto options = parsed({});
  EXPECT_EQ(options->action, Options::Action::kServe);
  EXPECT_EQ(options->port, 4567);
  EXPECT_EQ(options->hosts, (std::vector<std::string>{"127.0.0.1", "::1"}));
  EXPECT_EQ(options->stream_source, StreamSource::kElsewhere);
}

TEST(BackendOptions, AreUnderstood) {
  const auto options =
      parsed({"--port", "0", "--host=0.0.0.0", "--threads", "2", "--workers=4", "--poll-stream",
              "--log-level", "error", "--log-format", "json", "--ready-file", "/tmp/x"});
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->port, 0);
  EXPECT_EQ(options->hosts, std::vector<std::string>{"0.0.0.0"});
  EXPECT_EQ(options->thread_count, 2U);
  EXPECT_EQ(options->worker_count, 4U);
  EXPECT_EQ(options->stream_source, StreamSource::kPoller);
  EXPECT_EQ(options->log_level, LogLevel::kError);
  EXPECT_EQ(options->log_format, LogFormat::kJson);
  EXPECT_EQ(options->ready_file, "/tmp/x");
  EXPECT_EQ(parsed({"--help"})->action, Options::Action::kShowHelp);
  EXPECT_EQ(parsed({"--version"})->action, Options::Action::kShowVersion);
}

TEST(BackendOptions, WhatIsWrongIsNamed) {
  EXPECT_THAT(parsed({"--port", "x"}).error().message, HasSubstr("port"));
  EXPECT_THAT(parsed({"--workers", "0"}).error().message, HasSubstr("workers"));
  EXPECT_THAT(parsed({"--log-format", "xml"}).error().message, HasSubstr("text, json"));
  EXPECT_THAT(parsed({"serve"}).error().message, HasSubstr("\"serve\" is not understood"));
  EXPECT_THAT(parsed({"--prot", "1"}).error().message, HasSubstr("prot"));
}

TEST(BackendOptions, TheHelpNamesTheEnvironment) {
  for (const std::string variable : {"AWS_COGNITO_USER_POOL_ID", "AWS_COGNITO_USER_POOL_CLIENT_ID",
                                     "AWS_ENDPOINT_URL_DYNAMODB", "DDB_MESSAGE_TABLE", "DDB_TRANSACTIONS",
                                     "CONNECTION_URL", "FRONTEND_URL", "BACKEND_URL", "CRUDDUR_HOOK_SECRET"})
    EXPECT_THAT(help_text(), HasSubstr(variable));
}

}  // namespace
}  // namespace ddb::backend
