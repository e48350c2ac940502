#include "emulator/model/decoder.h"

#include <gtest/gtest.h>

#include "tests/unit/emulator/model/decode.h"

namespace ddb::model {
namespace {

TEST(Decoder, ReadsEveryKindOfMember) {
  const auto input = decoded<QueryInput>(R"({
      "TableName": "messages", "Limit": 20, "ScanIndexForward": false, "Select": "COUNT",
      "ExpressionAttributeNames": {"#b": "second", "#a": "first"},
      "ExpressionAttributeValues": {":pk": {"S": "MSG#1"}},
      "AttributesToGet": ["x", "y"],
      "QueryFilter": {"tag": {"ComparisonOperator": "BEGINS_WITH", "AttributeValueList": [{"S": "h"}]}}})");
  ASSERT_TRUE(input);
  EXPECT_EQ(input->table_name, "messages");
  EXPECT_EQ(input->limit, 20);
  EXPECT_EQ(input->scan_index_forward, false);
  EXPECT_EQ(input->select, Select::kCount);
  EXPECT_EQ(input->expression_attribute_names->entries[0].first, "#b");
  EXPECT_EQ(*input->expression_attribute_names->find("#a"), "first");
  EXPECT_EQ(input->expression_attribute_values->item.view().find(":pk")->bytes(), "MSG#1");
  EXPECT_EQ(input->attributes_to_get, (std::vector<std::string>{"x", "y"}));
  const Condition* filter = input->query_filter->find("tag");
  ASSERT_NE(filter, nullptr);
  EXPECT_EQ(filter->comparison_operator, ComparisonOperator::kBeginsWith);
  EXPECT_EQ(filter->attribute_value_list->front().value.view().bytes(), "h");
  EXPECT_FALSE(input->index_name);
}

TEST(Decoder, IgnoresUnknownMembersAndTakesNullForAbsent) {
  const auto input = decoded<GetItemInput>(
      R"({"TableName": "t", "Key": {"pk": {"S": "a", "Q": 1}}, "Whatever": [1], "ConsistentRead": null})");
  ASSERT_TRUE(input);
  EXPECT_FALSE(input->consistent_read);
  EXPECT_EQ(input->key.item.view().attributes().count(), 1U);
}

TEST(Decoder, CutsTheFractionOffWholeNumbers) {
  EXPECT_EQ(decoded<QueryInput>(R"({"TableName": "t", "Limit": 1.9})")->limit, 1);
}

TEST(Decoder, RefusesNumbersThatDoNotFit) {
  EXPECT_EQ(refusal<QueryInput>(R"({"TableName": "t", "Limit": 2147483648})"),
            "Numeric value (2147483648) out of range of int (-2147483648 - 2147483647)");
  EXPECT_EQ(decoded<QueryInput>(R"({"TableName": "t", "Limit": 1e300})").error().code,
            ErrorCode::kSerialization);
}

TEST(Decoder, KeepsTheFirstErrorOfAnAttributeMapWithItsName) {
  const auto input = decoded<PutItemInput>(
      R"({"TableName": "t", "Item": {"a": {"S": "x"}, "b": {"N": "abc"}, "c": {"N": "1e999"}}})");
  ASSERT_TRUE(input);
  ASSERT_TRUE(input->item.error);
  EXPECT_EQ(input->item.error->name, "b");
  EXPECT_EQ(input->item.error->error.kind, value::ValueErrorKind::kNumberNotANumber);
}

TEST(Decoder, TakesNullInAttributeValuesForAbsent) {
  const auto input = decoded<PutItemInput>(
      R"({"TableName": "t", "Item": {"a": {"S": "x", "N": null}, "b": null, "c": {"L": [null]}}})");
  ASSERT_TRUE(input);
  ASSERT_TRUE(input->item.error);
  EXPECT_EQ(input->item.error->name, "b");
  EXPECT_EQ(input->item.error->error.kind, value::ValueErrorKind::kEmpty);
}

TEST(Decoder, CountsLevelsOfNesting) {
  const auto input = decoded<PutItemInput>(
      R"({"TableName": "t", "Item": {"a": {"S": "x"}, "b": {"M": {"c": {"L": [{"N": "1"}]}}}}})");
  ASSERT_TRUE(input);
  EXPECT_EQ(input->item.levels, 2U);
}

TEST(JsonPath, IsSpelledAsInValidationMessages) {
  const JsonPath root;
  const JsonPath items = root.member("RequestItems");
  const JsonPath table = items.entry("tbl");
  const JsonPath request = table.element(0);
  EXPECT_EQ(request.member("PutRequest").text(), "requestItems.tbl.member.1.member.putRequest");
  EXPECT_EQ(table.member("Keys").capitalised_text(), "RequestItems.tbl.member.Keys");
}

}  // namespace
}  // namespace ddb::model
