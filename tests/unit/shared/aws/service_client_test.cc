#include "shared/aws/service_client.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/unit/shared/aws/fakes.h"

namespace ddb::aws {
namespace {

/// Nobody whose name a request could be signed in.
class NoCredentials final : public CredentialProvider {
 public:
  Result<Credentials, CredentialError> credentials() override {
    return CredentialError{CredentialError::Kind::kNoneFound, "none"};
  }
};

class ServiceClientTest : public ::testing::Test {
 protected:
  ServiceClient client_for(std::string_view url) { return client_for(url, credentials_); }
  ServiceClient client_for(std::string_view url, CredentialProvider& credentials) {
    const auto endpoint = find_service_endpoint(
        kCognitoIdentityProvider, {.endpoint_url = std::string(url), .region = "eu-west-2"}, {}, {});
    return {kCognitoIdentityProvider, *endpoint, {transport_, credentials, clock_, random_, sleeper_}};
  }

  ManualClock clock_;
  FakeSleeper sleeper_{clock_};
  SeededRandom random_{1};
  ScriptedTransport transport_;
  FixedCredentials credentials_{Credentials{"AKID", "secret", "", std::nullopt}};
};

TEST_F(ServiceClientTest, SpeaksTheProtocolOfTheServiceThatItIsGiven) {
  auto client = client_for("");
  transport_.answer(200, R"({"Users":[]})");
  const auto output = client.call("ListUsers", {{"UserPoolId", "eu-west-2_a"}});
  ASSERT_TRUE(output) << output.error().message;
  EXPECT_EQ(boost::json::serialize(*output), R"({"Users":[]})");

  ASSERT_EQ(transport_.requests.size(), 1U);
  const auto& request = transport_.requests[0];
  EXPECT_EQ(request.url.origin(), "https://cognito-idp.eu-west-2.amazonaws.com");
  EXPECT_EQ(request.headers.find("Host"), "cognito-idp.eu-west-2.amazonaws.com");
  EXPECT_EQ(request.headers.find("X-Amz-Target"), "AWSCognitoIdentityProviderService.ListUsers");
  EXPECT_EQ(request.headers.find("Content-Type"), "application/x-amz-json-1.1");

  const auto authorization = parse_authorization_header(request.headers.find("Authorization"));
  ASSERT_TRUE(authorization);
  EXPECT_EQ(authorization->signed_headers, "content-type;host;x-amz-date;x-amz-target");
  const std::vector<http::HeaderView> headers(request.headers.begin(), request.headers.end());
  SigningKeys keys;
  EXPECT_EQ(verify({.method = "POST", .target = "/", .headers = headers, .body = request.body},
                   *authorization, "secret", {.service = "cognito-idp", .now = clock_.now()}, keys),
            Verification::kValid);
}

TEST_F(ServiceClientTest, NeedsNoCredentialsForAnUnsignedCall) {
  NoCredentials nobody;
  auto client = client_for("http://localhost:9229", nobody);
  transport_.answer(200, "{}");
  ASSERT_TRUE(client.call_unsigned("InitiateAuth", {}));
  EXPECT_FALSE(transport_.requests[0].headers.contains("Authorization"));
  EXPECT_FALSE(transport_.requests[0].headers.contains("X-Amz-Date"));
  EXPECT_EQ(transport_.requests[0].headers.find("X-Amz-Target"),
            "AWSCognitoIdentityProviderService.InitiateAuth");

  const auto refused = client.call("ListUsers", {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, CallError::Kind::kCredentials);
}

TEST_F(ServiceClientTest, WaitsWhenCognitoIsAskedTooOften) {
  auto client = client_for("");
  transport_.answer(400, R"({"__type":"TooManyRequestsException","message":"Rate exceeded"})");
  transport_.answer(200, "{}");
  EXPECT_TRUE(client.call("ListUsers", {}));
  EXPECT_EQ(sleeper_.slept.size(), 1U);
}

TEST_F(ServiceClientTest, NamesTheServiceThatDoesNotAnswer) {
  auto client = client_for("http://localhost:9229");
  transport_.answer(404, "<html>not here</html>");
  EXPECT_EQ(
      client.call("ListUsers", {}).error().message,
      "http://localhost:9229 answered with status 404 and no JSON object: it does not seem to be Amazon "
      "Cognito.");
}

TEST(EndpointCredentials, SignForALocalServerWithPlaceholders) {
  FakeMachine machine;
  const auto endpoint = find_endpoint({.endpoint_url = "http://localhost:8000", .region = ""}, {}, {});
  EndpointCredentials credentials(tables_endpoint(*endpoint), machine.system(),
                                  *Profile::load("", {}, machine.files));
  const auto found = credentials.credentials();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->access_key_id, "local");
  EXPECT_EQ(found->secret_access_key, "local");
  EXPECT_TRUE(machine.transport.requests.empty());
}

TEST(EndpointCredentials, SignForAwsWithRealOnesOnly) {
  FakeMachine machine;
  machine.transport.fail(http::ClientFailure::kConnect);
  const auto endpoint = find_endpoint({.endpoint_url = "", .region = "eu-west-2"}, {}, {});
  EndpointCredentials credentials(tables_endpoint(*endpoint), machine.system(),
                                  *Profile::load("", {}, machine.files));
  const auto found = credentials.credentials();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, CredentialError::Kind::kNoneFound);
}

}  // namespace
}  // namespace ddb::aws
