#include "backend/dynamodb/memberships.h"

#include <gtest/gtest.h>

namespace ddb::backend {
namespace {

TEST(Memberships, are_remembered_for_their_lifetime) {
  ManualClock clock;
  Memberships memberships(clock, 10, std::chrono::seconds(60));
  memberships.add("g", "u");
  EXPECT_TRUE(memberships.contains("g", "u"));
  EXPECT_FALSE(memberships.contains("g", "v"));
  EXPECT_FALSE(memberships.contains("u", "g"));
  clock.advance(std::chrono::seconds(59));
  EXPECT_TRUE(memberships.contains("g", "u"));
  clock.advance(std::chrono::seconds(1));
  EXPECT_FALSE(memberships.contains("g", "u"));
  memberships.add("g", "u");
  EXPECT_TRUE(memberships.contains("g", "u"));
}

TEST(Memberships, the_one_that_was_not_asked_for_longest_is_forgotten_first) {
  ManualClock clock;
  Memberships memberships(clock, 2, std::chrono::seconds(60));
  memberships.add("g1", "u");
  memberships.add("g2", "u");
  EXPECT_TRUE(memberships.contains("g1", "u"));
  memberships.add("g3", "u");
  memberships.add("g3", "u");
  EXPECT_TRUE(memberships.contains("g1", "u"));
  EXPECT_FALSE(memberships.contains("g2", "u"));
  EXPECT_TRUE(memberships.contains("g3", "u"));
}

}  // namespace
}  // namespace ddb::backend
