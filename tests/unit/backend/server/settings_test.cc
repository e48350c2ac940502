#include "backend/server/settings.h"

#include <gmock/gmock.h>

#include "tests/unit/shared/aws/fakes.h"

namespace ddb::backend {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

using Variables = std::map<std::string, std::string, std::less<>>;

class SettingsTest : public testing::Test {
 protected:
  Result<Settings> read(const Variables& changed) {
    Variables variables{{"AWS_COGNITO_USER_POOL_ID", "us-east-1_Cruddur01"},
                        {"AWS_COGNITO_USER_POOL_CLIENT_ID", "client-1"},
                        {"AWS_REGION", "eu-west-2"}};
    for (const auto& [name, value] : changed)
      variables[name] = value;
    const aws::Environment environment(std::move(variables));
    const aws::FakeFiles files;
    return read_settings(environment, *aws::Profile::load("", environment, files));
  }
};

TEST_F(SettingsTest, AwsIsMeantWhereNothingStandsInForIt) {
  const auto settings = read({});
  ASSERT_TRUE(settings) << settings.error().message;
  EXPECT_EQ(settings->dynamodb.dynamodb.origin(), "https://dynamodb.eu-west-2.amazonaws.com");
  EXPECT_EQ(settings->user_pool.endpoint.origin(), "https://cognito-idp.us-east-1.amazonaws.com");
  EXPECT_EQ(settings->region, "us-east-1");
  EXPECT_EQ(settings->message_table, "cruddur-messages");
  EXPECT_EQ(settings->transactions, Transactions::kOn);
  EXPECT_EQ(settings->connection_url, "");
  EXPECT_EQ(settings->hook_secret, "");
  EXPECT_TRUE(settings->allowed_origins.empty());
}

TEST_F(SettingsTest, OneServerMayStandInForAll) {
  const auto settings = read({{"AWS_ENDPOINT_URL", "http://localhost:8000"}});
  EXPECT_EQ(settings->dynamodb.dynamodb.origin(), "http://localhost:8000");
  EXPECT_EQ(settings->user_pool.endpoint.origin(), "http://localhost:8000");
  EXPECT_EQ(settings->user_pool.issuer(), "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Cruddur01");
}

TEST_F(SettingsTest, OrOneForEach) {
  const auto settings = read({{"AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8000"},
                              {"AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "http://localhost:9000"}});
  EXPECT_EQ(settings->dynamodb.dynamodb.origin(), "http://localhost:8000");
  EXPECT_EQ(settings->user_pool.endpoint.origin(), "http://localhost:9000");
}

TEST_F(SettingsTest, EverythingElseIsTakenAsItIs) {
  const auto settings = read({{"DDB_MESSAGE_TABLE", "other"},
                              {"DDB_TRANSACTIONS", "off"},
                              {"CONNECTION_URL", "sqlite:/tmp/x.db"},
                              {"FRONTEND_URL", "https://Cruddur.example.com/app/"},
                              {"BACKEND_URL", "http://localhost:4567"},
                              {"CRUDDUR_HOOK_SECRET", "0123456789abcdef"}});
  ASSERT_TRUE(settings) << settings.error().message;
  EXPECT_EQ(settings->message_table, "other");
  EXPECT_EQ(settings->transactions, Transactions::kOff);
  EXPECT_EQ(settings->connection_url, "sqlite:/tmp/x.db");
  EXPECT_EQ(settings->allowed_origins,
            (std::vector<std::string>{"https://cruddur.example.com", "http://localhost:4567"}));
  EXPECT_EQ(settings->hook_secret, "0123456789abcdef");
}

TEST_F(SettingsTest, WhatIsMissingOrWrongIsNamedWithItsRemedy) {
  const std::vector<std::array<std::string, 3>> cases{
      {"AWS_COGNITO_USER_POOL_ID", "", "give the id of the Cognito user pool"},
      {"AWS_COGNITO_USER_POOL_ID", "pool", "it looks like us-east-1_"},
      {"AWS_COGNITO_USER_POOL_CLIENT_ID", "", "app client"},
      {"DDB_TRANSACTIONS", "yes", "it is on or off"},
      {"DDB_MESSAGE_TABLE", "a b c", "no name of a table"},
      {"FRONTEND_URL", "*", "give one address"},
      {"FRONTEND_URL", "cruddur.example.com", "must begin with http"},
      {"CONNECTION_URL", "mysql://x/y", "is not usable"},
      {"BACKEND_URL", "ftp://x", "must begin with http"},
      {"CRUDDUR_HOOK_SECRET", "short-secret", "openssl rand"},
      {"CRUDDUR_HOOK_SECRET", "0123456789/abcdef", "which a path would change"}};
  for (const auto& [variable, value, remedy] : cases) {
    const auto settings = read({{variable, value}});
    ASSERT_FALSE(settings) << variable << value;
    EXPECT_THAT(settings.error().message, AllOf(HasSubstr(variable), HasSubstr(remedy)));
  }
  for (const auto& [variable, value, remedy] : {cases[9], cases[10]})
    EXPECT_THAT(read({{variable, value}}).error().message, Not(HasSubstr(value)));
  EXPECT_FALSE(read({{"AWS_ENDPOINT_URL", "localhost"}}));
  EXPECT_FALSE(read({{"AWS_REGION", ""}})) << "the table's region is not the pool's";
}

}  // namespace
}  // namespace ddb::backend
