#include "emulator/operations/operation_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "emulator/operations/call.h"
#include "shared/json/parsed_text.h"

namespace ddb::operations {
namespace {

TEST(OperationTable, HoldsTheWholeModelSortedByTarget) {
  const auto table = operation_table();
  EXPECT_EQ(table.size(), 61U);
  EXPECT_TRUE(std::ranges::is_sorted(table, {}, &OperationRow::target));
  EXPECT_EQ(
      std::ranges::count_if(
          table, [](const OperationRow& row) { return row.target.starts_with("DynamoDBStreams_20120810."); }),
      4);
}

TEST(OperationTable, FindsWholeTargetsOnly) {
  const auto table = operation_table();
  const OperationRow* row = find_operation(table, "DynamoDB_20120810.PutItem");
  ASSERT_NE(row, nullptr);
  EXPECT_NE(row->run, nullptr);
  for (const std::string_view target :
       {"", "PutItem", "DynamoDB_20120810.PutIte", "DynamoDB_20120810.PutItemX",
        "DynamoDB_20120810.GetRecords", "dynamodb_20120810.PutItem"})
    EXPECT_EQ(find_operation(table, target), nullptr) << target;
}

TEST(OperationTable, KnowsWhatIsNotServed) {
  const OperationRow* row = find_operation(operation_table(), "DynamoDB_20120810.CreateGlobalTable");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->run, nullptr);
}

/// Runs an operation of the table on an empty engine: what it answers, or says it was refused for.
std::string run(std::string_view target, std::string_view body) {
  const std::unique_ptr<storage::Store> store = *storage::Store::open({});
  const ManualClock clock;
  SeededRandom random(1);
  engine::Engine engine(*store, clock, random);
  Call call{.engine = engine, .region = "us-east-1", .account_id = "000000000000", .endpoint = "host:1"};
  const json::ParsedText document = json::ParsedText::parse(body).value();
  std::string answer;
  const auto outcome =
      find_operation(operation_table(), target)->run(call, document.root().get_object(), answer);
  return outcome ? answer : outcome.error().message;
}

TEST(OperationTable, DecodesRunsAndEncodes) {
  EXPECT_EQ(run("DynamoDB_20120810.ListTables", "{}"), R"({"TableNames":[]})");
  EXPECT_EQ(run("DynamoDB_20120810.ListTables", R"({"Limit": "x"})"),
            "STRING_VALUE cannot be converted to Integer");
}

TEST(OperationTable, ValidatesInTheStyleOfEachOperation) {
  const std::string body = R"({"TableName": "abc", "Key": {}, "Item": {}, "ReturnValues": "INVALID",
                               "ReturnConsumedCapacity": "INVALID"})";
  EXPECT_TRUE(run("DynamoDB_20120810.PutItem", body).starts_with("2 validation errors detected: "));
  EXPECT_TRUE(run("DynamoDB_20120810.UpdateItem", body)
                  .starts_with("1 validation error detected: Failed to satisfy constraint: "));
  EXPECT_TRUE(
      run("DynamoDB_20120810.Scan", R"({"TableName": "abc", "Limit": 0})").find("Value '0' at 'limit'") !=
      std::string::npos);
}

}  // namespace
}  // namespace ddb::operations
