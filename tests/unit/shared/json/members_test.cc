#include "shared/json/members.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace ddb::json {
namespace {

TEST(MembersTest, AreEmptyWhereMissingOrOfAnotherType) {
  const auto object = boost::json::parse(R"({"text":"a","array":[1],"object":{"b":2}})").as_object();
  EXPECT_EQ(text_member(object, "text"), "a");
  EXPECT_EQ(array_member(object, "array").size(), 1U);
  EXPECT_TRUE(object_member(object, "object").contains("b"));
  for (const auto* name : {"missing", "array"}) {
    EXPECT_EQ(text_member(object, name), "");
    EXPECT_TRUE(object_member(object, name).empty());
  }
  EXPECT_TRUE(array_member(object, "object").empty());
}

}  // namespace
}  // namespace ddb::json
