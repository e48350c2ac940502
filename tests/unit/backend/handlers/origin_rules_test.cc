#include "backend/handlers/origin_rules.h"

#include "tests/unit/backend/handlers/handler_fixture.h"

namespace ddb::backend {
namespace {

class OriginRulesTest : public HandlerTest {
 protected:
  http::Response from(const std::string& origin, const std::string& method = "GET",
                      const std::string& target = "/api/health-check") {
    return ask({.method = method, .target = target, .headers = {{"Origin", origin}}});
  }
  http::Response preflight(const std::string& origin, const std::string& target = "/api/messages") {
    return ask({.method = "OPTIONS",
                .target = target,
                .headers = {{"Origin", origin},
                            {"Access-Control-Request-Method", "POST"},
                            {"Access-Control-Request-Headers", "authorization,content-type"}}});
  }
};

TEST_F(OriginRulesTest, AllowedOriginsMayReadWithCredentials) {
  for (const std::string origin : {"https://cruddur.example.com", "https://api.example.com"}) {
    const http::Response response = from(origin);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.headers.find("Access-Control-Allow-Origin"), origin);
    EXPECT_EQ(response.headers.find("Access-Control-Allow-Credentials"), "true");
    EXPECT_EQ(response.headers.find("Access-Control-Expose-Headers"),
              "Authorization, Content-Type, Link, X-Request-Id");
    EXPECT_EQ(response.headers.find("Vary"), "Origin");
  }
}

TEST_F(OriginRulesTest, ErrorsMayBeReadAsWell) {
  const http::Response response = from(std::string(kFrontend), "GET", "/api/message_groups");
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(response.headers.find("Access-Control-Allow-Origin"), kFrontend);
}

TEST_F(OriginRulesTest, OthersAreRefused) {
  for (const std::string origin :
       {"https://evil.example", "http://cruddur.example.com", "https://cruddur.example.com.evil.example",
        "https://cruddur.example.com:8443", "https://xcruddur.example.com", "null", "", "*", "localhost:4567",
        "ftp://localhost:4567", "http://localhost:3000"}) {
    for (const http::Response& response : {from(origin), preflight(origin)}) {
      EXPECT_EQ(response.status, 403) << origin;
      EXPECT_FALSE(response.headers.contains("Access-Control-Allow-Origin")) << origin;
      EXPECT_EQ(response.headers.find("Vary"), "Origin");
    }
  }
}

TEST_F(OriginRulesTest, ItsOwnPagesNeedNoHeaders) {
  for (const std::string origin : {"http://localhost:4567", "https://localhost:4567"}) {
    const http::Response response = from(origin);
    EXPECT_EQ(response.status, 200);
    EXPECT_FALSE(response.headers.contains("Access-Control-Allow-Origin"));
  }
}

TEST_F(OriginRulesTest, WithoutAnOriginNobodyIsKeptOut) {
  const http::Response response = get("/api/health-check");
  EXPECT_EQ(response.status, 200);
  EXPECT_FALSE(response.headers.contains("Access-Control-Allow-Origin"));
  EXPECT_EQ(response.headers.find("Vary"), "Origin") << "a cache would hand this answer to a page";
}

TEST_F(OriginRulesTest, APreflightIsAnsweredWithoutAToken) {
  const http::Response response = preflight(std::string(kFrontend));
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.headers.find("Access-Control-Allow-Origin"), kFrontend);
  EXPECT_EQ(response.headers.find("Access-Control-Allow-Credentials"), "true");
  EXPECT_EQ(response.headers.find("Access-Control-Allow-Methods"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(response.headers.find("Access-Control-Allow-Headers"),
            "Authorization, Content-Type, Idempotency-Key");
  EXPECT_EQ(response.headers.find("Access-Control-Max-Age"), "600");
}

}  // namespace
}  // namespace ddb::backend
