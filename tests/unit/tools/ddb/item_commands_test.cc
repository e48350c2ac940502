#include <boost/json/serialize.hpp>

#include "tests/unit/tools/ddb/program_fixture.h"
#include "tools/ddb/item_input.h"

namespace ddb::cli {
namespace {

using ItemCommandsTest = ProgramTest;

TEST_F(ItemCommandsTest, GetsAnItemAndShowsItsTypes) {
  answer(R"({"Item":{"pk":{"S":"a"},"n":{"N":"1"}}})");
  EXPECT_EQ(run({"get", "t", "--key", R"({"pk":{"S":"a"}})", "--consistent-read"}), ExitCode::kSuccess)
      << err();
  EXPECT_EQ(out(),
            "Attribute  Type  Value\n---------  ----  -----\nn          N     1\npk         S     a\n");
  EXPECT_EQ(boost::json::serialize(input(0)),
            R"({"TableName":"t","Key":{"pk":{"S":"a"}},"ConsistentRead":true})");
}

TEST_F(ItemCommandsTest, FailsWhenThereIsNoSuchItem) {
  answer("{}");
  EXPECT_EQ(run({"get", "t", "--key", R"({"pk":{"S":"a"}})"}), ExitCode::kFailed);
  EXPECT_EQ(err(), "ddb: There is no item with this key in t.\n");
}

TEST_F(ItemCommandsTest, PutsAnItemUnderACondition) {
  answer("{}");
  EXPECT_EQ(run({"put", "t", "--item", R"({"pk":{"S":"a"}})", "--condition-expression",
                 "attribute_not_exists(pk)"}),
            ExitCode::kSuccess);
  EXPECT_EQ(input(0).at("Item"), boost::json::parse(R"({"pk":{"S":"a"}})"));
  EXPECT_EQ(input(0).at("ConditionExpression"), "attribute_not_exists(pk)");
}

TEST_F(ItemCommandsTest, ExplainsDynamoDbsJsonForm) {
  EXPECT_EQ(run({"put", "t", "--item", R"({"pk":"a"})"}), ExitCode::kUsage);
  EXPECT_NE(err().find("the attribute \"pk\" is not in DynamoDB's JSON form"), std::string::npos);
  EXPECT_EQ(run({"put", "t"}), ExitCode::kUsage);
  EXPECT_NE(err().find("--item is missing"), std::string::npos);
  EXPECT_EQ(call_count(), 0U);
}

std::string lines_of_items(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += R"({"pk":{"S":")" + std::to_string(i) + "\"}}\n";
  return text;
}

TEST_F(ItemCommandsTest, WritesGroupsOfTwentyFive) {
  in_.str(lines_of_items(60));
  for (int i = 0; i < 3; ++i)
    answer(R"({"UnprocessedItems":{}})");
  EXPECT_EQ(run({"batch-write", "t"}), ExitCode::kSuccess) << err();
  EXPECT_EQ(err(), "Wrote 60 items into t.\n");
  EXPECT_EQ(input(0).at("RequestItems").at("t").as_array().size(), 25U);
  EXPECT_EQ(input(2).at("RequestItems").at("t").as_array().size(), 10U);
}

TEST_F(ItemCommandsTest, SendsUnprocessedItemsAgain) {
  in_.str(lines_of_items(2));
  answer(R"({"UnprocessedItems":{"t":[{"PutRequest":{"Item":{"pk":{"S":"1"}}}}]}})");
  answer(R"({"UnprocessedItems":{"t":[{"PutRequest":{"Item":{"pk":{"S":"1"}}}}]}})");
  answer("{}");
  EXPECT_EQ(run({"batch-write", "t"}), ExitCode::kSuccess);
  EXPECT_EQ(boost::json::serialize(input(2)),
            R"({"RequestItems":{"t":[{"PutRequest":{"Item":{"pk":{"S":"1"}}}}]}})");
  EXPECT_EQ(sleeper_.slept.size(), 2U);
  EXPECT_EQ(err(), "Wrote 2 items into t.\n");
}

TEST_F(ItemCommandsTest, GivesUpWhenNothingIsTakenAnyMore) {
  in_.str(lines_of_items(1));
  for (int i = 0; i < 13; ++i)
    answer(R"({"UnprocessedItems":{"t":[{"PutRequest":{"Item":{"pk":{"S":"0"}}}}]}})");
  EXPECT_EQ(run({"batch-write", "t"}), ExitCode::kFailed);
  EXPECT_NE(err().find("0 of 1 were written"), std::string::npos);
}

TEST_F(ItemCommandsTest, ShowsABarOnATerminal) {
  err_is_terminal_ = true;
  in_.str(lines_of_items(26));
  for (int i = 0; i < 2; ++i)
    answer("{}");
  EXPECT_EQ(run({"batch-write", "t"}), ExitCode::kSuccess);
  EXPECT_NE(err().find("100%  26/26"), std::string::npos);
}

std::string parsed(std::string_view text) {
  const auto items = parse_items(text, "file");
  return items ? boost::json::serialize(*items) : items.error().message;
}

TEST(ParseItems, TakesEveryFormOfFile) {
  const std::string expected = R"([{"a":{"S":"1"}},{"a":{"S":"2"}}])";
  EXPECT_EQ(parsed("{\"a\":{\"S\":\"1\"}}\n\n{\"a\":{\"S\":\"2\"}}\r\n"), expected);
  EXPECT_EQ(parsed("[{\"a\":{\"S\":\"1\"}},\n{\"a\":{\"S\":\"2\"}}]"), expected);
  EXPECT_EQ(parsed("{\n\"Items\":[{\"a\":{\"S\":\"1\"}},{\"a\":{\"S\":\"2\"}}],\"Count\":2}"), expected);
  EXPECT_EQ(parsed("{\"Items\":[{\"a\":{\"S\":\"1\"}},{\"a\":{\"S\":\"2\"}}],\"Count\":2}\n"), expected);
  EXPECT_EQ(parsed("{\n  \"a\": {\"S\": \"1\"}\n}"), R"([{"a":{"S":"1"}}])");
  EXPECT_EQ(parsed(" \n"), "[]");
}

TEST(ParseItems, NamesTheLineOrItemThatIsWrong) {
  EXPECT_EQ(parsed("{\"a\":{\"S\":\"1\"}}\nx"), "file, line 2: JSON is not valid at byte 0: syntax error.");
  EXPECT_EQ(parsed("{\"a\":{\"S\":\"1\"}}\n7"), "file, line 2 is no JSON object.");
  EXPECT_TRUE(
      parsed("{\"a\":{\"S\":\"1\"}}\n{\"a\":1}").starts_with("file, line 2: the attribute \"a\" is not in"));
  EXPECT_EQ(parsed("[1]"), "file, item 1 is no JSON object.");
  EXPECT_EQ(
      parsed("hello"),
      "file is neither one JSON object a line nor one JSON array of items: JSON is not valid at byte 0: "
      "syntax error.");
  EXPECT_EQ(parsed("7"),
            "file is neither one JSON object a line nor one JSON array of items: it is another JSON value.");
}

}  // namespace
}  // namespace ddb::cli
