#include "shared/aws/dynamodb_client.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "shared/base/time_format.h"
#include "shared/crypto/crc32.h"
#include "shared/http/compression.h"
#include "tests/unit/shared/aws/fakes.h"

namespace ddb::aws {
namespace {

using Kind = CallError::Kind;

class DynamoDbClientTest : public ::testing::Test {
 protected:
  DynamoDbClientTest() { use_endpoint("http://localhost:8000"); }

  void use_endpoint(std::string_view url, std::string_view region = "us-east-1", RetryPolicy policy = {}) {
    const auto endpoint =
        find_endpoint({.endpoint_url = std::string(url), .region = std::string(region)}, {}, {});
    ASSERT_TRUE(endpoint);
    client_ = std::make_unique<DynamoDbClient>(
        *endpoint, ServiceClientParts{transport_, credentials_, clock_, random_, sleeper_}, policy);
  }

  CallResult call(std::string_view operation = "ListTables") {
    return client_->call(operation, {{"Limit", 1}});
  }

  void throttle(std::string_view type = "com.amazon.coral.availability#ThrottlingException",
                int status = 400) {
    transport_.answer(status, R"({"__type":")" + std::string(type) + R"(","message":"slow down"})");
  }

  ManualClock clock_;
  FakeSleeper sleeper_{clock_};
  SeededRandom random_{1};
  ScriptedTransport transport_;
  FixedCredentials credentials_{Credentials{"AKID", "secret", "", std::nullopt}};
  std::unique_ptr<DynamoDbClient> client_;
};

TEST_F(DynamoDbClientTest, SendsOneSignedRequestAndReturnsTheOutput) {
  transport_.answer(200, R"({"TableNames":["a"]})");
  const auto output = call();
  ASSERT_TRUE(output) << output.error().message;
  EXPECT_EQ(boost::json::serialize(*output), R"({"TableNames":["a"]})");

  ASSERT_EQ(transport_.requests.size(), 1U);
  const auto& request = transport_.requests[0];
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url.target(), "/");
  EXPECT_EQ(request.body, R"({"Limit":1})");
  EXPECT_EQ(request.headers.find("Host"), "localhost:8000");
  EXPECT_EQ(request.headers.find("X-Amz-Target"), "DynamoDB_20120810.ListTables");
  EXPECT_EQ(request.headers.find("Content-Type"), "application/x-amz-json-1.0");
  EXPECT_EQ(request.headers.find("Accept-Encoding"), "identity");

  const auto authorization = parse_authorization_header(request.headers.find("Authorization"));
  ASSERT_TRUE(authorization);
  EXPECT_EQ(authorization->signed_headers, "content-type;host;x-amz-date;x-amz-target");
  const std::vector<http::HeaderView> headers(request.headers.begin(), request.headers.end());
  SigningKeys keys;
  EXPECT_EQ(verify({.method = "POST", .target = "/", .headers = headers, .body = request.body},
                   *authorization, "secret", {.service = "dynamodb", .now = clock_.now()}, keys),
            Verification::kValid);
}

TEST_F(DynamoDbClientTest, SignsTheSessionTokenOfTemporaryCredentials) {
  FixedCredentials temporary(Credentials{"AKID", "secret", "token", std::nullopt});
  DynamoDbClient client(client_->endpoint(), {transport_, temporary, clock_, random_, sleeper_});
  transport_.answer(200, "{}");
  ASSERT_TRUE(client.call("ListTables", {}));
  const auto& headers = transport_.requests[0].headers;
  EXPECT_EQ(headers.find("X-Amz-Security-Token"), "token");
  EXPECT_NE(headers.find("Authorization").find(";x-amz-security-token"), std::string_view::npos);
}

TEST_F(DynamoDbClientTest, SendsStreamsOperationsWhereTheyBelong) {
  use_endpoint("https://dynamodb.eu-west-2.amazonaws.com", "eu-west-2");
  transport_.answer(200, "{}");
  ASSERT_TRUE(call("GetRecords"));
  EXPECT_EQ(transport_.requests[0].url.host, "streams.dynamodb.eu-west-2.amazonaws.com");
  EXPECT_EQ(transport_.requests[0].headers.find("Host"), "streams.dynamodb.eu-west-2.amazonaws.com");
  EXPECT_EQ(transport_.requests[0].headers.find("X-Amz-Target"), "DynamoDBStreams_20120810.GetRecords");
  EXPECT_EQ(transport_.requests[0].headers.find("Accept-Encoding"), "gzip");
}

TEST_F(DynamoDbClientTest, ReturnsTheServicesError) {
  transport_.answer(
      400,
      R"({"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"not found"})");
  const auto output = call();
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().kind, Kind::kService);
  EXPECT_EQ(output.error().type, "ResourceNotFoundException");
  EXPECT_EQ(output.error().message, "not found");
  EXPECT_EQ(output.error().status, 400);
  EXPECT_FALSE(output.error().is_retryable);
  EXPECT_EQ(output.error().attempts, 1U);
  EXPECT_TRUE(output.error().body.starts_with("{\"__type\""));
}

