#include "tests/unit/emulator/user_pool/service_fixture.h"

namespace ddb::user_pool {
namespace {

class UsersTest : public ServiceTest {
 protected:
  std::string password_failure(std::string_view operation, std::string_view member,
                               std::string_view password) {
    boost::json::object input = of_user(operation == "AdminCreateUser" ? "carol" : "alice");
    input[member] = password;
    return failure(operation, input);
  }

  std::vector<std::string> usernames(boost::json::object input) {
    input["UserPoolId"] = kPool;
    std::vector<std::string> names;
    for (;;) {
      const boost::json::object page = call("ListUsers", input);
      for (const auto& user : page.at("Users").as_array())
        names.push_back(text(user.as_object(), "Username"));
      if (!page.contains("PaginationToken")) return names;
      input["PaginationToken"] = page.at("PaginationToken");
    }
  }

  std::vector<std::string> matching(std::string_view filter) { return usernames({{"Filter", filter}}); }
};

using Names = std::vector<std::string>;

TEST_F(UsersTest, CreatesAUserWithASub) {
  boost::json::object input = of_user("alice");
  input["UserAttributes"] = boost::json::array{attribute("email", "alice@example.com")};
  const boost::json::object user = call("AdminCreateUser", input).at("User").as_object();
  EXPECT_EQ(user.at("Username"), "alice");
  EXPECT_EQ(user.at("Enabled"), true);
  EXPECT_EQ(user.at("UserStatus"), "FORCE_CHANGE_PASSWORD");
  EXPECT_EQ(user.at("UserCreateDate"), static_cast<double>(unix_seconds(clock_.now())));
  const boost::json::array& attributes = user.at("Attributes").as_array();
  ASSERT_EQ(attributes.size(), 2U);
  EXPECT_EQ(attributes.at(0).at("Name"), "sub");
  EXPECT_EQ(attributes.at(1), boost::json::value(attribute("email", "alice@example.com")));
  const boost::json::object found =
      call("AdminGetUser", of_user(text(attributes.at(0).as_object(), "Value")));
  EXPECT_EQ(found.at("Username"), "alice");
  EXPECT_EQ(found.at("UserAttributes"), boost::json::value(attributes));
}

TEST_F(UsersTest, RefusesASecondUserOfAName) {
  add_user("alice");
  EXPECT_EQ(failure("AdminCreateUser", of_user("alice")),
            "UsernameExistsException: User account already exists");
  EXPECT_EQ(failure("AdminCreateUser", of_user("Alice")),
            "UsernameExistsException: User account already exists");
  EXPECT_EQ(failure("AdminCreateUser", of_user("alice@example.com")),
            "InvalidParameterException: Username cannot be of email format, since user pool is configured "
            "for email "
            "alias.");
}

TEST_F(UsersTest, KeepsAliasesUnique) {
  add_user("alice", {attribute("preferred_username", "al")});
  boost::json::object input = of_user("bob");
  input["UserAttributes"] = boost::json::array{attribute("preferred_username", "AL")};
  EXPECT_EQ(failure("AdminCreateUser", input),
            "AliasExistsException: An account with the given preferred_username already exists.");
  add_user("bob");
  EXPECT_EQ(failure("AdminUpdateUserAttributes", input),
            "AliasExistsException: An account with the given preferred_username already exists.");
  input["UserAttributes"] = boost::json::array{attribute("preferred_username", "bobby")};
  call("AdminUpdateUserAttributes", input);
}

TEST_F(UsersTest, ChecksPasswordsByThePolicy) {
  add_user("alice");
  const std::string words = "InvalidPasswordException: Password did not conform with policy: ";
  const auto set = [&](std::string_view password) {
    return password_failure("AdminSetUserPassword", "Password", password);
  };
  EXPECT_EQ(set("Aa1-567"), words + "Password not long enough");
  EXPECT_EQ(set("AA1-5678"), words + "Password must have lowercase characters");
  EXPECT_EQ(set("aa1-5678"), words + "Password must have uppercase characters");
  EXPECT_EQ(set("Aab-cdef"), words + "Password must have numeric characters");
  EXPECT_EQ(set("Aa1b5678"), words + "Password must have symbol characters");
  EXPECT_EQ(
      password_failure("AdminCreateUser", "TemporaryPassword", "short"),
      "InvalidPasswordException: Password did not conform with password policy: Password not long enough");
  EXPECT_EQ(set("has a space-1A").substr(0, 26), "InvalidParameterException:");
  EXPECT_EQ(set("has a space-1A").find("space"), std::string::npos);
}

TEST_F(UsersTest, ChangesAndDeletesAttributes) {
  add_user("alice", {attribute("email", "a@example.com"), attribute("email_verified", "True")});
  const auto update = [&](boost::json::array attributes) {
    boost::json::object input = of_user("alice");
    input["UserAttributes"] = std::move(attributes);
    call("AdminUpdateUserAttributes", input);
    boost::json::array found = call("AdminGetUser", of_user("alice")).at("UserAttributes").as_array();
    found.erase(found.begin());  // sub
    return found;
  };
  EXPECT_EQ(update({attribute("email", "a@example.com")}),
            (boost::json::array{attribute("email", "a@example.com"), attribute("email_verified", "true")}));
  EXPECT_EQ(update({attribute("email", "b@example.com")}),
            (boost::json::array{attribute("email", "b@example.com"), attribute("email_verified", "false")}));
  EXPECT_EQ(update({attribute("email", ""), attribute("name", "A")}),
            (boost::json::array{attribute("name", "A")}));
}

TEST_F(UsersTest, RefusesAttributesThatAreNone) {
  add_user("alice");
  const auto refusal = [&](std::string_view name, std::string_view value) {
    boost::json::object input = of_user("alice");
    input["UserAttributes"] = boost::json::array{attribute(name, value)};
    return failure("AdminUpdateUserAttributes", input);
  };
  EXPECT_EQ(refusal("shoe_size", "44"),
            "InvalidParameterException: user.shoe_size: Attribute does not exist in the schema.");
  EXPECT_EQ(refusal("sub", "x"), "InvalidParameterException: user.sub: Attribute cannot be updated.");
  for (const auto* address : {"x", "@x", "x@", "a@b@c", "a b@c"})
    EXPECT_EQ(refusal("email", address), "InvalidParameterException: Invalid email address format.");
  EXPECT_EQ(refusal("phone_number", "12345"), "InvalidParameterException: Invalid phone number format.");
  EXPECT_EQ(refusal("email_verified", "yes").substr(0, 26), "InvalidParameterException:");
}

TEST_F(UsersTest, SaysWhoIsNotThere) {
  for (const auto* operation : {"AdminGetUser", "AdminDeleteUser", "AdminDisableUser", "AdminEnableUser"}) {
    EXPECT_EQ(failure(operation, of_user("nobody")), "UserNotFoundException: User does not exist.");
    EXPECT_EQ(failure(operation, {{"UserPoolId", "eu-west-2_None"}, {"Username", "nobody"}}),
              "ResourceNotFoundException: User pool eu-west-2_None does not exist.");
  }
}

TEST_F(UsersTest, ListsByPages) {
  for (const auto* name : {"erin", "alice", "carol", "bob", "dave"})
    add_user(name);
  const Names all{"alice", "bob", "carol", "dave", "erin"};
  EXPECT_EQ(usernames({}), all);
  EXPECT_EQ(usernames({{"Limit", 0}}), all);
  for (const int limit : {1, 2, 3, 4, 5, 60})
    EXPECT_EQ(usernames({{"Limit", limit}}), all) << limit;
  EXPECT_EQ(failure("ListUsers", {{"UserPoolId", kPool}, {"Limit", 61}}),
            "InvalidParameterException: 1 validation error detected: Value '61' at 'limit' failed to satisfy "
            "constraint: Member must have value less than or equal to 60");
  EXPECT_EQ(failure("ListUsers", {{"UserPoolId", kPool}, {"PaginationToken", "="}}),
            "InvalidParameterException: Invalid pagination token.");
}

TEST_F(UsersTest, Filters) {
  add_user("alice", {attribute("email", "alice@example.com"), attribute("name", "A \"x\" \\")});
  add_user("bob", {attribute("email", "bob@example.org"), attribute("preferred_username", "bobby")});
  call("AdminCreateUser", of_user("carol"));
  call("AdminDisableUser", of_user("bob"));
  EXPECT_EQ(matching(""), (Names{"alice", "bob", "carol"}));
  EXPECT_EQ(matching(R"(username = "bob")"), Names{"bob"});
  EXPECT_EQ(matching(R"(username="bo")"), Names{});
  EXPECT_EQ(matching(R"(username ^= "bo")"), Names{"bob"});
  EXPECT_EQ(matching(R"(email ^= "alice@")"), Names{"alice"});
  EXPECT_EQ(matching(R"(preferred_username = "bobby")"), Names{"bob"});
  EXPECT_EQ(matching(R"(name = "A \"x\" \\")"), Names{"alice"});
  EXPECT_EQ(matching(R"(cognito:user_status = "force_change_password")"), Names{"carol"});
  EXPECT_EQ(matching(R"(status = "Disabled")"), Names{"bob"});
  EXPECT_EQ(matching(R"(email ^= "")"), (Names{"alice", "bob"}));
  EXPECT_EQ(usernames({{"Filter", R"(email ^= "bob")"}, {"Limit", 1}}), Names{"bob"});
}

TEST_F(UsersTest, RefusesFiltersThatAreNone) {
  const auto refusal = [&](std::string_view filter) {
    return failure("ListUsers", {{"UserPoolId", kPool}, {"Filter", filter}});
  };
  for (const auto* filter : {"username", "username =", "username = bob", "username = \"bob", "= \"bob\"",
                             "username > \"bob\"", "username = \"a\" and email = \"b\"", "username == \"a\"",
                             "username = \"a\\n\"", "username ^ = \"a\""})
    EXPECT_EQ(refusal(filter), "InvalidParameterException: Error while parsing filter") << filter;
  EXPECT_EQ(refusal("custom:x = \"a\""), "InvalidParameterException: Invalid search attribute: custom:x");
  EXPECT_EQ(refusal(std::string(257, ' ')).substr(0, 26), "InvalidParameterException:");
}

TEST_F(UsersTest, ListsTheAttributesThatAreAskedFor) {
  add_user("alice", {attribute("email", "alice@example.com"), attribute("name", "A")});
  const auto listed = call("ListUsers", {{"UserPoolId", kPool}, {"AttributesToGet", {"name"}}});
  EXPECT_EQ(listed.at("Users").at(0).at("Attributes"), boost::json::array{attribute("name", "A")});
  EXPECT_EQ(failure("ListUsers", {{"UserPoolId", kPool}, {"AttributesToGet", {"shoe_size"}}}),
            "InvalidParameterException: One or more requested attributes do not exist.");
}

TEST_F(UsersTest, AnEmailAddressMayTakeTheUsernamesPlace) {
  const auto pool = call("CreateUserPool", {{"PoolName", "by email"}, {"UsernameAttributes", {"email"}}})
                        .at("UserPool")
                        .as_object();
  const auto in_pool = [&](std::string_view username) {
    return boost::json::object{{"UserPoolId", pool.at("Id")}, {"Username", username}};
  };
  const auto user = call("AdminCreateUser", in_pool("alice@example.com")).at("User").as_object();
  EXPECT_EQ(user.at("Username"), user.at("Attributes").at(0).at("Value"));
  EXPECT_EQ(user.at("Attributes").at(1), boost::json::value(attribute("email", "alice@example.com")));
  EXPECT_EQ(call("AdminGetUser", in_pool("alice@example.com")).at("Username"), user.at("Username"));
  EXPECT_EQ(failure("AdminCreateUser", in_pool("alice@example.com")),
            "UsernameExistsException: An account with the given email already exists.");
  EXPECT_EQ(failure("AdminCreateUser", in_pool("alice")),
            "InvalidParameterException: Username should be either an email or a phone number.");
}

TEST_F(UsersTest, KeepsABoundedNumberOfChallenges) {
  Challenges challenges;
  for (std::size_t i = 0; i < Challenges::kChallengesMax; ++i)
    challenges.add({}, clock_.now(), random_);
  const std::string session = challenges.add({}, clock_.now(), random_);
  EXPECT_NE(challenges.find(session), nullptr);
  clock_.advance(std::chrono::minutes(6));
  challenges.add({}, clock_.now(), random_);
  EXPECT_EQ(challenges.find(session), nullptr);
}

TEST_F(UsersTest, CountsGuessesOfABoundedNumberOfUsers) {
  SignInGuard guard;
  for (std::size_t i = 0; i < SignInGuard::kUsersMax + 10; ++i) {
    for (int attempt = 0; attempt < 6; ++attempt)
      guard.failed(std::to_string(i), clock_.now());
    clock_.advance(std::chrono::microseconds(1));
  }
  EXPECT_TRUE(guard.permits("0", clock_.now()));
  EXPECT_FALSE(guard.permits(std::to_string(SignInGuard::kUsersMax), clock_.now()));
}

TEST_F(UsersTest, ALockoutIsAtMostFifteenMinutes) {
  SignInGuard guard;
  for (int attempt = 0; attempt < 100; ++attempt)
    guard.failed("alice", clock_.now());
  clock_.advance(std::chrono::seconds(899));
  EXPECT_FALSE(guard.permits("alice", clock_.now()));
  clock_.advance(std::chrono::seconds(1));
  EXPECT_TRUE(guard.permits("alice", clock_.now()));
}

}  // namespace
}  // namespace ddb::user_pool
