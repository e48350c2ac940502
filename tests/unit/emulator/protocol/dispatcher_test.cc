#include "emulator/protocol/dispatcher.h"

#include <algorithm>

#include "shared/crypto/crc32.h"
#include "tests/unit/emulator/protocol/protocol_fixture.h"

namespace ddb::protocol {
namespace {

constexpr std::string_view kNotFound = "<UnknownOperationException/>\n";
constexpr std::string_view kUnknownOperation =
    R"({"__type":"com.amazon.coral.service#UnknownOperationException"})";
constexpr std::string_view kSerialization = R"({"__type":"com.amazon.coral.service#SerializationException"})";

TEST_F(DispatcherTest, RunsTheOperationOfTheTarget) {
  const Response response = post("Echo", R"({"a": 1, "b": 2})");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body,
            R"({"region":"eu-west-2","account":"000000000000","endpoint":"localhost:8000","members":2})");
  EXPECT_EQ(response.content_type, "application/x-amz-json-1.0");
}

TEST_F(DispatcherTest, SealsEveryAnswerWithChecksumAndRequestId) {
  for (const Response& response : {post("Echo"), post("Fail"), answer("PUT", "/", "")}) {
    EXPECT_EQ(response.body_crc32, crypto::crc32(response.body));
    EXPECT_EQ(response.request_id.size(), 52U);
    EXPECT_TRUE(std::ranges::all_of(response.request_id, [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    })) << response.request_id;
  }
  EXPECT_NE(post("Echo").request_id, post("Fail").request_id);
}

TEST_F(DispatcherTest, NamesItsHeaders) {
  std::map<std::string, std::string, std::less<>> headers;
  post("Echo").for_each_header(
      [&](std::string_view name, std::string_view value) { headers[std::string(name)] = value; });
  EXPECT_EQ(headers["Server"], "Server");
  EXPECT_EQ(headers["Content-Type"], "application/x-amz-json-1.0");
  EXPECT_EQ(headers["x-amzn-RequestId"].size(), 52U);
  EXPECT_EQ(headers.count("x-amz-crc32"), 1U);
  EXPECT_EQ(headers.count("Content-Encoding"), 0U);
}

TEST_F(DispatcherTest, TellsItsHealth) {
  const Response response = answer("GET", "/", "");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "healthy: dynamodb.us-east-1.amazonaws.com ");
}

TEST_F(DispatcherTest, KnowsNoOtherMethod) {
  for (const std::string_view method : {"PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"}) {
    const Response response = answer(method, "/", "");
    EXPECT_EQ(response.status, 404) << method;
    EXPECT_EQ(response.body, kNotFound);
    EXPECT_EQ(response.body_crc32, 3552371480U);  // As recorded.
  }
  EXPECT_EQ(answer("GET", "/elsewhere", "").status, 404);
}

TEST_F(DispatcherTest, TakesABodyOnlyUnderAContentTypeOfJson) {
  for (const std::string_view type : {"", "whatever", "application/jsonasdf", "text/plain"}) {
    headers_.set("Content-Type", type);
    EXPECT_EQ(post("Echo").status, 404) << type;
  }
  headers_.erase("Content-Type");
  EXPECT_EQ(post("Echo").body, kNotFound);
  for (const std::string_view type :
       {"application/json", "application/json;charset=x", "  application/json  ;   asfd"}) {
    headers_.set("Content-Type", type);
    EXPECT_EQ(post("Echo").content_type, "application/json") << type;
  }
  headers_.set("Content-Type", "application/x-amz-json-1.1");
  EXPECT_EQ(post("Echo").status, 404);
}

TEST_F(DispatcherTest, JudgesJsonBeforeTargetAndTargetBeforeAuthentication) {
  headers_.erase("Authorization");
  const Response not_json = post("Nothing", "hi");
  EXPECT_EQ(not_json.status, 400);
  EXPECT_EQ(not_json.body, kSerialization);
  EXPECT_EQ(not_json.body_crc32, 3948637019U);  // As recorded.
  const Response unknown = post("Nothing");
  EXPECT_EQ(unknown.status, 400);
  EXPECT_EQ(unknown.body, kUnknownOperation);
  EXPECT_EQ(unknown.body_crc32, 1368724161U);  // As recorded.
  EXPECT_EQ(post("Unserved").body, kUnknownOperation);
  EXPECT_NE(post("Echo").body.find("MissingAuthenticationTokenException"), std::string::npos);
}

