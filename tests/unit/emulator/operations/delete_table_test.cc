#include "emulator/engine/stream_lookup.h"
#include "tests/unit/emulator/operations/operation_fixture.h"

namespace ddb::operations {
namespace {

using boost::json::parse;
using DeleteTableTest = OperationTest;
using DeleteTableTransientTest = TransientOperationTest;
using DescribeTableTest = OperationTest;
using ListTablesTest = OperationTest;

TEST_F(DeleteTableTest, TableIsGoneAtOnceAndItsNameIsFree) {
  create_simple_table("abc");
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"a"}}})");
  const auto answer = ok("DeleteTable", R"({"TableName":"abc"})").at("TableDescription");
  EXPECT_EQ(answer.at("TableStatus"), "DELETING");
  EXPECT_EQ(answer.at("ItemCount"), 1);
  EXPECT_EQ(error("DescribeTable", R"({"TableName":"abc"})"),
            "ResourceNotFoundException: Requested resource not found: Table: abc not found");
  EXPECT_EQ(error("GetItem", R"({"TableName":"abc","Key":{"pk":{"S":"a"}}})"),
            "ResourceNotFoundException: Requested resource not found");
  EXPECT_EQ(error("DeleteTable", R"({"TableName":"abc"})"),
            "ResourceNotFoundException: Requested resource not found: Table: abc not found");
  create_simple_table("abc");
  EXPECT_EQ(describe("abc").at("ItemCount"), 0);
  EXPECT_FALSE(ok("GetItem", R"({"TableName":"abc","Key":{"pk":{"S":"a"}}})").as_object().contains("Item"));
}

TEST_F(DeleteTableTest, ProtectedTableStays) {
  create_simple_table("abc", R"(,"DeletionProtectionEnabled":true)");
  EXPECT_EQ(error("DeleteTable", R"({"TableName":"abc"})"),
            "ValidationException: Resource cannot be deleted as it is currently protected against deletion. "
            "Disable deletion protection first.");
  ok("UpdateTable", R"({"TableName":"abc","DeletionProtectionEnabled":false})");
  ok("DeleteTable", R"({"TableName":"abc"})");
}

TEST_F(DeleteTableTest, AcceptsTheTablesArn) {
  create_simple_table("abc");
  ok("DeleteTable", R"({"TableName":"arn:aws:dynamodb:eu-west-2:123456789012:table/abc"})");
  EXPECT_EQ(engine_->catalog().count(), 0U);
  EXPECT_TRUE(engine_->catalog().deleted_tables().empty());
}

TEST_F(DeleteTableTest, StreamOfADeletedTableStaysForADay) {
  create_simple_table("abc", R"(,"StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"})");
  ok("DeleteTable", R"({"TableName":"abc"})");
  ASSERT_EQ(engine_->catalog().deleted_tables().size(), 1U);
  EXPECT_FALSE(engine_->catalog().deleted_tables()[0]->enabled_stream());
  start();
  EXPECT_EQ(engine_->catalog().deleted_tables().size(), 1U);
  clock_.advance(std::chrono::hours(24));
  engine::trim_streams(*engine_);
  EXPECT_EQ(engine_->catalog().deleted_tables().size(), 1U);
  clock_.advance(std::chrono::seconds(1));
  engine::trim_streams(*engine_);
  EXPECT_TRUE(engine_->catalog().deleted_tables().empty());
  EXPECT_TRUE(store_->begin_read().streams().empty());
}

