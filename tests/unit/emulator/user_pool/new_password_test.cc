#include "tests/unit/emulator/user_pool/service_fixture.h"

namespace ddb::user_pool {
namespace {

constexpr std::string_view kTemporary = "Temporary-1";

class NewPasswordTest : public ServiceTest {
 protected:
  void add_temporary_user(std::string_view username) {
    boost::json::object input = of_user(username);
    input["TemporaryPassword"] = kTemporary;
    input["UserAttributes"] = boost::json::array{attribute("email", std::string(username) + "@example.com")};
    call("AdminCreateUser", input);
  }

  std::string begin(std::string_view username) {
    const boost::json::object answer = call("InitiateAuth", sign_in_input(username, kTemporary));
    EXPECT_EQ(answer.at("ChallengeName"), "NEW_PASSWORD_REQUIRED");
    EXPECT_FALSE(answer.contains("AuthenticationResult"));
    return text(answer, "Session");
  }

  static boost::json::object response_input(std::string_view session, std::string_view username,
                                            std::string_view password) {
    return {{"ClientId", kClient},
            {"ChallengeName", "NEW_PASSWORD_REQUIRED"},
            {"Session", session},
            {"ChallengeResponses", {{"USERNAME", username}, {"NEW_PASSWORD", password}}}};
  }
};

constexpr std::string_view kInvalid = "NotAuthorizedException: Invalid session for the user.";

TEST_F(NewPasswordTest, ATemporaryPasswordMustBeChanged) {
  add_temporary_user("alice");
  EXPECT_EQ(call("AdminGetUser", of_user("alice")).at("UserStatus"), "FORCE_CHANGE_PASSWORD");
  const boost::json::object challenge = call("InitiateAuth", sign_in_input("alice", kTemporary));
  const boost::json::object& parameters = challenge.at("ChallengeParameters").as_object();
  EXPECT_EQ(parameters.at("USER_ID_FOR_SRP"), "alice");
  EXPECT_EQ(parameters.at("requiredAttributes"), "[]");
  EXPECT_EQ(parameters.at("userAttributes"), R"({"email":"alice@example.com"})");
  const boost::json::object answer =
      call("RespondToAuthChallenge", response_input(text(challenge, "Session"), "alice", kPassword));
  EXPECT_TRUE(answer.at("AuthenticationResult").as_object().contains("RefreshToken"));
  EXPECT_EQ(call("AdminGetUser", of_user("alice")).at("UserStatus"), "CONFIRMED");
  sign_in("alice");
  EXPECT_EQ(failure("InitiateAuth", sign_in_input("alice", kTemporary)),
            "NotAuthorizedException: Incorrect username or password.");
}

TEST_F(NewPasswordTest, ASessionWorksOnceAndForItsUser) {
  add_temporary_user("alice");
  add_temporary_user("bob");
  const std::string session = begin("alice");
  EXPECT_EQ(failure("RespondToAuthChallenge", response_input(session, "bob", kPassword)), kInvalid);
  EXPECT_EQ(failure("RespondToAuthChallenge", response_input(session, "nobody", kPassword)), kInvalid);
  EXPECT_EQ(failure("RespondToAuthChallenge", response_input(std::string(64, 'x'), "alice", kPassword)),
            kInvalid);
  EXPECT_EQ(failure("RespondToAuthChallenge", response_input(session, "alice", "weak")),
            "InvalidPasswordException: Password did not conform with policy: Password not long enough");
  EXPECT_EQ(failure("RespondToAuthChallenge", response_input(session, "alice", std::string(257, 'x'))),
            "InvalidParameterException: NEW_PASSWORD must have 1 to 256 characters and no spaces.");
  call("RespondToAuthChallenge", response_input(session, "alice", kPassword));
  EXPECT_EQ(failure("RespondToAuthChallenge", response_input(session, "alice", "Another-horse1")), kInvalid);
}

TEST_F(NewPasswordTest, ASessionEndsAfterThreeMinutes) {
  add_temporary_user("alice");
  const std::string session = begin("alice");
  clock_.advance(std::chrono::minutes(3));
  EXPECT_EQ(failure("RespondToAuthChallenge", response_input(session, "alice", kPassword)),
            "NotAuthorizedException: Invalid session for the user, session is expired.");
}

TEST_F(NewPasswordTest, AnAdministratorsPasswordOvertakesASession) {
  add_temporary_user("alice");
  const std::string session = begin("alice");
  boost::json::object input = of_user("alice");
  input["Password"] = kPassword;
  input["Permanent"] = true;
  call("AdminSetUserPassword", input);
  EXPECT_EQ(failure("RespondToAuthChallenge", response_input(session, "alice", "Another-horse1")), kInvalid);
}

TEST_F(NewPasswordTest, ATemporaryPasswordLastsSevenDays) {
  add_temporary_user("alice");
  clock_.advance(std::chrono::hours(24 * 7) - std::chrono::seconds(1));
  begin("alice");
  clock_.advance(std::chrono::seconds(1));
  EXPECT_EQ(failure("InitiateAuth", sign_in_input("alice", kTemporary)),
            "NotAuthorizedException: Temporary password has expired and must be reset by an administrator.");
}

TEST_F(NewPasswordTest, TheAnswerMaySetAttributes) {
  add_temporary_user("alice");
  boost::json::object input = response_input(begin("alice"), "alice", kPassword);
  input["ChallengeResponses"].as_object()["userAttributes.name"] = "Alice";
  call("RespondToAuthChallenge", input);
  const auto found = call("ListUsers", {{"UserPoolId", kPool}, {"Filter", "name = \"Alice\""}});
  EXPECT_EQ(found.at("Users").as_array().size(), 1U);
}

TEST_F(NewPasswordTest, NamesWhatIsMissing) {
  add_temporary_user("alice");
  const std::string session = begin("alice");
  EXPECT_EQ(
      failure("RespondToAuthChallenge",
              {{"ClientId", kClient}, {"ChallengeName", "NEW_PASSWORD_REQUIRED"}, {"Session", session}}),
      "InvalidParameterException: Missing required parameter NEW_PASSWORD");
  EXPECT_EQ(failure("RespondToAuthChallenge",
                    {{"ClientId", kClient},
                     {"ChallengeName", "NEW_PASSWORD_REQUIRED"},
                     {"ChallengeResponses", {{"USERNAME", "alice"}, {"NEW_PASSWORD", kPassword}}}}),
            "InvalidParameterException: Missing required parameter Session");
  EXPECT_EQ(failure("RespondToAuthChallenge",
                    {{"ClientId", kClient}, {"ChallengeName", "SMS_MFA"}, {"Session", session}}),
            "InvalidParameterException: The local user pool does not serve the challenge SMS_MFA.");
}

}  // namespace
}  // namespace ddb::user_pool
