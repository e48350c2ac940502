#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "emulator/engine/time_to_live.h"
#include "tests/unit/emulator/operations/operation_fixture.h"
#include "tests/unit/temporary_directory.h"

namespace ddb::operations {
namespace {

/// A copy of a file of testdata/stores.
class EarlierFileTest : public OperationTest, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    std::filesystem::copy_file(std::string(DDB_SOURCE_DIR "/testdata/stores/") + GetParam(), file());
    open();
  }
  void TearDown() override {
    engine_.reset();
    store_.reset();
  }

  std::filesystem::path file() const { return directory_ / "store.db"; }
  void open() {
    engine_.reset();
    store_.reset();
    storage::StoreOptions options;
    options.file = file();
    store_ = *storage::Store::open(options);
    start();
  }

  /// "sort key:value" of each item that a Query or Scan answers, in order.
  std::string read(std::string_view operation, std::string_view body, std::string_view attribute) {
    std::string text;
    const boost::json::value answer = ok(operation, body);
    for (const boost::json::value& item : answer.at("Items").as_array())
      text += std::string(item.at("number").at("N").as_string()) + ":" +
              boost::json::serialize(item.at(attribute)) + " ";
    return text;
  }

  const TemporaryDirectory directory_;
};

constexpr std::string_view kSentOrders =
    R"({"TableName":"orders","IndexName":"by-state","KeyConditionExpression":"#s = :s",)"
    R"("ExpressionAttributeNames":{"#s":"state"},"ExpressionAttributeValues":{":s":{"S":"sent"}}})";

TEST_P(EarlierFileTest, IsReadAsItWasWritten) {
  EXPECT_EQ(ok("GetItem", R"({"TableName":"orders","Key":{"customer":{"S":"ann"},"number":{"N":"-1"}}})")
                .at("Item"),
            boost::json::parse(R"({"aaa":{"BOOL":true},"customer":{"S":"ann"},"expires":{"N":"4102444800"},)"
                               R"("number":{"N":"-1"},"state":{"S":"open"},"total":{"N":"1.5"},)"
                               R"("zzz":{"L":[{"S":"x"},{"N":"1"}]}})"));
  EXPECT_EQ(
      read(
          "Query",
          R"({"TableName":"orders","KeyConditionExpression":"customer = :c","FilterExpression":)"
          R"("#t > :t","ExpressionAttributeNames":{"#t":"total"},"ExpressionAttributeValues":{":c":{"S":"ann"},":t":{"N":"1"}}})",
          "total"),
      R"(-1:{"N":"1.5"} 0:{"N":"2.5"} 1:{"N":"3.5"} )");
  EXPECT_EQ(read("Query", kSentOrders, "customer"), R"(-2:{"S":"ann"} 0:{"S":"ann"} 2:{"S":"bob"} )");
  EXPECT_EQ(read("Scan",
                 R"({"TableName":"orders","IndexName":"own-by-state","FilterExpression":"size(note) > :n",)"
                 R"("ExpressionAttributeValues":{":n":{"N":"512"}}})",
                 "aaa"),
            R"(3:{"BOOL":true} )");
  EXPECT_EQ(ok("Scan", R"({"TableName":"blobs"})").at("Count"), 2);
  EXPECT_EQ(describe("orders").at("ItemCount"), 6);
  EXPECT_EQ(describe("blobs").at("TableSizeBytes"), 3 + 2 + 1 + 5 + 2 + 2);
}

TEST_P(EarlierFileTest, TakesWritesAndNewIndexesAndKeepsThem) {
  ok("UpdateItem", R"({"TableName":"orders","Key":{"customer":{"S":"bob"},"number":{"N":"3"}},)"
                   R"("UpdateExpression":"SET #s = :s","ExpressionAttributeNames":{"#s":"state"},)"
                   R"("ExpressionAttributeValues":{":s":{"S":"sent"}}})");
  ok("DeleteItem", R"({"TableName":"orders","Key":{"customer":{"S":"ann"},"number":{"N":"-2"}}})");
  ok("PutItem",
     R"({"TableName":"orders","Item":{"customer":{"S":"cem"},"number":{"N":"1"},"state":{"S":"sent"}}})");
  ok("UpdateTable",
     R"({"TableName":"orders","AttributeDefinitions":[{"AttributeName":"total","AttributeType":"N"}],)"
     R"("GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"by-total","KeySchema":)"
     R"([{"AttributeName":"total","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}}]})");
  create_simple_table("new");
  ok("PutItem", R"({"TableName":"new","Item":{"pk":{"S":"a"},"aa":{"S":"b"}}})");
  open();
  EXPECT_EQ(read("Query", kSentOrders, "customer"),
            R"(0:{"S":"ann"} 1:{"S":"cem"} 2:{"S":"bob"} 3:{"S":"bob"} )");
  EXPECT_EQ(ok("Scan", R"({"TableName":"orders","IndexName":"by-total"})").at("Count"), 5);
  EXPECT_EQ(describe("orders").at("ItemCount"), 6);
  EXPECT_EQ(ok("GetItem", R"({"TableName":"new","Key":{"pk":{"S":"a"}}})").at("Item"),
            boost::json::parse(R"({"aa":{"S":"b"},"pk":{"S":"a"}})"));
}

TEST_P(EarlierFileTest, ItsItemsExpire) {
  clock_.advance(std::chrono::seconds(4'102'444'801 - unix_seconds(clock_.now())));
  engine::TimeToLiveSweeper sweeper(*engine_);
  EXPECT_EQ(sweeper.sweep(10), 1U);
  EXPECT_EQ(ok("Scan", R"({"TableName":"orders"})").at("Count"), 5);
}

INSTANTIATE_TEST_SUITE_P(Rows, EarlierFileTest,
                         testing::Values("rows-with-key-attributes.db", "rows-with-attribute-names.db"));

}  // namespace
}  // namespace ddb::operations
