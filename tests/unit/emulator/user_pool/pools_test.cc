#include <condition_variable>
#include <mutex>

#include "tests/unit/emulator/user_pool/service_fixture.h"

namespace ddb::user_pool {
namespace {

class PoolsTest : public ServiceTest {
 protected:
  boost::json::object create(const boost::json::object& input) {
    return call("CreateUserPool", input).at("UserPool").as_object();
  }
};

TEST_F(PoolsTest, CreatesAPoolInTheRegionThatTheRequestIsSignedFor) {
  const boost::json::object pool = create({{"PoolName", "people"}});
  const std::string id = text(pool, "Id");
  EXPECT_EQ(id.substr(0, 10), "eu-west-1_");
  EXPECT_EQ(id.size(), 19U);
  EXPECT_EQ(text(pool, "Arn"), "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/" + id);
  EXPECT_EQ(boost::json::serialize(pool.at("Policies")),
            R"({"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,)"
            R"("RequireNumbers":true,"RequireSymbols":true,"TemporaryPasswordValidityDays":7}})");
  EXPECT_EQ(call("DescribeUserPool", {{"UserPoolId", id}}).at("UserPool"), boost::json::value(pool));
}

TEST_F(PoolsTest, ListsByPages) {
  create({{"PoolName", "one"}});
  create({{"PoolName", "two"}});
  boost::json::object input{{"MaxResults", 2}};
  const boost::json::object first = call("ListUserPools", input);
  EXPECT_EQ(first.at("UserPools").as_array().size(), 2U);
  input["NextToken"] = first.at("NextToken");
  const boost::json::object second = call("ListUserPools", input);
  EXPECT_EQ(second.at("UserPools").as_array().size(), 1U);
  EXPECT_FALSE(second.contains("NextToken"));
  EXPECT_EQ(
      failure("ListUserPools", {}),
      "InvalidParameterException: 1 validation error detected: Value null at 'maxResults' failed to satisfy "
      "constraint: Member must not be null");
}

TEST_F(PoolsTest, DeletesAPoolWithAllThatIsInIt) {
  add_user("alice");
  const boost::json::object tokens = sign_in("alice");
  call("DeleteUserPool", {{"UserPoolId", kPool}});
  EXPECT_TRUE(store_->begin_read().settings("cognito/").empty());
  EXPECT_EQ(failure("DescribeUserPool", {{"UserPoolId", kPool}}),
            "ResourceNotFoundException: User pool eu-west-2_Test00001 does not exist.");
  EXPECT_EQ(failure("GetUser", {{"AccessToken", tokens.at("AccessToken")}}),
            "NotAuthorizedException: Invalid Access Token");
  EXPECT_EQ(failure("InitiateAuth", sign_in_input("alice", kPassword)),
            "ResourceNotFoundException: User pool client testclient1 does not exist.");
}

TEST_F(PoolsTest, KeepsThePolicyThatIsGiven) {
  const boost::json::object pool =
      create({{"PoolName", "lax"}, {"Policies", {{"PasswordPolicy", {{"MinimumLength", 6}}}}}});
  boost::json::object input{{"UserPoolId", pool.at("Id")}, {"Username", "alice"}};
  call("AdminCreateUser", input);
  input["Password"] = "abcdef";
  input["Permanent"] = true;
  call("AdminSetUserPassword", input);
  start();
  input["Password"] = "abcde";
  EXPECT_EQ(failure("AdminSetUserPassword", input),
            "InvalidPasswordException: Password did not conform with policy: Password not long enough");
}

TEST_F(PoolsTest, UsernamesOfANewPoolAreCaseSensitive) {
  const auto users_of = [&](const boost::json::object& pool) {
    for (const auto* name : {"alice", "Alice"})
      send("AdminCreateUser",
           boost::json::serialize(boost::json::object{{"UserPoolId", pool.at("Id")}, {"Username", name}}));
    return call("ListUsers", {{"UserPoolId", pool.at("Id")}}).at("Users").as_array().size();
  };
  EXPECT_EQ(users_of(create({{"PoolName", "sensitive"}})), 2U);
  EXPECT_EQ(users_of(create({{"PoolName", "not"}, {"UsernameConfiguration", {{"CaseSensitive", false}}}})),
            1U);
}

TEST_F(PoolsTest, RefusesWhatIsNotServed) {
  EXPECT_EQ(failure("CreateUserPool", {{"PoolName", "x"}, {"LambdaConfig", boost::json::object()}}),
            "InvalidParameterException: The local user pool does not serve the parameter LambdaConfig.");
  EXPECT_EQ(failure("CreateUserPool", {{"PoolName", "x"}, {"MfaConfiguration", "ON"}}).substr(0, 26),
            "InvalidParameterException:");
  EXPECT_EQ(failure("SignUp", {}),
            "UnknownOperationException: The local user pool does not serve this operation.");
}

TEST_F(PoolsTest, ManagesClients) {
  const boost::json::object client =
      call("CreateUserPoolClient", {{"UserPoolId", kPool},
                                    {"ClientName", "web"},
                                    {"AccessTokenValidity", 10},
                                    {"TokenValidityUnits", {{"AccessToken", "minutes"}}}})
          .at("UserPoolClient")
          .as_object();
  EXPECT_EQ(client.at("AccessTokenValidity"), 600);
  EXPECT_EQ(client.at("RefreshTokenValidity"), 2'592'000);
  EXPECT_FALSE(client.contains("ClientSecret"));
  const boost::json::object input{{"UserPoolId", kPool}, {"ClientId", client.at("ClientId")}};
  start();
  EXPECT_EQ(call("DescribeUserPoolClient", input).at("UserPoolClient"), boost::json::value(client));
  EXPECT_EQ(call("ListUserPoolClients", {{"UserPoolId", kPool}}).at("UserPoolClients").as_array().size(), 2U);
  call("DeleteUserPoolClient", input);
  EXPECT_EQ(failure("DescribeUserPoolClient", input),
            "ResourceNotFoundException: User pool client " + text(client, "ClientId") + " does not exist.");
  EXPECT_EQ(failure("CreateUserPoolClient",
                    {{"UserPoolId", kPool}, {"ClientName", "x"}, {"AccessTokenValidity", 25}}),
            "InvalidParameterException: Invalid range for token validity: AccessToken must be valid from 300 "
            "to 86400 "
            "seconds.");
}

TEST_F(PoolsTest, AsksForASignatureWhereCognitoDoes) {
  const auto* missing = "MissingAuthenticationTokenException: Missing Authentication Token";
  for (const auto* operation : {"CreateUserPool", "ListUsers", "AdminInitiateAuth", "AdminCreateUser"})
    EXPECT_EQ(failure(operation, {}, Signing::kUnsigned), missing);
  EXPECT_EQ(failure("InitiateAuth", sign_in_input("nobody", "x"), Signing::kUnsigned),
            "NotAuthorizedException: Incorrect username or password.");
}

TEST_F(PoolsTest, RefusesRequestsThatAreNoJson) {
  for (const auto* body : {"", "[]", "null", "{", "\"x\"", "{}{}"}) {
    const http::Response response = send("ListUsers", body);
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(response.headers.find("x-amzn-ErrorType"), "SerializationException:");
    EXPECT_TRUE(response.headers.contains("x-amzn-RequestId"));
  }
  EXPECT_EQ(send("ListUsers", std::string(300'000, ' ')).status, 400);
  EXPECT_EQ(failure("ListUsers", {{"UserPoolId", 7}}).substr(0, 23), "SerializationException:");
  EXPECT_EQ(failure("ListUsers", {{"UserPoolId", "a b"}, {"Limit", -1}}),
            "InvalidParameterException: 2 validation errors detected: Value 'a b' at 'userPoolId' failed to "
            "satisfy "
            "constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+; Value '-1' at "
            "'limit' "
            "failed to satisfy constraint: Member must have value greater than or equal to 0");
}

TEST_F(PoolsTest, ServesNoKeysOfAPoolThatIsNotThere) {
  const auto get = [&](std::string_view path) {
    return service_->answer(http::Request("GET", path, http::Headers(), "")).status;
  };
  EXPECT_EQ(get("/eu-west-2_Test00001/.well-known/jwks.json"), 200);
  EXPECT_EQ(get("/eu-west-2_None/.well-known/jwks.json"), 404);
}

TEST_F(PoolsTest, OptionNamesAPoolAndAClient) {
  EXPECT_EQ(parse_pool_name("us-east-1_AbC123")->pool_id, "us-east-1_AbC123");
  EXPECT_EQ(parse_pool_name("us-east-1_AbC123")->client_id, "");
  EXPECT_EQ(parse_pool_name("us-east-1_AbC123:client")->client_id, "client");
  for (const auto* wrong :
       {"", "pool", "_x", "us-east-1_", "us-east-1_a-b", "us-east-1_a:", "us-east-1_a:b:c", "a b_c"})
    EXPECT_FALSE(parse_pool_name(wrong).has_value()) << wrong;
}

TEST_F(PoolsTest, EnsuringKeepsWhatIsThere) {
  const std::string key_id = service_->directory().pools().at(std::string(kPool)).pool.key_id;
  start();
  EXPECT_EQ(service_->directory().pools().at(std::string(kPool)).pool.key_id, key_id);
  EXPECT_FALSE(service_->ensure_pool({"eu-west-2_Other", std::string(kClient)}).has_value());
}

/// An answer that a test can wait for.
class WaitingSink final : public http::ResponseSink {
 public:
  void respond(http::Response&& response) override { set(std::move(response)); }
  void abandon() override { set(http::Response{500, {}, {}}); }
  http::IoThread& io_thread() override { throw std::logic_error("no thread"); }

  http::Response wait() {
    std::unique_lock lock(mutex_);
    answered_.wait(lock, [this] { return answer_.has_value(); });
    return *answer_;
  }

 private:
  void set(http::Response&& response) {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(response);
    answered_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable answered_;
  std::optional<http::Response> answer_;
};

http::Request key_set_request() {
  return {"GET", "/" + std::string(kPool) + "/.well-known/jwks.json", http::Headers(), ""};
}

TEST_F(PoolsTest, FrontAnswersFromItsThreadWithTheHeadersOfItsCaller) {
  Front front(*service_);
  const auto sink = std::make_shared<WaitingSink>();
  front.handle(key_set_request(), {{"Vary", "Origin"}}, http::Responder(sink));
  const http::Response response = sink->wait();
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.find("Vary"), "Origin");
}

TEST_F(PoolsTest, FrontAbandonsWhatComesAfterTheEnd) {
  Front front(*service_);
  front.stop();
  const auto sink = std::make_shared<WaitingSink>();
  front.handle(key_set_request(), {}, http::Responder(sink));
  EXPECT_EQ(sink->wait().status, 500);
}

}  // namespace
}  // namespace ddb::user_pool