TEST_F(DispatcherTest, RefusesARequestWithoutTarget) {
  EXPECT_EQ(answer("POST", "/", "{}").body, kUnknownOperation);
  EXPECT_EQ(answer("POST", "/", "").body, kUnknownOperation);
}

TEST_F(DispatcherTest, RefusesABodyThatIsNoObject) {
  for (const std::string_view body : {"", "[]", "\"x\"", "1", "null", "{} {}", "{\"a\":", "{\"a\":1e}"})
    EXPECT_EQ(post("Echo", body).body, kSerialization) << body;
}

TEST_F(DispatcherTest, AnswersErrorsWithTheirType) {
  const Response response = post("Fail");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body, R"({"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",)"
                           R"("message":"The conditional request failed"})");
}

TEST_F(DispatcherTest, AnswersABugAs500AndLogsIt) {
  const Response response = post("Throw");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(
      response.body,
      R"({"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError",)"
      R"("message":"The request processing has failed because of an unknown error, exception or failure."})");
  EXPECT_EQ(response.body.find("disk on fire"), std::string::npos);
  EXPECT_NE(log_text_.str().find("DynamoDB_20120810.Throw failed: disk on fire"), std::string::npos);
}

TEST_F(DispatcherTest, FallsBackToItsOwnRegionAndEndpoint) {
  headers_.set("Authorization",
               "AWS4-HMAC-SHA256 Credential=any///dynamodb/aws4_request, SignedHeaders=host, Signature=x");
  headers_.erase("Host");
  EXPECT_EQ(post("Echo").body,
            R"({"region":"us-east-1","account":"000000000000","endpoint":"localhost:8000","members":0})");
}

/// "Compresses" by a letter in front.
class LetterCodec final : public BodyCodec {
 public:
  Decoding decode(std::string_view coding, std::string_view body, std::size_t,
                  std::string& plain) const override {
    if (coding != "letter" || body.empty()) return Decoding::kCorrupt;
    if (body.front() == 'L') return Decoding::kTooLarge;
    plain = body.substr(1);
    return Decoding::kDone;
  }
  std::optional<Encoded> encode(std::string_view accepted, std::string_view body) const override {
    if (accepted != "letter") return std::nullopt;
    return Encoded{"letter", "z" + std::string(body)};
  }
};

TEST_F(DispatcherTest, UnderstandsCompressedBodies) {
  const LetterCodec codec;
  options_.codec = &codec;
  headers_.set("Content-Encoding", "letter");
  EXPECT_EQ(post("Echo", "z{}").status, 200);
  EXPECT_EQ(post("Echo", "L{}").status, 413);
  headers_.set("Content-Encoding", "unknown");
  EXPECT_EQ(post("Echo", "z{}").body, kSerialization);
  headers_.set("Content-Encoding", "identity");
  EXPECT_EQ(post("Echo", "{}").status, 200);
}

TEST_F(DispatcherTest, CompressesLargeAnswersWhenAsked) {
  const LetterCodec codec;
  options_.codec = &codec;
  EXPECT_EQ(post("Page").content_encoding, "");
  headers_.set("Accept-Encoding", "letter");
  const Response page = post("Page");
  EXPECT_EQ(page.content_encoding, "letter");
  EXPECT_EQ(page.body.front(), 'z');
  EXPECT_EQ(page.body_crc32, crypto::crc32(page.body));
  EXPECT_EQ(post("Echo").content_encoding, "");
}

class NoOneCheck final : public SignatureCheck {
 public:
  model::ServiceResult<void> check(const Request&, const Caller& caller) const override {
    return model::ServiceError{model::ErrorCode::kUnrecognizedClient, std::string(caller.access_key_id)};
  }
};

TEST_F(DispatcherTest, AsksTheSignatureCheckWhenThereIsOne) {
  const NoOneCheck check;
  options_.signature_check = &check;
  EXPECT_EQ(post("Echo").body,
            R"({"__type":"com.amazon.coral.service#UnrecognizedClientException","message":"any"})");
}

}  // namespace
}  // namespace ddb::protocol
