#include "shared/http/host_guard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ddb::http {
namespace {

using testing::HasSubstr;

TEST(HostGuard, WelcomesHostsThatNoForeignPageIsLoadedFrom) {
  const HostGuard guard({});
  for (const char* host : {"127.0.0.1", "127.0.0.1:8000", "192.168.1.2:8000", "[::1]", "[::1]:8000",
                           "[fe80::1]:80", "localhost", "LOCALHOST:8000", "localhost.", "app.localhost:8000",
                           "a.b.localhost", "dynamodb", "dynamodb-local:8000", "host.docker.internal:8000",
                           "dynamodb.us-east-1.amazonaws.com", "DynamoDB.eu-west-1.AmazonAWS.com:443"})
    EXPECT_TRUE(guard.allows_host(host)) << host;
  for (const char* host : {"example.com",
                           "example.com:8000",
                           "localhost.example.com",
                           "127.0.0.1.example.com",
                           "127.0.0.1.nip.io",
                           "evillocalhost.com",
                           "xlocalhost.a",
                           "amazonaws.com.evil.com",
                           "evilamazonaws.com",
                           "amazonaws.com",
                           "docker.internal",
                           "x.host.docker.internal",
                           "",
                           ":8000",
                           "a b",
                           "a/b",
                           "a,b.c",
                           "[::1",
                           "[evil.com]",
                           ".",
                           "..",
                           "127.0.0.1:x",
                           "999.1.1.1"})
    EXPECT_FALSE(guard.allows_host(host)) << host;
}

TEST(HostGuard, OptionsWelcomeFurtherHosts) {
  const HostGuard guard({.allowed_hosts = {"db.example.com", "*.Test.example"},
                         .allowed_origins = {},
                         .allowed_methods = {},
                         .exposed_headers = {}});
  EXPECT_TRUE(guard.allows_host("DB.example.com:8000"));
  EXPECT_TRUE(guard.allows_host("a.b.test.example"));
  EXPECT_FALSE(guard.allows_host("test.example"));
  EXPECT_FALSE(guard.allows_host("eviltest.example"));
  EXPECT_FALSE(guard.allows_host("x.db.example.com"));
  HostGuardOptions every;
  every.allowed_hosts = {"*"};
  EXPECT_TRUE(HostGuard(every).allows_host("anything.example.com"));
  EXPECT_FALSE(HostGuard(every).allows_host("not a host"));
}

TEST(HostGuard, OptionsWelcomeOrigins) {
  EXPECT_FALSE(HostGuard({}).allows_origin("http://localhost:3000"));
  HostGuardOptions options;
  options.allowed_origins = {"http://localhost:3000"};
  const HostGuard guard(options);
  EXPECT_TRUE(guard.allows_origin("http://localhost:3000"));
  EXPECT_FALSE(guard.allows_origin("http://localhost:3001"));
  EXPECT_FALSE(guard.allows_origin("https://localhost:3000"));
  EXPECT_FALSE(guard.allows_origin("null"));
  options.allowed_origins = {"*"};
  EXPECT_TRUE(HostGuard(options).allows_origin("null"));
}

constexpr int kHandled = 0;

struct Row {
  const char* method;
  const char* host;
  const char* origin;  // null: none
  const char* content_type;
  int strict;  // the status of a guard without options, or kHandled
  int opened;  // of one that allows http://page.example and the host db.example
};

TEST(HostGuard, DecidesByHostAndOriginWhateverTheMethodAndContentType) {
  const Row rows[] = {
      {"POST", "localhost:8000", nullptr, "application/x-amz-json-1.0", kHandled, kHandled},
      {"POST", "localhost:8000", nullptr, "text/plain", kHandled, kHandled},
      {"GET", "127.0.0.1:8000", nullptr, "", kHandled, kHandled},
      // A page of another origin. Its text/plain POST goes out without a preflight, so that the origin must
      // stop it.
      {"POST", "localhost:8000", "http://evil.example", "text/plain", 403, 403},
      {"POST", "localhost:8000", "http://evil.example", "application/x-amz-json-1.0", 403, 403},
      {"GET", "localhost:8000", "http://evil.example", "", 403, 403},
      {"OPTIONS", "localhost:8000", "http://evil.example", "", 403, 403},
      {"POST", "localhost:8000", "null", "text/plain", 403, 403},
      {"POST", "localhost:8000", "", "text/plain", 403, 403},
      {"POST", "localhost:8000", "http://localhost:3000", "text/plain", 403, 403},
      // A name that was rebound to 127.0.0.1: Host and Origin agree.
      {"POST", "evil.example:8000", "http://evil.example:8000", "text/plain", 403, 403},
      {"GET", "evil.example:8000", nullptr, "", 403, 403},
      // The server's own pages.
      {"POST", "localhost:8000", "http://localhost:8000", "application/json", kHandled, kHandled},
      {"POST", "LocalHost:8000", "http://localhost:8000", "application/json", kHandled, kHandled},
      {"POST", "[::1]:8000", "http://[::1]:8000", "application/json", kHandled, kHandled},
      {"POST", "localhost:8000", "file://localhost:8000", "application/json", 403, 403},
      // What the options open.
      {"POST", "localhost:8000", "http://page.example", "text/plain", 403, kHandled},
      {"POST", "db.example:8000", nullptr, "application/json", 403, kHandled},
      {"POST", "db.example:8000", "http://page.example", "application/json", 403, kHandled},
      {"OPTIONS", "localhost:8000", "http://page.example", "", 403, 204},
      {"OPTIONS", "localhost:8000", nullptr, "", kHandled, kHandled},
  };
  HostGuardOptions options;
  options.allowed_hosts = {"db.example"};
  options.allowed_origins = {"http://page.example"};
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.method) + " " + row.host + " from " +
                 (row.origin ? row.origin : "no origin"));
    Headers headers{{"Host", row.host}, {"Content-Type", row.content_type}};
    if (row.origin) headers.add("Origin", row.origin);
    if (row.method == std::string("OPTIONS")) headers.add("Access-Control-Request-Method", "POST");
    const Request request(row.method, "/", headers, "");
    for (const auto& [guard, status] :
         {std::pair{HostGuard({}), row.strict}, std::pair{HostGuard(options), row.opened}}) {
      const auto answer = guard.check(request);
      EXPECT_EQ(answer ? answer->status : kHandled, status);
    }
  }
}