TEST_F(DeleteTableTransientTest, IsDeletingUntilItsTimeHasCome) {
  create_simple_table("abc");
  clock_.advance(std::chrono::seconds(10));
  ok("DeleteTable", R"({"TableName":"abc"})");
  EXPECT_EQ(describe("abc").at("TableStatus"), "DELETING");
  EXPECT_EQ(ok("ListTables", "{}").at("TableNames"), parse(R"(["abc"])"));
  EXPECT_EQ(ok("DeleteTable", R"({"TableName":"abc"})").at("TableDescription").at("TableStatus"), "DELETING");
  EXPECT_EQ(error("UpdateTable", R"({"TableName":"abc","DeletionProtectionEnabled":true})"),
            "ResourceInUseException: Attempt to change a resource which is still in use: Table is being "
            "deleted: abc");
  EXPECT_EQ(error("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"a"}}})"),
            "ResourceNotFoundException: Requested resource not found");
  EXPECT_EQ(error("CreateTable", R"({"TableName":"abc","BillingMode":"PAY_PER_REQUEST",
    "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
    "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]})"),
            "ResourceInUseException: Table already exists: abc");
  clock_.advance(std::chrono::seconds(10));
  EXPECT_EQ(error("DescribeTable", R"({"TableName":"abc"})"),
            "ResourceNotFoundException: Requested resource not found: Table: abc not found");
  EXPECT_EQ(ok("ListTables", "{}").at("TableNames"), parse("[]"));
  create_simple_table("abc");
}

TEST_F(DescribeTableTest, CountsItemsAndTheirSize) {
  create_simple_table("abc");
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"a"}}})");
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"b"},"x":{"S":"12345"}}})");
  EXPECT_EQ(describe("abc").at("ItemCount"), 2);
  EXPECT_EQ(describe("abc").at("TableSizeBytes"), 12);
}

TEST_F(DescribeTableTest, FiguresSurviveAnOrderlyRestartAndAnyOther) {
  create_simple_table("abc");
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"a"}}})");
  engine_->catalog().save_statistics();
  start();
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"b"}}})");
  EXPECT_EQ(describe("abc").at("ItemCount"), 2);
  start();
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"c"}}})");
  EXPECT_EQ(describe("abc").at("ItemCount"), 3);
  EXPECT_EQ(describe("abc").at("TableSizeBytes"), 9);
}

TEST_F(DescribeTableTest, RefusesAnArnOfAnotherRegionOrAccount) {
  create_simple_table("abc");
  EXPECT_EQ(error("DescribeTable", R"({"TableName":"arn:aws:dynamodb:us-east-1:123456789012:table/abc"})"),
            "ValidationException: 1 validation error detected: Invalid AWS region in "
            "'arn:aws:dynamodb:us-east-1:123456789012:table/abc'");
  EXPECT_EQ(
      error("DescribeTable", R"({"TableName":"arn:aws:dynamodb:eu-west-2:999999999999:table/abc"})"),
      "AccessDeniedException: User: arn:aws:iam::123456789012:root is not authorized to perform: "
      "dynamodb:DescribeTable on resource: arn:aws:dynamodb:eu-west-2:999999999999:table/abc because no "
      "resource-based policy allows the dynamodb:DescribeTable action");
}

TEST_F(ListTablesTest, PagesInAscendingOrder) {
  for (const std::string_view name : {"cc3", "aa1", "bb2"})
    create_simple_table(name);
  EXPECT_EQ(ok("ListTables", R"({"Limit":2})"),
            parse(R"({"TableNames":["aa1","bb2"],"LastEvaluatedTableName":"bb2"})"));
  EXPECT_EQ(ok("ListTables", R"({"Limit":2,"ExclusiveStartTableName":"bb2"})"),
            parse(R"({"TableNames":["cc3"]})"));
  EXPECT_EQ(ok("ListTables", R"({"Limit":3})"), parse(R"({"TableNames":["aa1","bb2","cc3"]})"));
  EXPECT_EQ(ok("ListTables", R"({"ExclusiveStartTableName":"zzz"})"), parse(R"({"TableNames":[]})"));
}

TEST_F(ListTablesTest, LimitsAndEndpointsAreDescribed) {
  EXPECT_EQ(ok("DescribeLimits", "{}"),
            parse(R"({"AccountMaxReadCapacityUnits":80000,"AccountMaxWriteCapacityUnits":80000,
                      "TableMaxReadCapacityUnits":40000,"TableMaxWriteCapacityUnits":40000})"));
  EXPECT_EQ(ok("DescribeEndpoints", "{}"),
            parse(R"({"Endpoints":[{"Address":"localhost:8000","CachePeriodInMinutes":1440}]})"));
}

}  // namespace
}  // namespace ddb::operations
