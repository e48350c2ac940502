#include "shared/aws/endpoint.h"

#include <gtest/gtest.h>

#include "tests/unit/shared/aws/fakes.h"

namespace ddb::aws {
namespace {

class EndpointTest : public ::testing::Test {
 protected:
  Result<Endpoint> find(const EndpointOptions& options = {}) {
    variables_["AWS_CONFIG_FILE"] = "/config";
    files_.files["/config"] = config_;
    const Environment environment(variables_);
    return find_endpoint(options, environment, *Profile::load("", environment, files_));
  }
  /// "region url streams-url", or the error.
  std::string found(const EndpointOptions& options = {}) {
    const auto endpoint = find(options);
    if (!endpoint) return endpoint.error().message;
    return endpoint->region + " " + endpoint->dynamodb.origin() + " " + endpoint->streams.origin();
  }

  std::map<std::string, std::string, std::less<>> variables_;
  FakeFiles files_;
  std::string config_ = "[default]\n";
};

TEST_F(EndpointTest, IsAwsWhenOnlyARegionIsKnown) {
  EXPECT_EQ(
      found({.endpoint_url = "", .region = "eu-west-2"}),
      "eu-west-2 https://dynamodb.eu-west-2.amazonaws.com https://streams.dynamodb.eu-west-2.amazonaws.com");
  EXPECT_EQ(found({.endpoint_url = "", .region = "cn-north-1"}),
            "cn-north-1 https://dynamodb.cn-north-1.amazonaws.com.cn "
            "https://streams.dynamodb.cn-north-1.amazonaws.com.cn");
  EXPECT_TRUE(find({.endpoint_url = "", .region = "eu-west-2"})->is_aws);
}

TEST_F(EndpointTest, TakesTheRegionFromOptionEnvironmentAndProfileInThisOrder) {
  config_ = "[default]\nregion = d\n";
  EXPECT_EQ(find()->region, "d");
  variables_["AWS_DEFAULT_REGION"] = "c";
  EXPECT_EQ(find()->region, "c");
  variables_["AWS_REGION"] = "b";
  EXPECT_EQ(find()->region, "b");
  EXPECT_EQ(find({.endpoint_url = "", .region = "a"})->region, "a");
}

TEST_F(EndpointTest, TakesTheUrlFromOptionEnvironmentAndProfileInThisOrder) {
  config_ = "[default]\nendpoint_url = http://e\n";
  EXPECT_EQ(found(), "us-east-1 http://e http://e");
  config_ += "services = s\n[services s]\ndynamodb =\n  endpoint_url = http://d\n";
  EXPECT_EQ(found(), "us-east-1 http://d http://d");
  variables_["AWS_ENDPOINT_URL"] = "http://c";
  EXPECT_EQ(found(), "us-east-1 http://c http://c");
  variables_["AWS_ENDPOINT_URL_DYNAMODB"] = "http://b:8000";
  EXPECT_EQ(found(), "us-east-1 http://b:8000 http://b:8000");
  EXPECT_EQ(found({.endpoint_url = "http://a", .region = "x"}), "x http://a http://a");
}

TEST_F(EndpointTest, PassesOverConfiguredUrlsWhenToldSo) {
  variables_["AWS_ENDPOINT_URL"] = "http://c";
  variables_["AWS_REGION"] = "eu-west-2";
  variables_["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true";
  EXPECT_EQ(find()->dynamodb.host, "dynamodb.eu-west-2.amazonaws.com");
  EXPECT_EQ(find({.endpoint_url = "http://a", .region = ""})->dynamodb.host, "a");
}

TEST_F(EndpointTest, TakesTheRegionOutOfTheNameOfAnAwsEndpoint) {
  EXPECT_EQ(
      found({.endpoint_url = "https://dynamodb.eu-west-3.amazonaws.com", .region = ""}),
      "eu-west-3 https://dynamodb.eu-west-3.amazonaws.com https://streams.dynamodb.eu-west-3.amazonaws.com");
}

TEST_F(EndpointTest, SaysWhatIsMissingOrWrong) {
  EXPECT_NE(found().find("No endpoint and no region are configured"), std::string::npos);
  EXPECT_NE(found({.endpoint_url = "localhost:8000", .region = ""}).find("The endpoint URL is not usable"),
            std::string::npos);
  EXPECT_NE(found({.endpoint_url = "", .region = "evil.com/"}).find("is no region name"), std::string::npos);
  EXPECT_NE(
      found({.endpoint_url = "https://x.vpce.amazonaws.com", .region = ""}).find("No region is configured"),
      std::string::npos);
}

TEST_F(EndpointTest, FindsEveryServiceByItsOwnSettings) {
  const auto cognito = [this] {
    const Environment environment(variables_);
    files_.files["/config"] = config_;
    return find_service_endpoint(kCognitoIdentityProvider, {}, environment,
                                 *Profile::load("", environment, files_));
  };
  variables_["AWS_CONFIG_FILE"] = "/config";
  const auto none = cognito();
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message.find("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"), std::string::npos);
  config_ = "[default]\nregion = eu-west-2\n";
  EXPECT_EQ(cognito()->url.origin(), "https://cognito-idp.eu-west-2.amazonaws.com");
  EXPECT_TRUE(cognito()->is_aws);
  config_ += "services = s\n[services s]\ncognito_identity_provider =\n  endpoint_url = http://d\n";
  EXPECT_EQ(cognito()->url.origin(), "http://d");
  variables_["AWS_ENDPOINT_URL_DYNAMODB"] = "http://c";
  EXPECT_EQ(cognito()->url.origin(), "http://d");
  variables_["AWS_ENDPOINT_URL"] = "http://b";
  EXPECT_EQ(cognito()->url.origin(), "http://b");
  variables_["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"] = "http://a:9229";
  EXPECT_EQ(cognito()->url.origin(), "http://a:9229");
  EXPECT_EQ(cognito()->region, "eu-west-2");
}

TEST_F(EndpointTest, TakesNoRegionOutOfAnotherServicesName) {
  const EndpointOptions options{.endpoint_url = "https://dynamodb.eu-west-3.amazonaws.com", .region = ""};
  EXPECT_FALSE(find_service_endpoint(kCognitoIdentityProvider, options, {}, {}));
}

}  // namespace
}  // namespace ddb::aws
