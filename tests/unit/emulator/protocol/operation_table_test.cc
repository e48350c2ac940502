#include "emulator/operations/operation_table.h"

#include <gtest/gtest.h>

#include <algorithm>

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

}  // namespace
}  // namespace ddb::operations
