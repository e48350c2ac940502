#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>

#include "tests/unit/tools/cruddur/program_fixture.h"

namespace ddb::cruddur {
namespace {

using cli::ExitCode;
using ::testing::HasSubstr;

class CognitoCommandsTest : public ProgramTest {
 protected:
  /// One of ListUsers' users.
  static std::string user(const std::string& username, const std::string& sub, const std::string& handle) {
    return R"({"Username":")" + username + R"(","Attributes":[{"Name":"sub","Value":")" + sub +
           R"("},{"Name":"preferred_username","Value":")" + handle + R"("},{"Name":"email","Value":")" +
           handle +
           R"(@example.com"}],"UserCreateDate":1795238339.5,"Enabled":true,"UserStatus":"CONFIRMED"})";
  }
};

TEST_F(CognitoCommandsTest, ListUsersToTheLastPage) {
  answer(R"({"Users":[)" + user("a", "1", "mara") + R"(],"PaginationToken":"next"})");
  answer(R"({"Users":[)" + user("b", "2", "teo") + "]}");
  EXPECT_EQ(run({"cognito", "list-users"}), ExitCode::kSuccess);
  EXPECT_EQ(out(),
            "Username  Sub  Preferred username  E-mail            Status     Created at\n"
            "--------  ---  ------------------  ----------------  ---------  --------------------\n"
            "a         1    mara                mara@example.com  CONFIRMED  2026-11-21T05:18:59Z\n"
            "b         2    teo                 teo@example.com   CONFIRMED  2026-11-21T05:18:59Z\n");
  EXPECT_EQ(operation(0), "ListUsers");
  EXPECT_EQ(input(0), boost::json::parse(R"({"UserPoolId":"eu-west-2_abc123","Limit":60})"));
  EXPECT_EQ(input(1),
            boost::json::parse(R"({"UserPoolId":"eu-west-2_abc123","Limit":60,"PaginationToken":"next"})"));
  EXPECT_THAT(std::string(machine_.transport.requests[0].headers.find("Authorization")),
              HasSubstr("/eu-west-2/cognito-idp/aws4_request"));
}

TEST_F(CognitoCommandsTest, ListUsersInTheOtherFormats) {
  answer(R"({"Users":[)" + user("a", "1", "mara") + "]}");
  EXPECT_EQ(run({"cognito", "list-users", "--output", "plain"}), ExitCode::kSuccess);
  EXPECT_EQ(out(), "a\t1\tmara\tmara@example.com\tCONFIRMED\t2026-11-21T05:18:59Z\n");
  answer(R"({"Users":[)" + user("a", "1", "mara") + "]}");
  EXPECT_EQ(run({"cognito", "list-users", "--output", "json"}), ExitCode::kSuccess);
  EXPECT_EQ(boost::json::parse(out()), boost::json::parse(R"({"Users":[)" + user("a", "1", "mara") + "]}"));
  answer(R"({"Users":[]})");
  EXPECT_EQ(run({"cognito", "list-users", "--output", "json"}), ExitCode::kSuccess);
  EXPECT_EQ(out(), "{\"Users\": []}\n");
}

TEST_F(CognitoCommandsTest, EndAPoolThatNeverEnds) {
  answer(R"({"Users":[],"PaginationToken":"same"})");
  answer(R"({"Users":[],"PaginationToken":"same"})");
  EXPECT_EQ(run({"cognito", "list-users"}), ExitCode::kEndpoint);
  EXPECT_THAT(err(), HasSubstr("does not come to an end"));
}

TEST_F(CognitoCommandsTest, SayWhichPoolIsMissing) {
  set_environment({{"AWS_COGNITO_USER_POOL_ID", ""}});
  EXPECT_EQ(run({"cognito", "list-users"}), ExitCode::kUsage);
  EXPECT_EQ(err(),
            "cruddur: The user pool is not known: give --user-pool-id, or set AWS_COGNITO_USER_POOL_ID.\n");
  for (const std::string id : {"abc", "_abc", "eu-west-2_", "eu-west-2_a/b", "eu west_a"}) {
    EXPECT_EQ(run({"cognito", "list-users", "--user-pool-id", id}), ExitCode::kUsage) << id;
    EXPECT_THAT(err(), HasSubstr("is no user pool id"));
  }
  refuse("ResourceNotFoundException");
  EXPECT_EQ(run({"cognito", "list-users", "--user-pool-id", "us-east-1_gone"}), ExitCode::kFailed);
  EXPECT_THAT(err(), HasSubstr("There is no user pool us-east-1_gone at http://localhost:8000"));
}

TEST_F(CognitoCommandsTest, SayWhenThePoolIsNotReached) {
  machine_.transport.fail(http::ClientFailure::kConnect);
  EXPECT_EQ(run({"cognito", "list-users"}), ExitCode::kEndpoint);
  EXPECT_THAT(err(), HasSubstr("start the emulator with `ddb-emulator --port 8000`"));
}

