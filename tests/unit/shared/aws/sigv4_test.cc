#include "shared/aws/sigv4.h"

#include <gtest/gtest.h>

#include "shared/aws/presigned_query.h"
#include "shared/aws/timestamp.h"
#include "tests/unit/shared/aws/sigv4_vectors.h"

namespace ddb::aws {
namespace {

const boost::json::object& vectors() {
  static const boost::json::object document = read_sigv4_vectors();
  return document;
}

std::string text(std::string_view name) {
  return std::string(vectors().at(name).as_string());
}

std::string text_of(const boost::json::object& vector, std::string_view name) {
  return std::string(vector.at(name).as_string());
}

const boost::json::object& vector_named(std::string_view name) {
  for (const auto& vector : vectors().at("vectors").as_array()) {
    if (vector.at("name").as_string() == name) return vector.as_object();
  }
  throw std::logic_error("no vector " + std::string(name));
}

Credentials credentials() {
  return {text("access_key_id"), text("secret_access_key"), "", std::nullopt};
}

TEST(SigV4, SignsEveryPublishedExampleAsPublished) {
  SigningKeys keys;
  const std::string timestamp = text("timestamp"), region = text("region"), service = text("service");
  std::size_t count = 0;
  for (const auto& item : vectors().at("vectors").as_array()) {
    const auto& vector = item.as_object();
    SCOPED_TRACE(std::string(vector.at("name").as_string()));
    VectorRequest request(vector);
    const RequestView view = request.view();
    if (vector.contains("canonical_request")) {
      const std::string canonical = canonical_request(view, signed_header_names(view.headers));
      EXPECT_EQ(canonical, text_of(vector, "canonical_request"));
      EXPECT_EQ(string_to_sign(timestamp, {"20150830", region, service, kScopeTerminator}, canonical),
                text_of(vector, "string_to_sign"));
    }
    EXPECT_EQ(sign(view, credentials(), {timestamp, region, service}, keys),
              text_of(vector, "authorization"));
    ++count;
  }
  EXPECT_EQ(count, 34U);
}

TEST(SigV4, VerifiesEveryPublishedExample) {
  SigningKeys keys;
  for (const auto& item : vectors().at("vectors").as_array()) {
    const auto& vector = item.as_object();
    SCOPED_TRACE(std::string(vector.at("name").as_string()));
    VectorRequest request(vector);
    const auto header = parse_authorization_header(vector.at("authorization").as_string());
    ASSERT_TRUE(header);
    EXPECT_EQ(header->access_key_id, "AKIDEXAMPLE");
    EXPECT_EQ(header->scope.region, "us-east-1");
    EXPECT_EQ(verify(request.view(), *header, text("secret_access_key"), {.service = "service"}, keys),
              Verification::kValid);
  }
}

/// The verdict on the example post-x-www-form-urlencoded after `change` was made to its request.
template <class Change>
Verification verdict_after(Change change, VerifyOptions options = {.service = "service"}) {
  const auto& vector = vector_named("post-x-www-form-urlencoded (later edition)");
  VectorRequest request(vector);
  std::string authorization(vector.at("authorization").as_string());
  std::string secret = text("secret_access_key");
  change(request, authorization, secret);
  const auto header = parse_authorization_header(authorization);
  if (!header) throw std::logic_error("the changed header does not parse");
  SigningKeys keys;
  return verify(request.view(), *header, secret, options, keys);
}

TEST(SigV4, RefusesOneFlippedBitAnywhereInWhatIsSigned) {
  const auto flip_each_bit = [](auto part) {
    VectorRequest sample(vector_named("post-x-www-form-urlencoded (later edition)"));
    std::string ignored = text("secret_access_key");
    const std::size_t bits = part(sample, ignored).size() * 8;
    ASSERT_GT(bits, 0U);
    for (std::size_t bit = 0; bit < bits; ++bit) {
      EXPECT_NE(verdict_after([&](VectorRequest& request, std::string&, std::string& secret) {
                  std::string& bytes = part(request, secret);
                  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
                }),
                Verification::kValid)
          << "bit " << bit;
    }
  };
  flip_each_bit([](VectorRequest& request, std::string&) -> std::string& { return request.method; });
  flip_each_bit([](VectorRequest& request, std::string&) -> std::string& { return request.body; });
  flip_each_bit([](VectorRequest&, std::string& secret) -> std::string& { return secret; });
  for (std::size_t i = 0; i < 5; ++i) {
    flip_each_bit([i](VectorRequest& request, std::string&) -> std::string& { return request.values[i]; });
  }
}

TEST(SigV4, RefusesOneFlippedBitInTheSignature) {
  for (std::size_t bit = 0; bit < std::size_t{64} * 8; ++bit) {
    const std::string original(
        vector_named("post-x-www-form-urlencoded (later edition)").at("signature").as_string());
    std::string changed = original;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    if (changed[bit / 8] == ' ' || changed[bit / 8] == ',' || changed[bit / 8] == '\t') continue;
    EXPECT_EQ(verdict_after([&](VectorRequest&, std::string& authorization, std::string&) {
                authorization.replace(authorization.size() - 64, 64, changed);
              }),
              Verification::kSignatureDiffers);
  }
}

TEST(SigV4, AcceptsHeadersThatAreNotSigned) {
  EXPECT_EQ(verdict_after([](VectorRequest& request, std::string&, std::string&) {
              request.names.emplace_back("User-Agent");
              request.values.emplace_back("anything");
            }),
            Verification::kValid);
}

void replace(std::string& text, std::string_view from, std::string_view to) {
  text.replace(text.find(from), from.size(), to);
}

TEST(SigV4, SaysWhatIsWrongWithTheScope) {
  const auto with = [](std::string_view from, std::string_view to) {
    return verdict_after(
        [&](VectorRequest&, std::string& header, std::string&) { replace(header, from, to); });
  };
  EXPECT_EQ(with("aws4_request", "aws5_request"), Verification::kTerminatorUnknown);
  EXPECT_EQ(with("/service/", "/dynamodb/"), Verification::kServiceUnknown);
  EXPECT_EQ(with("20150830/", "20150831/"), Verification::kScopeDateDiffers);
  EXPECT_EQ(with("/us-east-1/", "/us-east-2/"), Verification::kSignatureDiffers);
  EXPECT_EQ(with("content-type;host", "content-type"), Verification::kHostNotSigned);
  EXPECT_EQ(with("content-type;host", "content-type;cookie;host"), Verification::kSignedHeaderAbsent);
}

TEST(SigV4, BoundsTheNumberOfSignedHeaders) {
  std::string many;
  for (int i = 0; i < 101; ++i)
    many += "host;";
  EXPECT_EQ(verdict_after([&](VectorRequest&, std::string& header, std::string&) {
              replace(header, "SignedHeaders=", "SignedHeaders=" + many);
            }),
            Verification::kTooManySignedHeaders);
}

TEST(SigV4, NeedsATimestamp) {
  EXPECT_EQ(
      verdict_after([](VectorRequest& request, std::string&, std::string&) { request.names[2] = "X-Other"; }),
      Verification::kDateMissing);
  EXPECT_EQ(
      verdict_after([](VectorRequest& request, std::string&, std::string&) { request.values[2] += "0"; }),
      Verification::kDateMalformed);
}

TEST(SigV4, ComparesTheTimestampWithTheClockWhenAsked) {
  const auto signed_at = *parse_iso8601_basic("20150830T123600Z");
  const auto at = [&](std::chrono::minutes after) {
    return verdict_after([](VectorRequest&, std::string&, std::string&) {},
                         {.service = "service", .now = signed_at + after});
  };
  EXPECT_EQ(at(std::chrono::minutes(15)), Verification::kValid);
  EXPECT_EQ(at(std::chrono::minutes(16)), Verification::kSignatureExpired);
  EXPECT_EQ(at(std::chrono::minutes(-15)), Verification::kValid);
  EXPECT_EQ(at(std::chrono::minutes(-16)), Verification::kSignatureNotYetCurrent);
}

TEST(SigningKeys, StayRightWhenTheCacheOverflows) {
  SigningKeys keys;
  const auto first = keys.key("secret", "20150830", "us-east-1", "dynamodb");
  for (int i = 0; i < 200; ++i)
    keys.key("secret" + std::to_string(i), "20150830", "us-east-1", "dynamodb");
  EXPECT_EQ(keys.key("secret", "20150830", "us-east-1", "dynamodb"), first);
  EXPECT_NE(keys.key("secret", "20150831", "us-east-1", "dynamodb"), first);
}

// AWS General Reference, "Examples of how to derive a signing key".
TEST(SigningKeys, AreDerivedAsInThePublishedExample) {
  SigningKeys keys;
  const auto key = keys.key("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "20150830", "us-east-1", "iam");
  EXPECT_EQ(crypto::hex(crypto::as_bytes(key)),
            "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
}

TEST(PresignedQuery, VerifiesThePublishedExamples) {
  SigningKeys keys;
  for (const auto& item : vectors().at("presigned").as_array()) {
    SCOPED_TRACE(std::string(item.at("name").as_string()));
    VectorRequest request(item.as_object());
    ASSERT_TRUE(is_presigned(request.target));
    const auto query = parse_presigned_query(request.target);
    ASSERT_TRUE(query);
    EXPECT_EQ(
        verify_presigned(request.view(), *query, text("secret_access_key"), {.service = "service"}, keys),
        Verification::kValid);
    request.body = "other";
    EXPECT_EQ(
        verify_presigned(request.view(), *query, text("secret_access_key"), {.service = "service"}, keys),
        Verification::kSignatureDiffers);
  }
}

TEST(PresignedQuery, NamesEveryParameterThatIsMissing) {
  EXPECT_FALSE(is_presigned("/"));
  EXPECT_FALSE(is_presigned("/?a=b"));
  const auto found = parse_presigned_query("/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20150830T123600Z");
  ASSERT_FALSE(found);
  EXPECT_FALSE(found.error().algorithm_missing);
  EXPECT_FALSE(found.error().date_missing);
  EXPECT_TRUE(found.error().credential_missing);
  EXPECT_TRUE(found.error().signature_missing);
  EXPECT_TRUE(found.error().signed_headers_missing);
}

}  // namespace
}  // namespace ddb::aws