TEST_F(DynamoDbClientTest, ReadsTheMessageInEitherSpelling) {
  transport_.answer(
      400, R"({"__type":"a#TransactionCanceledException","Message":"cancelled","CancellationReasons":[]})");
  EXPECT_EQ(call().error().message, "cancelled");
}

TEST_F(DynamoDbClientTest, RetriesWhatMaySucceedLater) {
  throttle();
  throttle("x#ProvisionedThroughputExceededException");
  throttle("x#RequestLimitExceeded");
  throttle("x#TransactionInProgressException");
  throttle("x#InternalServerError", 500);
  transport_.answer(503, "<html>busy</html>");
  transport_.fail(http::ClientFailure::kConnect);
  transport_.fail(http::ClientFailure::kClosed);
  transport_.answer(200, "{\"damaged\":1}", {{"x-amz-crc32", "1"}});
  transport_.answer(200, "{}");
  const auto output = call();
  ASSERT_TRUE(output) << output.error().message;
  EXPECT_EQ(transport_.requests.size(), 10U);
  EXPECT_EQ(sleeper_.slept.size(), 9U);
}

TEST_F(DynamoDbClientTest, SignsEachAttemptAnew) {
  use_endpoint("http://localhost:8000", "us-east-1", {.backoff_base = std::chrono::milliseconds(10'000)});
  for (int i = 0; i < 3; ++i)
    throttle();
  transport_.answer(200, "{}");
  ASSERT_TRUE(call());
  EXPECT_NE(transport_.requests.front().headers.find("X-Amz-Date"),
            transport_.requests.back().headers.find("X-Amz-Date"));
}

TEST_F(DynamoDbClientTest, DoesNotRetryTheUsersMistakes) {
  throttle("x#ConditionalCheckFailedException");
  EXPECT_EQ(call().error().attempts, 1U);
  throttle("x#ValidationException");
  EXPECT_EQ(call().error().attempts, 1U);
  EXPECT_TRUE(sleeper_.slept.empty());
}

TEST_F(DynamoDbClientTest, StopsAtTheLimitOfAttempts) {
  use_endpoint("http://localhost:8000", "us-east-1", {.attempts_max = 3});
  for (int i = 0; i < 3; ++i)
    throttle();
  const auto output = call();
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().type, "ThrottlingException");
  EXPECT_EQ(output.error().attempts, 3U);
  EXPECT_TRUE(transport_.is_used_up());
}

TEST_F(DynamoDbClientTest, StopsAtTheLimitOfFailedConnections) {
  for (int i = 0; i < 4; ++i)
    transport_.fail(http::ClientFailure::kConnect);
  const auto output = call();
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().kind, Kind::kNotReachable);
  EXPECT_EQ(output.error().attempts, 4U);
}

TEST_F(DynamoDbClientTest, StopsAtTheLimitOfTime) {
  using std::chrono::milliseconds;
  use_endpoint(
      "http://localhost:8000", "us-east-1",
      {.attempts_max = 1000, .backoff_base = milliseconds(1000), .total_time_max = milliseconds(5000)});
  for (int i = 0; i < 1000; ++i)
    throttle();
  const auto start = clock_.now();
  EXPECT_FALSE(call());
  EXPECT_LE(clock_.now() - start, milliseconds(5000));
  EXPECT_LT(transport_.requests.size(), 1000U);
}

TEST_F(DynamoDbClientTest, ChecksTheChecksumOfTheBodyAsItWasSent) {
  const std::string plain = R"({"TableNames":["a","b"]})";
  const std::string compressed = http::compress(plain, http::ContentCoding::kGzip);
  transport_.answer(
      200, compressed,
      {{"Content-Encoding", "gzip"}, {"x-amz-crc32", std::to_string(crypto::crc32(compressed))}});
  const auto output = call();
  ASSERT_TRUE(output) << output.error().message;
  EXPECT_EQ(boost::json::serialize(*output), plain);
}

TEST_F(DynamoDbClientTest, SaysWhenWhatAnswersIsNotDynamoDb) {
  transport_.answer(404, "<html>not here</html>");
  const auto html = call();
  ASSERT_FALSE(html);
  EXPECT_EQ(html.error().kind, Kind::kBadAnswer);
  EXPECT_NE(html.error().message.find("http://localhost:8000 answered with status 404"), std::string::npos);
  transport_.answer(200, std::string(200, '['));
  EXPECT_EQ(call().error().kind, Kind::kBadAnswer);
  transport_.answer(403, R"({"error":"no"})");
  EXPECT_EQ(call().error().kind, Kind::kBadAnswer);
}

TEST_F(DynamoDbClientTest, DoesNotRetryAnUntrustedPeer) {
  transport_.fail(http::ClientFailure::kTls);
  const auto output = call();
  EXPECT_EQ(output.error().kind, Kind::kNotReachable);
  EXPECT_EQ(output.error().attempts, 1U);
}

TEST(RetryDelay, IsRandomUpToADoublingLimit) {
  SeededRandom random(3);
  const RetryPolicy policy;
  for (unsigned attempts = 1; attempts < 100; ++attempts) {
    const auto limit = std::min<long long>(20'000, 50LL << std::min(attempts - 1, 20U));
    long long longest = 0;
    for (int i = 0; i < 200; ++i) {
      const auto delay = retry_delay(policy, attempts, random).count();
      ASSERT_GE(delay, 0);
      ASSERT_LE(delay, limit);
      longest = std::max<long long>(longest, delay);
    }
    EXPECT_GT(longest, limit / 2) << attempts;
  }
}

}  // namespace
}  // namespace ddb::aws
