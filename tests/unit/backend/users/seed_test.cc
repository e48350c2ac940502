#include "backend/users/seed.h"

#include <boost/json/parse.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "backend/domain/message_time.h"
#include "tests/unit/backend/users/users_fixture.h"

namespace ddb::backend {

namespace {

using testing::HasSubstr;

std::string file_of(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(std::string(DDB_SOURCE_DIR) + "/testdata/seed/" + name).rdbuf();
  return text.str();
}

TEST(Seed, TheFileHasThePeopleOfTheSampleConversation) {
  const Seed seed = value_of(parse_seed(file_of("users.json")));
  EXPECT_GE(seed.users.size(), 4U);
  EXPECT_GE(seed.activities.size(), 4U);
  const auto conversation = boost::json::parse(file_of("conversation.json"));
  for (const auto& person : conversation.at("people").as_array()) {
    const auto same = std::ranges::find_if(
        seed.users, [&](const User& user) { return user.person.handle == person.at("handle").as_string(); });
    ASSERT_NE(same, seed.users.end());
    EXPECT_EQ(same->person.uuid, person.at("user_uuid").as_string());
    EXPECT_EQ(same->person.display_name, person.at("display_name").as_string());
  }
  std::set<std::string> uuids;
  for (const User& user : seed.users)
    uuids.insert(user.person.uuid);
  for (const Activity& activity : seed.activities)
    uuids.insert(activity.uuid);
  EXPECT_EQ(uuids.size(), seed.users.size() + seed.activities.size());
}

TEST(Seed, AnActivityNamesItsUserByHandle) {
  const Seed seed = value_of(parse_seed(R"({"users": [{"uuid": "u", "handle": "mara", "display_name": "Mara",
      "email": "m@example.com"}], "activities": [{"uuid": "a", "handle": "mara", "message": "Hello"}]})"));
  ASSERT_EQ(seed.activities.size(), 1U);
  EXPECT_EQ(seed.activities[0].user_uuid, "u");
  EXPECT_EQ(seed.activities[0].created_at, "");
}

TEST(Seed, WhatIsWrongIsNamedWithItsPlace) {
  const auto user = [](const std::string& member) {
    return R"({"users": [{"uuid": "u", "handle": "mara", "display_name": "Mara", "email": "m")" + member +
           R"(}], "activities": []})";
  };
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"{", "JSON"},
      {"[]", "The seed is no object."},
      {R"({"users": []})", "The seed has no array \"activities\"."},
      {R"({"users": [], "activities": [], "more": 1})", "The seed has an unknown member \"more\"."},
      {R"({"users": [5], "activities": []})", "The seed's user 1 is no object."},
      {R"({"users": [{"uuid": "u"}], "activities": []})", "The seed's user 1 has no \"handle\"."},
      {user(R"(, "bio": 5)"), "The seed's user 1: \"bio\" is no string."},
      {user(R"(, "created_at": "yesterday")"), "The seed's user 1: \"created_at\" is no time"},
      {user(R"(, "Bio": "")"), "The seed's user 1 has an unknown member \"Bio\"."},
      {R"({"users": [], "activities": [{"uuid": "a", "handle": "teo", "message": "m"}]})",
       "The seed's activity 1 is of \"teo\", who is not among the users."}};
  for (const auto& [json, sentence] : cases)
    EXPECT_THAT(failure_of(parse_seed(json)), HasSubstr(sentence)) << json;
  EXPECT_THAT(failure_of(parse_seed(std::string(kSeedBytesMax + 1, ' '))), HasSubstr("longer than"));
}

class SeedFileTest : public UsersTest {};

TEST_P(SeedFileTest, TheFileGoesIntoTheDatabase) {
  const auto users = open_migrated();
  const Seed seed = value_of(parse_seed(file_of("users.json")));
  const SeedReport report = value_of(users->seed(seed));
  EXPECT_EQ(report.users_added, seed.users.size());
  EXPECT_EQ(report.activities_added, seed.activities.size());
  EXPECT_EQ(value_of(users->find_by_handle("yuki"))->display_name, "雪 Tanaka");
  const auto rows = value_of(connection()->run(
      "SELECT message FROM activities WHERE user_uuid = $1 ORDER BY created_at", {kTeoUuid}));
  EXPECT_EQ(rows.at(0).at(0), "Found a paddle. Looking for a canoe.");
}

INSTANTIATE_TEST_SUITE_P(Each, SeedFileTest, kEachDialect, dialect_name);

}  // namespace

}  // namespace ddb::backend