TEST_F(CognitoCommandsTest, CreateAUserWhoCanSignInAtOnce) {
  answer(R"({"User":{"Username":"mara","Attributes":[{"Name":"sub","Value":"s-1"}]}})");
  answer("{}");
  EXPECT_EQ(run({"cognito", "create-user", "mara", "--email", "mara@example.com", "--password", "Secret-1",
                 "--display-name", "Mara L."}),
            ExitCode::kSuccess);
  EXPECT_EQ(err(),
            "Created the user mara in the pool eu-west-2_abc123, sub s-1; `cruddur cognito "
            "update-cognito-user-ids` tells the users database.\n");
  EXPECT_EQ(operation(0), "AdminCreateUser");
  EXPECT_EQ(input(0), boost::json::parse(R"({"UserPoolId":"eu-west-2_abc123","Username":"mara",
    "TemporaryPassword":"Secret-1","MessageAction":"SUPPRESS","UserAttributes":[
    {"Name":"email","Value":"mara@example.com"},{"Name":"email_verified","Value":"true"},
    {"Name":"preferred_username","Value":"mara"},{"Name":"name","Value":"Mara L."}]})"));
  EXPECT_EQ(operation(1), "AdminSetUserPassword");
  EXPECT_EQ(input(1), boost::json::parse(R"({"UserPoolId":"eu-west-2_abc123","Username":"mara",
    "Password":"Secret-1","Permanent":true})"));
}

TEST_F(CognitoCommandsTest, TakeThePasswordFromStandardInput) {
  in_.str("Secret-1\r\nmore");
  answer("{}");
  answer("{}");
  EXPECT_EQ(run({"cognito", "create-user", "mara", "--email", "m@example.com", "--username", "m@example.com",
                 "--password", "-"}),
            ExitCode::kSuccess);
  EXPECT_EQ(input(1).at("Password").as_string(), "Secret-1");
  EXPECT_EQ(input(1).at("Username").as_string(), "m@example.com");
}

TEST_F(CognitoCommandsTest, SayWhatIsMissingOfANewUser) {
  const std::string email = "m@example.com";
  EXPECT_EQ(run({"cognito", "create-user", "--email", email, "--password", "x"}), ExitCode::kUsage);
  EXPECT_EQ(run({"cognito", "create-user", "@m", "--email", email, "--password", "x"}), ExitCode::kUsage);
  EXPECT_EQ(run({"cognito", "create-user", "m", "--password", "x"}), ExitCode::kUsage);
  EXPECT_EQ(run({"cognito", "create-user", "m", "--email", email}), ExitCode::kUsage);
  EXPECT_EQ(run({"cognito", "create-user", "m", "--email", email, "--password", "-"}), ExitCode::kUsage);
  EXPECT_EQ(call_count(), 0U);
}

TEST_F(CognitoCommandsTest, PassOnWhatThePoolRefuses) {
  refuse("UsernameExistsException");
  EXPECT_EQ(run({"cognito", "create-user", "m", "--email", "e", "--password", "p"}), ExitCode::kFailed);
  EXPECT_THAT(err(), HasSubstr("There is a user \"m\" in the pool eu-west-2_abc123 already"));
  refuse("InvalidPasswordException", "too short");
  EXPECT_EQ(run({"cognito", "create-user", "m", "--email", "e", "--password", "p"}), ExitCode::kFailed);
  EXPECT_EQ(err(), "cruddur: AdminCreateUser was refused: InvalidPasswordException: too short\n");
  EXPECT_EQ(call_count(), 2U);
}

TEST_F(CognitoCommandsTest, TellTheDatabaseWhoIsWho) {
  ASSERT_EQ(run({"db", "setup", "--yes"}), ExitCode::kSuccess);
  for (const std::string group : {"db", "cognito"}) {
    answer(R"({"Users":[)" + user("a", "sub-m", "mara") + "," + user("b", "sub-x", "stranger") + "]}");
    EXPECT_EQ(run({group, "update-cognito-user-ids", "--output", "plain"}), ExitCode::kSuccess) << err();
    const std::string outcome = group == "db" ? "updated" : "unchanged";
    EXPECT_EQ(out(), "mara\ta\tsub-m\t" + outcome +
                         "\n\tb\tsub-x\tunknown\nines\t\t\tnot in the pool\nteo\t\t\tnot in the pool\n"
                         "yuki\t\t\tnot in the pool\n");
    EXPECT_EQ(err(), "1 " + outcome + ", 1 unknown, 3 not in the pool.\n");
  }
  EXPECT_EQ(database()->find_by_cognito_user_id("sub-m")->value().handle, "mara");
}

TEST_F(CognitoCommandsTest, FailForAConflictAndDoTheRest) {
  ASSERT_EQ(run({"db", "setup", "--yes"}), ExitCode::kSuccess);
  answer(R"({"Users":[)" + user("a", "1", "mara") + "," + user("b", "2", "mara") + "," +
         user("c", "3", "teo") + "]}");
  EXPECT_EQ(run({"cognito", "update-cognito-user-ids"}), ExitCode::kFailed);
  EXPECT_THAT(out(), HasSubstr("conflict: several accounts of the pool could be that user"));
  EXPECT_EQ(
      err(),
      "cruddur: 1 updated, 2 conflict, 2 not in the pool. Mend what the conflicts say, in the pool or the "
      "database, and run it again.\n");
  EXPECT_EQ(database()->find_by_cognito_user_id("3")->value().handle, "teo");
}

TEST_F(CognitoCommandsTest, ChangeNothingIfThePoolFails) {
  ASSERT_EQ(run({"db", "setup", "--yes"}), ExitCode::kSuccess);
  answer(R"({"Users":[)" + user("a", "1", "mara") + R"(],"PaginationToken":"next"})");
  refuse("InternalErrorException");
  EXPECT_EQ(run({"cognito", "update-cognito-user-ids"}), ExitCode::kFailed);
  EXPECT_EQ(out(), "");
  EXPECT_EQ(database()->find_by_handle("mara")->value().cognito_user_id, "");
}

}  // namespace
}  // namespace ddb::cruddur