TEST(HostGuard, ARefusalNamesTheOptionThatLifts) {
  const HostGuard guard({});
  EXPECT_THAT(guard.check(Request("GET", "/", {{"Host", "evil.example"}}, ""))->body,
              HasSubstr("'evil.example' is not served here; --allow-host"));
  EXPECT_THAT(guard.check(Request("GET", "/", {{"Host", "a"}, {"Origin", "http://b"}}, ""))->body,
              HasSubstr("'http://b' may not call this server; --allow-origin"));
}

TEST(HostGuard, AnswersAPreflightOfAnAllowedOrigin) {
  HostGuardOptions options;
  options.allowed_origins = {"http://page.example"};
  const auto answer = HostGuard(options).check(Request("OPTIONS", "/",
                                                       {{"Host", "localhost"},
                                                        {"Origin", "http://page.example"},
                                                        {"Access-Control-Request-Method", "POST"},
                                                        {"Access-Control-Request-Headers", "x-amz-target"},
                                                        {"Access-Control-Request-Private-Network", "true"}},
                                                       ""));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 204);
  EXPECT_EQ(answer->headers.find("Access-Control-Allow-Origin"), "http://page.example");
  EXPECT_EQ(answer->headers.find("Access-Control-Allow-Methods"), "GET, POST, PUT, DELETE, OPTIONS");
  EXPECT_EQ(answer->headers.find("Access-Control-Allow-Headers"), "x-amz-target");
  EXPECT_EQ(answer->headers.find("Access-Control-Allow-Private-Network"), "true");
  EXPECT_EQ(answer->headers.find("Vary"), "Origin");
  EXPECT_FALSE(answer->headers.contains("Access-Control-Allow-Credentials"));
}

TEST(HostGuard, LetsAPageOfAnAllowedOriginReadTheAnswerAndNoOther) {
  HostGuardOptions options;
  options.allowed_origins = {"http://page.example"};
  options.exposed_headers = "x-amzn-RequestId";
  const HostGuard guard(options);
  Headers headers;
  guard.add_cors_headers(Request("POST", "/", {{"Origin", "http://page.example"}}, ""), headers);
  EXPECT_EQ(headers.text(),
            "Access-Control-Allow-Origin: http://page.example\r\nVary: Origin\r\n"
            "Access-Control-Expose-Headers: x-amzn-RequestId\r\n");
  Headers none;
  guard.add_cors_headers(Request("POST", "/", {{"Origin", "http://evil.example"}}, ""), none);
  guard.add_cors_headers(Request("POST", "/", {}, ""), none);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace ddb::http
