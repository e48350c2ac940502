#include "emulator/protocol/authentication.h"

#include "tests/unit/emulator/protocol/protocol_fixture.h"

// The sentences and their order are those recorded in dynalite's connection tests.
namespace ddb::protocol {
namespace {

using model::ErrorCode;

struct Refusal {
  ErrorCode code;
  std::string message;
  bool operator==(const Refusal&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Refusal& refusal) {
  return out << model::error_row(refusal.code).name << ": " << refusal.message;
}

Refusal refusal(std::string_view target, const HeaderMap& headers) {
  std::string storage;
  const auto caller = read_signature({"POST", target, headers, ""}, storage);
  if (caller) return {ErrorCode::kInternalServer, "welcome"};
  return {caller.error().code, caller.error().message};
}

const Refusal kMissing = {ErrorCode::kMissingAuthenticationToken, "Request is missing Authentication Token"};

TEST(Authentication, MissesATokenThatIsNoSignature) {
  EXPECT_EQ(refusal("/", {}), kMissing);
  EXPECT_EQ(refusal("/", {{"Authorization", "AWS4"}}), kMissing);
  EXPECT_EQ(refusal("/?X-Amz-Algorith", {{"Authorization", "X"}}), kMissing);
  EXPECT_EQ(refusal("/?X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d", {}),
            kMissing);
}

TEST(Authentication, RefusesToBeSignedTwice) {
  EXPECT_EQ(
      refusal("/?X-Amz-Algorithm", {{"Authorization", "X"}}),
      (Refusal{ErrorCode::kInvalidSignature,
               "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header."}));
}

TEST(Authentication, NamesAllThatTheHeaderLacks) {
  EXPECT_EQ(refusal("/", {{"Authorization", "AWS4-"}}),
            (Refusal{ErrorCode::kIncompleteSignature,
                     "Authorization header requires 'Credential' parameter. Authorization header requires "
                     "'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. "
                     "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
                     "Authorization=AWS4-"}));
  for (const std::string separator : {" ", ",", ", "}) {
    const std::string header = "AWS4- Signature=b" + separator + "Credential=a";
    EXPECT_EQ(refusal("/", {{"Authorization", header}, {"Date", "a"}}),
              (Refusal{ErrorCode::kIncompleteSignature,
                       "Authorization header requires 'SignedHeaders' parameter. Authorization=" + header}));
  }
}

TEST(Authentication, NamesAllThatTheQueryLacks) {
  EXPECT_EQ(
      refusal("/?X-Amz-Algorithm", {}),
      (Refusal{ErrorCode::kIncompleteSignature,
               "AWS query-string parameters must include 'X-Amz-Algorithm'. AWS query-string parameters "
               "must include 'X-Amz-Credential'. AWS query-string parameters must include "
               "'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS "
               "query-string parameters must include 'X-Amz-Date'. Re-examine the query-string "
               "parameters."}));
  EXPECT_EQ(refusal("/?X-Amz-Algorithm=a&X-Amz-Credential=b&X-Amz-Signature=c&X-Amz-Date=d", {}),
            (Refusal{ErrorCode::kIncompleteSignature,
                     "AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the "
                     "query-string parameters."}));
}

TEST(Authentication, NeedsADate) {
  const std::string header = "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=f, Signature=g";
  EXPECT_EQ(refusal("/", {{"Authorization", header}}),
            (Refusal{ErrorCode::kIncompleteSignature,
                     "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
                     "Authorization=" +
                         header}));
}

TEST(Authentication, WelcomesAnyKeyAndSignature) {
  const HeaderMap headers{
      {"X-Amz-Date", "x"},
      {"Authorization",
       "AWS4-HMAC-SHA256 Credential=my_key-1/20261121/ap-south-1/dynamodb/aws4_request,SignedHeaders=host,"
       "Signature=none"}};
  std::string storage;
  const auto caller = read_signature({"POST", "/", headers, ""}, storage);
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->access_key_id, "my_key-1");
  EXPECT_EQ(caller->region, "ap-south-1");
}

TEST(Authentication, ReadsTheRegionOfAPresignedQuery) {
  const HeaderMap headers{};
  std::string storage;
  const auto caller =
      read_signature({"POST",
                      "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=key%2F20261121%2Feu-west-2%"
                      "2Fdynamodb%2Faws4_request"
                      "&X-Amz-Date=20261121T043000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=00",
                      headers, ""},
                     storage);
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->access_key_id, "key");
  EXPECT_EQ(caller->region, "eu-west-2");
}

}  // namespace
}  // namespace ddb::protocol
