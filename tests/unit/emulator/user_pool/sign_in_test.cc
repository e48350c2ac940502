#include <regex>

#include "shared/base/base64.h"
#include "shared/crypto/sha256.h"
#include "shared/jwt/key_set.h"
#include "shared/jwt/token.h"
#include "tests/unit/emulator/user_pool/service_fixture.h"

namespace ddb::user_pool {
namespace {

constexpr std::string_view kWrong = "NotAuthorizedException: Incorrect username or password.";

class SignInTest : public ServiceTest {
 protected:
  jwt::KeySet key_set() {
    const http::Response response = service_->answer(
        http::Request("GET", "/" + std::string(kPool) + "/.well-known/jwks.json", http::Headers(), ""));
    EXPECT_EQ(response.status, 200);
    return *jwt::KeySet::parse(response.body);
  }

  /// The claims of a token, verified with the pool's key set as a backend does it.
  boost::json::object claims(const boost::json::object& result, std::string_view name) {
    const auto token = jwt::UnverifiedToken::parse(text(result, name));
    const jwt::KeySet keys = key_set();
    const crypto::RsaPublicKey* key = keys.find(token->key_id());
    EXPECT_NE(key, nullptr);
    const auto document = token->verify(*key);
    EXPECT_TRUE(document.has_value());
    return {document->root().as_object(), boost::json::storage_ptr()};  // not in the document's memory
  }
};

TEST_F(SignInTest, GivesThreeTokens) {
  add_user("alice");
  const boost::json::object result = sign_in("alice");
  EXPECT_EQ(result.at("TokenType"), "Bearer");
  EXPECT_EQ(result.at("ExpiresIn"), 3600);
  EXPECT_EQ(result.size(), 5U);
  EXPECT_TRUE(std::regex_match(text(result, "RefreshToken"), std::regex("[A-Za-z0-9-_=.]+")));
}

// Developer Guide, "Understanding the access token".
TEST_F(SignInTest, AccessTokenHasCognitosClaims) {
  add_user("alice");
  const boost::json::object found = claims(sign_in("alice"), "AccessToken");
  const auto now = unix_seconds(clock_.now());
  EXPECT_EQ(found.size(), 12U);
  EXPECT_EQ(found.at("iss"), "https://cognito-idp.eu-west-2.amazonaws.com/eu-west-2_Test00001");
  EXPECT_EQ(text(found, "client_id"), kClient);
  EXPECT_EQ(found.at("token_use"), "access");
  EXPECT_EQ(found.at("scope"), "aws.cognito.signin.user.admin");
  EXPECT_EQ(found.at("username"), "alice");
  EXPECT_EQ(found.at("auth_time"), now);
  EXPECT_EQ(found.at("iat"), now);
  EXPECT_EQ(found.at("exp"), now + 3600);
  const std::regex uuid("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  for (const auto* name : {"sub", "origin_jti", "event_id", "jti"})
    EXPECT_TRUE(std::regex_match(text(found, name), uuid)) << name;
}

TEST_F(SignInTest, IdTokenHasTheAttributes) {
  add_user("alice", {attribute("email", "alice@example.com"), attribute("email_verified", "true"),
                     attribute("preferred_username", "al")});
  const boost::json::object result = sign_in("alice");
  const boost::json::object found = claims(result, "IdToken");
  EXPECT_EQ(text(found, "aud"), kClient);
  EXPECT_EQ(found.at("token_use"), "id");
  EXPECT_EQ(found.at("cognito:username"), "alice");
  EXPECT_EQ(found.at("email"), "alice@example.com");
  EXPECT_EQ(found.at("email_verified"), true);
  EXPECT_EQ(found.at("preferred_username"), "al");
  EXPECT_FALSE(found.contains("client_id"));
  EXPECT_EQ(found.at("sub"), claims(result, "AccessToken").at("sub"));
}

TEST_F(SignInTest, SaysTheSameOfAWrongPasswordAndOfNobody) {
  add_user("alice");
  EXPECT_EQ(failure("InitiateAuth", sign_in_input("alice", "Wrong-horse1")), kWrong);
  EXPECT_EQ(failure("InitiateAuth", sign_in_input("nobody", "Wrong-horse1")), kWrong);
  EXPECT_EQ(failure("InitiateAuth", sign_in_input("nobody", "")),
            "InvalidParameterException: Missing required parameter PASSWORD");
}

TEST_F(SignInTest, TakesVerifiedAliasesInAnyCase) {
  add_user("alice", {attribute("email", "alice@example.com"), attribute("email_verified", "true"),
                     attribute("preferred_username", "al")});
  add_user("bob", {attribute("email", "bob@example.com")});
  for (const auto* name : {"alice", "ALICE", "al", "Alice@Example.com"})
    EXPECT_EQ(claims(sign_in(name), "AccessToken").at("username"), "alice") << name;
  EXPECT_EQ(failure("InitiateAuth", sign_in_input("bob@example.com", kPassword)), kWrong);
}

TEST_F(SignInTest, LocksOutWhoeverGuesses) {
  add_user("alice");
  add_user("bob");
  for (const auto* user : {"alice", "nobody"}) {
    for (int i = 0; i < 5; ++i)
      EXPECT_EQ(failure("InitiateAuth", sign_in_input(user, "Wrong-horse1")), kWrong) << i;
    const auto* locked = "NotAuthorizedException: Password attempts exceeded";
    EXPECT_EQ(failure("InitiateAuth", sign_in_input(user, kPassword)), locked);
    clock_.advance(std::chrono::seconds(1));
    EXPECT_EQ(failure("InitiateAuth", sign_in_input(user, "Wrong-horse1")), kWrong);
    clock_.advance(std::chrono::milliseconds(1999));
    EXPECT_EQ(failure("InitiateAuth", sign_in_input(user, "Wrong-horse1")), locked);
    clock_.advance(std::chrono::milliseconds(1));
  }
  sign_in("alice");
  sign_in("bob");
  EXPECT_EQ(failure("InitiateAuth", sign_in_input("alice", "Wrong-horse1")), kWrong);
  sign_in("alice");
}

TEST_F(SignInTest, RefusesADisabledUser) {
  add_user("alice");
  const boost::json::object result = sign_in("alice");
  call("AdminDisableUser", of_user("alice"));
  const auto* disabled = "NotAuthorizedException: User is disabled.";
  EXPECT_EQ(failure("InitiateAuth", sign_in_input("alice", kPassword)), disabled);
  EXPECT_EQ(failure("InitiateAuth", sign_in_input("alice", "Wrong-horse1")), kWrong);
  EXPECT_EQ(failure("InitiateAuth", refresh_input(text(result, "RefreshToken"))), disabled);
  EXPECT_EQ(failure("GetUser", {{"AccessToken", result.at("AccessToken")}}), disabled);
  call("AdminEnableUser", of_user("alice"));
  sign_in("alice");
}

TEST_F(SignInTest, RefusesFlowsThatTheClientDoesNotAllow) {
  const auto client = call("CreateUserPoolClient", {{"UserPoolId", kPool}, {"ClientName", "default"}})
                          .at("UserPoolClient")
                          .as_object();
  boost::json::object input = sign_in_input("alice", kPassword);
  input["ClientId"] = client.at("ClientId");
  EXPECT_EQ(failure("InitiateAuth", input),
            "InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client");
  input["UserPoolId"] = kPool;
  input["AuthFlow"] = "ADMIN_USER_PASSWORD_AUTH";
  EXPECT_EQ(failure("AdminInitiateAuth", input),
            "InvalidParameterException: Auth flow not enabled for this client");
  input.erase("UserPoolId");
  EXPECT_EQ(failure("InitiateAuth", input), "InvalidParameterException: Initiate Auth method not supported.");
  input["AuthFlow"] = "USER_SRP_AUTH";
  EXPECT_EQ(failure("InitiateAuth", input),
            "InvalidParameterException: The local user pool does not serve the flow USER_SRP_AUTH.");
  input["ClientId"] = "nothere";
  EXPECT_EQ(failure("InitiateAuth", input),
            "ResourceNotFoundException: User pool client nothere does not exist.");
}

TEST_F(SignInTest, AsksAClientWithASecretForItsHash) {
  const auto client = call("CreateUserPoolClient", {{"UserPoolId", kPool},
                                                    {"ClientName", "secretive"},
                                                    {"GenerateSecret", true},
                                                    {"ExplicitAuthFlows", {"ALLOW_USER_PASSWORD_AUTH"}}})
                          .at("UserPoolClient")
                          .as_object();
  add_user("alice");
  const std::string id = text(client, "ClientId");
  boost::json::object input = sign_in_input("alice", kPassword);
  input["ClientId"] = id;
  EXPECT_EQ(
      failure("InitiateAuth", input),
      "NotAuthorizedException: Client " + id + " is configured with secret but SECRET_HASH was not received");
  boost::json::object& parameters = input["AuthParameters"].as_object();
  parameters["SECRET_HASH"] = "AAAA";
  EXPECT_EQ(failure("InitiateAuth", input),
            "NotAuthorizedException: Unable to verify secret hash for client " + id);
  parameters["SECRET_HASH"] =
      base64_encode(crypto::as_bytes(crypto::hmac_sha256(text(client, "ClientSecret"), "alice" + id)));
  call("InitiateAuth", input);
}

TEST_F(SignInTest, RefreshesForThirtyDays) {
  add_user("alice");
  const boost::json::object first = sign_in("alice");
  const boost::json::object old_claims = claims(first, "AccessToken");
  clock_.advance(std::chrono::hours(24 * 30) - std::chrono::seconds(1));
  const boost::json::object refreshed =
      call("InitiateAuth", refresh_input(text(first, "RefreshToken"))).at("AuthenticationResult").as_object();
  EXPECT_FALSE(refreshed.contains("RefreshToken"));
  const boost::json::object new_claims = claims(refreshed, "AccessToken");
  for (const auto* name : {"sub", "origin_jti", "event_id", "auth_time"})
    EXPECT_EQ(new_claims.at(name), old_claims.at(name)) << name;
  EXPECT_NE(new_claims.at("jti"), old_claims.at("jti"));
  EXPECT_EQ(new_claims.at("exp"), unix_seconds(clock_.now()) + 3600);
  clock_.advance(std::chrono::seconds(1));
  EXPECT_EQ(failure("InitiateAuth", refresh_input(text(first, "RefreshToken"))),
            "NotAuthorizedException: Refresh Token has expired");
}

TEST_F(SignInTest, RefusesRefreshTokensThatAreNone) {
  add_user("alice");
  const std::string token = text(sign_in("alice"), "RefreshToken");
  const std::string other = text(sign_in("alice"), "RefreshToken");
  const std::string mixed = token.substr(0, token.find('.')) + other.substr(other.find('.'));
  for (const std::string& wrong :
       {std::string("x"), std::string("."), token + "x", token.substr(0, token.size() - 1),
        token.substr(0, token.find('.')), mixed})
    EXPECT_EQ(failure("InitiateAuth", refresh_input(wrong)), "NotAuthorizedException: Invalid Refresh Token")
        << wrong;
  call("InitiateAuth", refresh_input(token));
}

TEST_F(SignInTest, RefusesARefreshTokenOfAnotherClient) {
  ASSERT_TRUE(service_->ensure_pool({std::string(kPool), "testclient2"}).has_value());
  add_user("alice");
  boost::json::object input = refresh_input(text(sign_in("alice"), "RefreshToken"));
  input["ClientId"] = "testclient2";
  EXPECT_EQ(failure("InitiateAuth", input), "NotAuthorizedException: Invalid Refresh Token");
}

TEST_F(SignInTest, RevokesOneSignIn) {
  add_user("alice");
  const boost::json::object revoked = sign_in("alice");
  const boost::json::object kept = sign_in("alice");
  const boost::json::object input{{"ClientId", kClient}, {"Token", revoked.at("RefreshToken")}};
  call("RevokeToken", input);
  call("RevokeToken", input);
  EXPECT_EQ(failure("InitiateAuth", refresh_input(text(revoked, "RefreshToken"))),
            "NotAuthorizedException: Refresh Token has been revoked");
  EXPECT_EQ(failure("GetUser", {{"AccessToken", revoked.at("AccessToken")}}),
            "NotAuthorizedException: Access Token has been revoked");
  call("InitiateAuth", refresh_input(text(kept, "RefreshToken")));
  call("GetUser", {{"AccessToken", kept.at("AccessToken")}});
}

TEST_F(SignInTest, SignsOutEverywhere) {
  add_user("alice");
  add_user("bob");
  const boost::json::object one = sign_in("alice");
  const boost::json::object two = sign_in("alice");
  const boost::json::object bobs = sign_in("bob");
  call("GlobalSignOut", {{"AccessToken", one.at("AccessToken")}});
  EXPECT_EQ(failure("GetUser", {{"AccessToken", one.at("AccessToken")}}),
            "NotAuthorizedException: Access Token has been revoked");
  EXPECT_EQ(failure("InitiateAuth", refresh_input(text(two, "RefreshToken"))),
            "NotAuthorizedException: Refresh Token has been revoked");
  call("GetUser", {{"AccessToken", bobs.at("AccessToken")}});
  call("AdminUserGlobalSignOut", of_user("bob"));
  EXPECT_EQ(failure("GetUser", {{"AccessToken", bobs.at("AccessToken")}}),
            "NotAuthorizedException: Access Token has been revoked");
}

TEST_F(SignInTest, GetUserTakesAccessTokensAlone) {
  add_user("alice", {attribute("preferred_username", "al")});
  const boost::json::object result = sign_in("alice");
  const boost::json::object user = call("GetUser", {{"AccessToken", result.at("AccessToken")}});
  EXPECT_EQ(user.at("Username"), "alice");
  EXPECT_EQ(user.at("UserAttributes").as_array().at(1),
            boost::json::value(attribute("preferred_username", "al")));
  const auto* invalid = "NotAuthorizedException: Invalid Access Token";
  EXPECT_EQ(failure("GetUser", {{"AccessToken", result.at("IdToken")}}), invalid);
  EXPECT_EQ(failure("GetUser", {{"AccessToken", result.at("RefreshToken")}}), invalid);
  EXPECT_EQ(failure("GetUser", {{"AccessToken", text(result, "AccessToken") + "A"}}), invalid);
  clock_.advance(std::chrono::hours(1));
  EXPECT_EQ(failure("GetUser", {{"AccessToken", result.at("AccessToken")}}),
            "NotAuthorizedException: Access Token has expired");
}

TEST_F(SignInTest, TokensEndWithTheirUser) {
  add_user("alice");
  const boost::json::object result = sign_in("alice");
  call("AdminDeleteUser", of_user("alice"));
  EXPECT_EQ(failure("GetUser", {{"AccessToken", result.at("AccessToken")}}),
            "NotAuthorizedException: Invalid Access Token");
  add_user("alice");
  EXPECT_EQ(failure("InitiateAuth", refresh_input(text(result, "RefreshToken"))),
            "NotAuthorizedException: Invalid Refresh Token");
}

TEST_F(SignInTest, KeepsABoundedNumberOfSignIns) {
  add_user("alice");
  const boost::json::object first = sign_in("alice");
  for (std::size_t i = 0; i < kSignInsPerUserMax; ++i) {
    clock_.advance(std::chrono::seconds(1));
    sign_in("alice");
  }
  EXPECT_EQ(service_->directory().pools().at(std::string(kPool)).sign_ins.size(), kSignInsPerUserMax);
  EXPECT_EQ(failure("InitiateAuth", refresh_input(text(first, "RefreshToken"))),
            "NotAuthorizedException: Invalid Refresh Token");
}

TEST_F(SignInTest, SurvivesARestart) {
  add_user("alice", {attribute("preferred_username", "al")});
  const boost::json::object result = sign_in("alice");
  start();
  EXPECT_EQ(claims(result, "AccessToken").at("username"), "alice");
  call("InitiateAuth", refresh_input(text(result, "RefreshToken")));
  call("GetUser", {{"AccessToken", result.at("AccessToken")}});
  sign_in("al");
}

TEST_F(SignInTest, KeepsAndLogsNoSecret) {
  add_user("alice");
  const boost::json::object result = sign_in("alice");
  failure("InitiateAuth", sign_in_input("alice", "Wrong-horse1"));
  failure("AdminSetUserPassword",
          {{"UserPoolId", kPool}, {"Username", "alice"}, {"Password", "weak-secret"}});
  std::string kept;
  for (const storage::NamedBlob& row : store_->begin_read().settings("cognito/"))
    kept += row.name + row.blob;
  const std::string refresh = text(result, "RefreshToken");
  for (const std::string& secret :
       {std::string(kPassword), std::string("Wrong-horse1"), std::string("weak-secret"),
        refresh.substr(refresh.find('.') + 1), text(result, "AccessToken")}) {
    EXPECT_EQ(kept.find(secret), std::string::npos);
    EXPECT_EQ(logged_.str().find(secret), std::string::npos);
  }
}

}  // namespace
}  // namespace ddb::user_pool
