#include "tools/cruddur/sub_assignment.h"

#include <gtest/gtest.h>

namespace ddb::cruddur {
namespace {

PoolUser account(std::string username, std::string sub, std::string preferred_username = "",
                 std::string email = "") {
  PoolUser user;
  user.username = std::move(username);
  user.sub = std::move(sub);
  user.preferred_username = std::move(preferred_username);
  user.email = std::move(email);
  return user;
}

backend::User user(std::string handle, std::string email = "", std::string sub = "") {
  return {
      .person = {.uuid = handle, .handle = handle, .display_name = handle, .cognito_user_id = std::move(sub)},
      .email = std::move(email),
      .bio = {},
      .created_at = {}};
}

/// Each assignment as "handle username sub outcome: reason".
std::vector<std::string> plan(const std::vector<PoolUser>& pool, const std::vector<backend::User>& database) {
  std::vector<std::string> lines;
  for (const auto& assignment : plan_sub_assignments(pool, database)) {
    std::string line = assignment.handle + "/" + assignment.username + "/" + assignment.sub + " " +
                       std::string(outcome_text(assignment.outcome));
    if (!assignment.reason.empty()) line += ": " + assignment.reason;
    lines.push_back(line);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(SubAssignment, MatchesPreferredUsernameThenEmailThenUsername) {
  EXPECT_EQ(
      plan({account("x", "1", "mara", "teo@example.com"), account("y", "2", "nobody", "TEO@example.com"),
            account("ines", "3", "", "other@example.com")},
           {user("mara"), user("teo", "teo@Example.com"), user("ines")}),
      (Lines{"mara/x/1 updated", "teo/y/2 updated", "ines/ines/3 updated"}));
}

TEST(SubAssignment, TellsOfEveryUserOnBothSides) {
  EXPECT_EQ(plan({account("mara", "1"), account("stranger", "2")}, {user("mara", "", "1"), user("teo")}),
            (Lines{"mara/mara/1 unchanged", "/stranger/2 unknown", "teo// not in the pool"}));
  EXPECT_EQ(plan({}, {}), Lines{});
}

TEST(SubAssignment, ReplacesTheSubOfAnotherPool) {
  const auto assignments = plan_sub_assignments({{account("mara", "new")}}, {{user("mara", "", "old")}});
  ASSERT_EQ(assignments.size(), 1U);
  EXPECT_EQ(assignments[0].outcome, SubOutcome::kUpdated);
  EXPECT_EQ(assignments[0].earlier_sub, "old");
}

TEST(SubAssignment, TakesNobodyFromAnAccountThatIsStillThere) {
  EXPECT_EQ(plan({account("thief", "2", "mara"), account("mara-1", "1", "mara")}, {user("mara", "", "1")}),
            (Lines{"mara/thief/2 conflict: that user is another account of the pool already",
                   "mara/mara-1/1 unchanged"}));
}

TEST(SubAssignment, ChoosesBetweenNoTwoAccounts) {
  EXPECT_EQ(plan({account("a", "1", "mara"), account("b", "2", "", "mara@example.com")},
                 {user("mara", "mara@example.com")}),
            (Lines{"mara/a/1 conflict: several accounts of the pool could be that user",
                   "mara/b/2 conflict: several accounts of the pool could be that user"}));
}

TEST(SubAssignment, ChoosesBetweenNoTwoUsersOfOneEmail) {
  EXPECT_EQ(plan({account("a", "1", "", "both@example.com")},
                 {user("mara", "both@example.com"), user("teo", "both@example.com")}),
            (Lines{"/a/1 conflict: several users have the e-mail both@example.com", "mara// not in the pool",
                   "teo// not in the pool"}));
}

TEST(SubAssignment, LeavesASubWithItsHolder) {
  EXPECT_EQ(plan({account("a", "1", "mara")}, {user("mara"), user("teo", "", "1")}),
            (Lines{"mara/a/1 conflict: the sub is already that of teo", "teo// not in the pool"}));
}

TEST(SubAssignment, TrustsNoEmailThatThePoolDoubts) {
  PoolUser doubtful = account("a", "1", "", "mara@example.com");
  doubtful.is_email_doubtful = true;
  EXPECT_EQ(plan({doubtful}, {user("mara", "mara@example.com")}),
            (Lines{"/a/1 unknown: the pool has not verified the e-mail", "mara// not in the pool"}));
  doubtful.username = "mara";
  EXPECT_EQ(plan({doubtful}, {user("mara", "mara@example.com")}), (Lines{"mara/mara/1 updated"}));
}

TEST(SubAssignment, IsUnknownWithoutASub) {
  EXPECT_EQ(plan({account("mara", "")}, {user("mara")}),
            (Lines{"/mara/ unknown: the pool gives them no sub", "mara// not in the pool"}));
}

}  // namespace
}  // namespace ddb::cruddur
