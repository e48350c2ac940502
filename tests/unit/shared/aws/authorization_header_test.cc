#include "shared/aws/authorization_header.h"

#include <gtest/gtest.h>

#include <string>

namespace ddb::aws {
namespace {

AuthorizationProblem problem_of(std::string_view header) {
  const auto found = parse_authorization_header(header);
  if (found) throw std::logic_error("the header parses");
  return found.error().problem;
}

TEST(AuthorizationHeader, IsTakenApart) {
  const auto header = parse_authorization_header(
      "AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/dynamodb/aws4_request, "
      "SignedHeaders=host;x-amz-date, "
      "Signature=abc");
  ASSERT_TRUE(header);
  EXPECT_EQ(header->algorithm, "AWS4-HMAC-SHA256");
  EXPECT_EQ(header->access_key_id, "AKID");
  EXPECT_EQ(header->scope.date, "20150830");
  EXPECT_EQ(header->scope.region, "us-east-1");
  EXPECT_EQ(header->scope.service, "dynamodb");
  EXPECT_EQ(header->scope.terminator, "aws4_request");
  EXPECT_EQ(header->signed_headers, "host;x-amz-date");
  EXPECT_EQ(header->signature, "abc");
}

TEST(AuthorizationHeader, TakesParametersInAnyOrderAndSeparation) {
  for (const std::string separator : {",", " ", ", ", " , ", "\t"}) {
    const std::string text = "  AWS4-HMAC-SHA256 Signature=s" + separator + "SignedHeaders=host" + separator +
                             "Extra=1" + separator + "Credential=a/b/c/d/e ";
    const auto header = parse_authorization_header(text);
    ASSERT_TRUE(header) << separator;
    EXPECT_EQ(header->signature, "s");
    EXPECT_EQ(header->access_key_id, "a");
  }
}

TEST(AuthorizationHeader, LetsAnAccessKeyHoldSlashesAndSigns) {
  const auto header = parse_authorization_header(
      "AWS4-HMAC-SHA256 Credential=my/key=_-/d/r/s/aws4_request,SignedHeaders=h,Signature=s");
  ASSERT_TRUE(header);
  EXPECT_EQ(header->access_key_id, "my/key=_-");
  EXPECT_EQ(header->scope.date, "d");
}

TEST(AuthorizationHeader, IsNoSignatureWithoutAws4) {
  for (const auto* text :
       {"", " ", "Bearer x", "AWS AKID:sig", "AWS3-HTTPS", "aws4-hmac-sha256 Credential=a"}) {
    EXPECT_EQ(problem_of(text), AuthorizationProblem::kNotSigned) << text;
  }
}

TEST(AuthorizationHeader, NamesEveryMissingParameter) {
  const auto nothing = parse_authorization_header("AWS4-HMAC-SHA256");
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().problem, AuthorizationProblem::kParameterMissing);
  EXPECT_TRUE(nothing.error().credential_missing);
  EXPECT_TRUE(nothing.error().signature_missing);
  EXPECT_TRUE(nothing.error().signed_headers_missing);

  const auto one = parse_authorization_header("AWS4-HMAC-SHA256 Credential=a/b/c/d/e, Signature=s");
  ASSERT_FALSE(one);
  EXPECT_FALSE(one.error().credential_missing);
  EXPECT_FALSE(one.error().signature_missing);
  EXPECT_TRUE(one.error().signed_headers_missing);
}

TEST(AuthorizationHeader, SaysWhatIsMalformed) {
  EXPECT_EQ(problem_of("AWS4-HMAC-SHA512 Credential=a/b/c/d/e,SignedHeaders=h,Signature=s"),
            AuthorizationProblem::kUnsupportedAlgorithm);
  EXPECT_EQ(problem_of("AWS4-HMAC-SHA256 Credential"), AuthorizationProblem::kParameterMalformed);
  const auto credential =
      parse_authorization_header("AWS4-HMAC-SHA256 Credential=a/b/c,SignedHeaders=h,Signature=s");
  ASSERT_FALSE(credential);
  EXPECT_EQ(credential.error().problem, AuthorizationProblem::kCredentialMalformed);
  EXPECT_EQ(credential.error().detail, "a/b/c");
}

TEST(AuthorizationHeader, IsBounded) {
  EXPECT_EQ(problem_of("AWS4-HMAC-SHA256 " + std::string(kAuthorizationHeaderSizeBytesMax, 'a')),
            AuthorizationProblem::kTooLong);
}

}  // namespace
}  // namespace ddb::aws
