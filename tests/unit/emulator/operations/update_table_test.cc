#include <gmock/gmock.h>

#include "tests/unit/emulator/operations/operation_fixture.h"

namespace ddb::operations {
namespace {

using boost::json::parse;
using boost::json::serialize;
using UpdateTableTest = OperationTest;
using UpdateTableTransientTest = TransientOperationTest;

constexpr std::string_view kNewIndex =
    R"("AttributeDefinitions":[{"AttributeName":"g","AttributeType":"S"}],
       "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"gsi","Projection":{"ProjectionType":"ALL"},
       "KeySchema":[{"AttributeName":"g","KeyType":"HASH"}]}}])";

std::string update_of(std::string_view members) {
  return R"({"TableName":"abc",)" + std::string(members) + "}";
}

constexpr std::string_view kProvisioned = R"({"TableName":"abc",
    "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
    "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
    "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}})";

TEST_F(UpdateTableTest, ThroughputAnswersTheOldValuesAndThenShowsTheNewOnes) {
  ok("CreateTable", kProvisioned);
  const auto answer = ok(
      "UpdateTable", update_of(R"("ProvisionedThroughput":{"ReadCapacityUnits":20,"WriteCapacityUnits":3})"));
  EXPECT_EQ(answer.at("TableDescription").at("TableStatus"), "UPDATING");
  EXPECT_EQ(answer.at("TableDescription").at("ProvisionedThroughput").at("ReadCapacityUnits"), 5);
  const auto table = describe("abc");
  EXPECT_EQ(table.at("TableStatus"), "ACTIVE");
  EXPECT_EQ(table.at("ProvisionedThroughput"),
            parse(R"({"LastIncreaseDateTime": 1.8e9, "LastDecreaseDateTime": 1.8e9,
                      "NumberOfDecreasesToday": 1, "ReadCapacityUnits": 20, "WriteCapacityUnits": 3})"));
  EXPECT_EQ(table.at("WarmThroughput"),
            parse(R"({"ReadUnitsPerSecond": 20, "WriteUnitsPerSecond": 5, "Status": "ACTIVE"})"));
}

TEST_F(UpdateTableTest, FifthDecreaseOfADayWaitsAnHour) {
  ok("CreateTable", R"({"TableName":"abc","AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
    "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
    "ProvisionedThroughput":{"ReadCapacityUnits":9,"WriteCapacityUnits":9}})");
  const auto decrease = [](int units) {
    return update_of(R"("ProvisionedThroughput":{"WriteCapacityUnits":9,"ReadCapacityUnits":)" +
                     std::to_string(units) + "}");
  };
  for (const int units : {8, 7, 6, 5})
    ok("UpdateTable", decrease(units));
  EXPECT_EQ(
      error("UpdateTable", decrease(4)),
      "LimitExceededException: Subscriber limit exceeded: Provisioned throughput decreases are limited "
      "within a given UTC day. After the first 4 decreases, each subsequent decrease in the same UTC day "
      "can be performed at most once every 3600 seconds. Number of decreases today: 4. Last decrease at "
      "Friday, January 15, 2027 at 8:00:00 AM Coordinated Universal Time. Next decrease can be made at "
      "Friday, January 15, 2027 at 9:00:00 AM Coordinated Universal Time");
  clock_.advance(std::chrono::hours(1));
  ok("UpdateTable", decrease(4));
  clock_.advance(std::chrono::hours(24));
  EXPECT_EQ(describe("abc").at("ProvisionedThroughput").at("NumberOfDecreasesToday"), 0);
}

TEST_F(UpdateTableTest, BillingModeGoesToOnDemandAndBack) {
  ok("CreateTable", kProvisioned);
  ok("UpdateTable", update_of(R"("BillingMode":"PAY_PER_REQUEST")"));
  auto table = describe("abc");
  EXPECT_EQ(table.at("BillingModeSummary").at("BillingMode"), "PAY_PER_REQUEST");
  EXPECT_EQ(table.at("ProvisionedThroughput").at("ReadCapacityUnits"), 0);
  EXPECT_EQ(table.at("WarmThroughput").at("ReadUnitsPerSecond"), 12000);
  ok("UpdateTable", update_of(R"("BillingMode":"PAY_PER_REQUEST")"));
  ok("UpdateTable", update_of(R"("BillingMode":"PROVISIONED",
      "ProvisionedThroughput":{"ReadCapacityUnits":2,"WriteCapacityUnits":2})"));
  table = describe("abc");
  EXPECT_EQ(table.at("BillingModeSummary").at("BillingMode"), "PROVISIONED");
  EXPECT_EQ(table.at("ProvisionedThroughput").at("ReadCapacityUnits"), 2);
}

TEST_F(UpdateTableTest, NewIndexIsFilledWithTheItemsThatAreThere) {
  create_simple_table("abc");
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"1"},"g":{"S":"x"}}})");
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"2"},"g":{"S":"x"}}})");
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"3"},"g":{"N":"1"}}})");
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"4"},"g":{"S":""}}})");
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"5"}}})");
  const auto answer = ok("UpdateTable", update_of(kNewIndex)).at("TableDescription");
  EXPECT_EQ(answer.at("TableStatus"), "UPDATING");
  EXPECT_EQ(answer.at("GlobalSecondaryIndexes").at(0).at("IndexStatus"), "CREATING");
  const auto index = describe("abc").at("GlobalSecondaryIndexes").at(0);
  EXPECT_EQ(index.at("IndexStatus"), "ACTIVE");
  EXPECT_EQ(index.at("ItemCount"), 2);
  EXPECT_EQ(index.at("IndexSizeBytes"), 10);
  EXPECT_FALSE(index.as_object().contains("Backfilling"));
  EXPECT_EQ(ok("Query", R"({"TableName":"abc","IndexName":"gsi","KeyConditionExpression":"g = :g",
                            "ExpressionAttributeValues":{":g":{"S":"x"}}})")
                .at("Count"),
            2);
}

TEST_F(UpdateTableTest, ItemsThatANewIndexCouldNotTakeAreNotTakenFromIt) {
  create_simple_table("abc");
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"1"},"g":{"S":"x"}}})");
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"2"},"g":{"S":""}}})");
  ok("PutItem",
     R"({"TableName":"abc","Item":{"pk":{"S":"3"},"g":{"S":")" + std::string(2049, 'g') + R"("}}})");
  ok("UpdateTable", update_of(kNewIndex));
  ok("DeleteItem", R"({"TableName":"abc","Key":{"pk":{"S":"2"}}})");
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"3"},"g":{"S":"y"}}})");
  const auto index = describe("abc").at("GlobalSecondaryIndexes").at(0);
  EXPECT_EQ(index.at("ItemCount"), 2);
  EXPECT_EQ(index.at("IndexSizeBytes"), 10);
}

TEST_F(UpdateTableTest, DeletedIndexTakesItsAttributeDefinitionAlong) {
  create_simple_table("abc");
  ok("UpdateTable", update_of(kNewIndex));
  EXPECT_EQ(describe("abc").at("AttributeDefinitions").as_array().size(), 2U);
  const auto answer =
      ok("UpdateTable", update_of(R"("GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"gsi"}}])"));
  EXPECT_EQ(answer.at("TableDescription").at("GlobalSecondaryIndexes").at(0).at("IndexStatus"), "DELETING");
  const auto table = describe("abc");
  EXPECT_FALSE(table.as_object().contains("GlobalSecondaryIndexes"));
  EXPECT_EQ(table.at("AttributeDefinitions"), parse(R"([{"AttributeName":"pk","AttributeType":"S"}])"));
  ok("UpdateTable", update_of(kNewIndex));
}

TEST_F(UpdateTableTest, RedefinedAttributeKeepsItsType) {
  create_simple_table("abc");
  ok("UpdateTable", update_of(R"("AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"N"}],
       "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"gsi","Projection":{"ProjectionType":"ALL"},
       "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}}])"));
  EXPECT_EQ(describe("abc").at("AttributeDefinitions"),
            parse(R"([{"AttributeName":"pk","AttributeType":"S"}])"));
}

TEST_F(UpdateTableTest, StreamOffAndOnAgainIsAnotherStream) {
  create_simple_table("abc", R"(,"StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"})");
  const auto first = describe("abc").at("LatestStreamArn");
  EXPECT_EQ(error("UpdateTable", update_of(R"("StreamSpecification":{"StreamEnabled":true,
                                               "StreamViewType":"NEW_IMAGE"})")),
            "ValidationException: Table already has an enabled stream: TableName: abc");
  ok("UpdateTable", update_of(R"("StreamSpecification":{"StreamEnabled":false})"));
  EXPECT_FALSE(describe("abc").as_object().contains("StreamSpecification"));
  EXPECT_EQ(describe("abc").at("LatestStreamArn"), first);
  EXPECT_EQ(error("UpdateTable", update_of(R"("StreamSpecification":{"StreamEnabled":false})")),
            "ValidationException: Table has no stream to disable: TableName: abc");
  ok("UpdateTable",
     update_of(R"("StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"})"));
  EXPECT_NE(describe("abc").at("LatestStreamArn"), first);
}

TEST_F(UpdateTableTest, SettingsChange) {
  create_simple_table("abc");
  EXPECT_EQ(ok("UpdateTable", update_of(R"("DeletionProtectionEnabled":true)"))
                .at("TableDescription")
                .at("TableStatus"),
            "ACTIVE");
  ok("UpdateTable", update_of(R"("TableClass":"STANDARD")"));
  EXPECT_FALSE(describe("abc").as_object().contains("TableClassSummary"));
  ok("UpdateTable", update_of(R"("TableClass":"STANDARD_INFREQUENT_ACCESS")"));
  ok("UpdateTable", update_of(R"("SSESpecification":{"Enabled":true})"));
  ok("UpdateTable",
     update_of(R"("OnDemandThroughput":{"MaxReadRequestUnits":10,"MaxWriteRequestUnits":20})"));
  ok("UpdateTable", update_of(R"("OnDemandThroughput":{"MaxReadRequestUnits":-1})"));
  ok("UpdateTable", update_of(R"("WarmThroughput":{"ReadUnitsPerSecond":13000})"));
  const auto table = describe("abc");
  EXPECT_EQ(table.at("DeletionProtectionEnabled"), true);
  EXPECT_EQ(table.at("TableClassSummary").at("TableClass"), "STANDARD_INFREQUENT_ACCESS");
  EXPECT_EQ(table.at("SSEDescription").at("Status"), "ENABLED");
  EXPECT_EQ(table.at("OnDemandThroughput"), parse(R"({"MaxWriteRequestUnits": 20})"));
  EXPECT_EQ(table.at("WarmThroughput"),
            parse(R"({"ReadUnitsPerSecond": 13000, "WriteUnitsPerSecond": 4000, "Status": "ACTIVE"})"));
  ok("UpdateTable", update_of(R"("SSESpecification":{"Enabled":false})"));
  EXPECT_FALSE(describe("abc").as_object().contains("SSEDescription"));
}

TEST_F(UpdateTableTest, RefusedUpdateChangesNothing) {
  ok("CreateTable", kProvisioned);
  const auto before = describe("abc");
  EXPECT_EQ(error("UpdateTable", update_of(R"("BillingMode":"PAY_PER_REQUEST","GlobalSecondaryIndexUpdates":[
                             {"Delete":{"IndexName":"nope"}}])")),
            "ResourceNotFoundException: Requested resource not found: Index nope for table abc");
  EXPECT_EQ(describe("abc"), before);
}

TEST_F(UpdateTableTransientTest, IndexIsCreatingAndThenDeletingForAWhile) {
  create_simple_table("abc");
  clock_.advance(std::chrono::seconds(10));
  ok("UpdateTable", update_of(kNewIndex));
  EXPECT_EQ(describe("abc").at("TableStatus"), "UPDATING");
  EXPECT_EQ(describe("abc").at("GlobalSecondaryIndexes").at(0).at("IndexStatus"), "CREATING");
  EXPECT_EQ(error("DeleteTable", R"({"TableName":"abc"})"),
            "ResourceInUseException: Attempt to change a resource which is still in use: Cannot delete table "
            "while indexes are being created, updated, or deleted.");
  EXPECT_EQ(describe("abc").at("GlobalSecondaryIndexes").at(0).at("Backfilling"), true);
  EXPECT_EQ(error("UpdateTable", update_of(R"("DeletionProtectionEnabled":true)")),
            "ResourceInUseException: Attempt to change a resource which is still in use: Table is being "
            "updated: abc");
  EXPECT_EQ(error("Scan", R"({"TableName":"abc","IndexName":"gsi"})"),
            "ValidationException: Cannot read from backfilling global secondary index: gsi");
  EXPECT_EQ(error("ExecuteStatement", R"({"Statement":"SELECT * FROM abc.gsi"})"),
            "ValidationException: Cannot read from backfilling global secondary index: gsi");
  clock_.advance(std::chrono::seconds(10));
  EXPECT_EQ(describe("abc").at("TableStatus"), "ACTIVE");
  EXPECT_FALSE(describe("abc").at("GlobalSecondaryIndexes").at(0).as_object().contains("Backfilling"));
  ok("Scan", R"({"TableName":"abc","IndexName":"gsi"})");
  const auto answer =
      ok("UpdateTable", update_of(R"("GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"gsi"}}])"));
  EXPECT_EQ(answer.at("TableDescription").at("GlobalSecondaryIndexes").as_array().size(), 1U);
  EXPECT_EQ(describe("abc").at("GlobalSecondaryIndexes").at(0).at("IndexStatus"), "DELETING");
  EXPECT_EQ(describe("abc").at("TableStatus"), "UPDATING");
  clock_.advance(std::chrono::seconds(10));
  EXPECT_FALSE(describe("abc").as_object().contains("GlobalSecondaryIndexes"));
}

TEST_F(UpdateTableTransientTest, AnIndexMayGoWhileItIsBeingCreated) {
  create_simple_table("abc");
  clock_.advance(std::chrono::seconds(10));
  ok("UpdateTable", update_of(kNewIndex));
  ok("UpdateTable", update_of(R"("GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"gsi"}}])"));
  EXPECT_EQ(describe("abc").at("GlobalSecondaryIndexes").at(0).at("IndexStatus"), "DELETING");
  EXPECT_EQ(
      error("UpdateTable", update_of(R"("GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"gsi"}}])")),
      "ResourceInUseException: Attempt to change a resource which is still in use: Table is being "
      "updated: abc");
  clock_.advance(std::chrono::seconds(10));
  EXPECT_FALSE(describe("abc").as_object().contains("GlobalSecondaryIndexes"));
}

TEST_F(UpdateTableTransientTest, AnIndexOfANewTableIsNotBackfilling) {
  ok("CreateTable", R"({"TableName":"abc","AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
      "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST",
      "GlobalSecondaryIndexes":[{"IndexName":"gsi","Projection":{"ProjectionType":"ALL"},
        "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}]})");
  const auto index = describe("abc").at("GlobalSecondaryIndexes").at(0);
  EXPECT_EQ(index.at("IndexStatus"), "CREATING");
  EXPECT_FALSE(index.as_object().contains("Backfilling"));
}

// ---- Errors, one row each.

struct ErrorRow {
  std::string_view name;
  std::string_view members;
  std::string_view error;
};

void PrintTo(const ErrorRow& row, std::ostream* out) {
  *out << row.name;
}

class UpdateTableErrorTest : public OperationTest, public testing::WithParamInterface<ErrorRow> {
 protected:
  void SetUp() override {
    create_simple_table("abc");
    ok("CreateTable", R"({"TableName":"provisioned","AttributeDefinitions":[
        {"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"S"},
        {"AttributeName":"g","AttributeType":"S"}],
        "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
        "LocalSecondaryIndexes":[{"IndexName":"lsi","Projection":{"ProjectionType":"ALL"},"KeySchema":[
          {"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"g","KeyType":"RANGE"}]}],
        "GlobalSecondaryIndexes":[{"IndexName":"gsi","Projection":{"ProjectionType":"ALL"},
          "KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],
          "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}}],
        "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}})");
  }
};

/// Of the on-demand table "abc", which has no indexes.
class UpdateOnDemandErrorTest : public UpdateTableErrorTest {};
/// Of the table "provisioned", which has a local index "lsi" and a global one "gsi".
class UpdateProvisionedErrorTest : public UpdateTableErrorTest {};

TEST_P(UpdateOnDemandErrorTest, IsAnsweredInTheServicesWords) {
  const auto before = describe("abc");
  EXPECT_EQ(error("UpdateTable", R"({"TableName":"abc")" + std::string(GetParam().members) + "}"),
            GetParam().error);
  EXPECT_EQ(describe("abc"), before);
}

TEST_P(UpdateProvisionedErrorTest, IsAnsweredInTheServicesWords) {
  const auto before = describe("provisioned");
  EXPECT_EQ(error("UpdateTable", R"({"TableName":"provisioned")" + std::string(GetParam().members) + "}"),
            GetParam().error);
  EXPECT_EQ(describe("provisioned"), before);
}

constexpr std::string_view kNothing =
    "ValidationException: At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
    "GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, "
    "ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, "
    "WarmThroughput or TableClass is required";

INSTANTIATE_TEST_SUITE_P(
    Combinations, UpdateOnDemandErrorTest,
    testing::Values(
        ErrorRow{"Nothing", "", kNothing},
        ErrorRow{"OnlyDefinitions", R"(,"AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}])",
                 kNothing},
        ErrorRow{"EmptyUpdates", R"(,"GlobalSecondaryIndexUpdates":[])", kNothing},
        ErrorRow{"EmptyUpdatesWithOther",
                 R"(,"GlobalSecondaryIndexUpdates":[],"DeletionProtectionEnabled":true)",
                 "ValidationException: One or more parameter values were invalid: List of "
                 "GlobalSecondaryIndexUpdates is empty"},
        ErrorRow{"EncryptionNotAlone",
                 R"(,"SSESpecification":{"Enabled":true},"DeletionProtectionEnabled":true)",
                 "ValidationException: One or more parameter values were invalid: Server-Side Encryption "
                 "modification must be the only operation in the request"},
        ErrorRow{
            "ProtectionNotAlone",
            R"(,"WarmThroughput":{"ReadUnitsPerSecond":13000},"DeletionProtectionEnabled":true)",
            "ValidationException: One or more parameter values were invalid: DeletionProtection modification "
            "must be the only operation in the request"},
        ErrorRow{
            "OnDemandWithStream",
            R"(,"OnDemandThroughput":{"MaxReadRequestUnits":1},
                    "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"})",
            "ValidationException: One or more parameter values were invalid: OnDemandThroughput can only be "
            "combined with BillingMode in an UpdateTable request"},
        ErrorRow{
            "StreamWithCapacity",
            R"(,"BillingMode":"PROVISIONED","ProvisionedThroughput":
                    {"ReadCapacityUnits":1,"WriteCapacityUnits":1},
                    "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"})",
            "ValidationException: One or more parameter values were invalid: You cannot modify stream status "
            "while updating table IOPS"},
        ErrorRow{"Replicas", R"(,"ReplicaUpdates":[{"Create":{"RegionName":"us-east-1"}}])",
                 "ValidationException: One or more parameter values were invalid: ReplicaUpdates is not "
                 "supported: ddb-emulator has a single region"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Values, UpdateOnDemandErrorTest,
    testing::Values(
        ErrorRow{
            "CapacityOnDemand", R"(,"ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1})",
            "ValidationException: One or more parameter values were invalid: Neither ReadCapacityUnits nor "
            "WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST"},
        ErrorRow{
            "ProvisionedWithoutCapacity", R"(,"BillingMode":"PROVISIONED")",
            "ValidationException: One or more parameter values were invalid: ProvisionedThroughput must be "
            "specified when BillingMode is PROVISIONED"},
        ErrorRow{
            "StreamWithoutViewType", R"(,"StreamSpecification":{"StreamEnabled":true})",
            "ValidationException: One or more parameter values were invalid: If stream is being enabled then "
            "UpdateViewType is required"},
        ErrorRow{
            "AlreadyEncrypted", R"(,"SSESpecification":{"Enabled":false})",
            "ValidationException: One or more parameter values were invalid: Table is already encrypted by "
            "default"},
        ErrorRow{
            "WarmDecrease", R"(,"WarmThroughput":{"ReadUnitsPerSecond":100})",
            "ValidationException: One or more parameter values were invalid: Requested ReadUnitsPerSecond "
            "for WarmThroughput for table is lower than current WarmThroughput, decreasing WarmThroughput is "
            "not supported"},
        ErrorRow{
            "IndexWithoutDefinition",
            R"(,"GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"new",
                    "Projection":{"ProjectionType":"ALL"},
                    "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}}])",
            "ValidationException: One or more parameter values were invalid: AttributeDefinitions is not "
            "specified for index: new"},
        ErrorRow{
            "IndexOfOtherDefinition",
            R"(,"AttributeDefinitions":[{"AttributeName":"x","AttributeType":"S"}],
                    "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"new",
                    "Projection":{"ProjectionType":"ALL"},
                    "KeySchema":[{"AttributeName":"g","KeyType":"HASH"}]}}])",
            "ValidationException: One or more parameter values were invalid: Some index key attributes are "
            "not defined in AttributeDefinitions. Keys: [g], AttributeDefinitions: [x]"},
        ErrorRow{
            "IndexCapacityOnDemand",
            R"(,"AttributeDefinitions":[{"AttributeName":"g","AttributeType":"S"}],
                    "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"new",
                    "ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1},
                    "Projection":{"ProjectionType":"ALL"},
                    "KeySchema":[{"AttributeName":"g","KeyType":"HASH"}]}}])",
            "ValidationException: One or more parameter values were invalid: Neither ReadCapacityUnits nor "
            "WriteCapacityUnits can be specified for index: new when BillingMode is PAY_PER_REQUEST"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Indexes, UpdateProvisionedErrorTest,
    testing::Values(
        ErrorRow{"NoAction", R"(,"GlobalSecondaryIndexUpdates":[{}])",
                 "ValidationException: One or more parameter values were invalid: One of "
                 "GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, "
                 "GlobalSecondaryIndexUpdate.Delete must not be null"},
        ErrorRow{
            "TwoActions",
            R"(,"GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"gsi"},"Update":{"IndexName":"gsi"}}])",
            "ValidationException: One or more parameter values were invalid: Only one global secondary index "
            "action is allowed per GlobalSecondaryIndexUpdate object"},
        ErrorRow{
            "SameIndexTwice",
            R"(,"GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"gsi"}},{
                    "Update":{"IndexName":"gsi"}}])",
            "ValidationException: One or more parameter values were invalid: Only one global secondary index "
            "update per index is allowed simultaneously. Index: gsi"},
        ErrorRow{"TwoDeletions",
                 R"(,"GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"gsi"}},
                    {"Delete":{"IndexName":"lsi"}}])",
                 "LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or "
                 "deleted simultaneously per table"},
        ErrorRow{"LocalIndex", R"(,"GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"lsi"}}])",
                 "ValidationException: Cannot delete an index that is not a GlobalSecondaryIndex: lsi"},
        ErrorRow{"NameInUse",
                 R"(,"AttributeDefinitions":[{"AttributeName":"g","AttributeType":"S"}],
                    "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"gsi",
                    "Projection":{"ProjectionType":"ALL"},
                    "KeySchema":[{"AttributeName":"g","KeyType":"HASH"}]}}])",
                 "ValidationException: Attempting to create an index which already exists"},
        ErrorRow{"NoCapacity",
                 R"(,"AttributeDefinitions":[{"AttributeName":"g","AttributeType":"S"}],
                    "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"new",
                    "Projection":{"ProjectionType":"ALL"},
                    "KeySchema":[{"AttributeName":"g","KeyType":"HASH"}]}}])",
                 "ValidationException: One or more parameter values were invalid: Both ReadCapacityUnits and "
                 "WriteCapacityUnits must be specified for index: new"},
        ErrorRow{
            "CreationWithCapacity",
            R"(,"ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1},
                    "GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"gsi"}}])",
            "ValidationException: One or more parameter values were invalid: You cannot create or delete "
            "index while updating table IOPS"},
        ErrorRow{
            "SameCapacity",
            R"(,"GlobalSecondaryIndexUpdates":[{"Update":{"IndexName":"gsi",
                    "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}}}])",
            "ValidationException: The provisioned throughput for the index gsi will not change. The "
            "requested value equals the current value. Current ReadCapacityUnits provisioned for index gsi: "
            "5. Requested ReadCapacityUnits: 5. Current WriteCapacityUnits provisioned for index gsi: 5. "
            "Requested WriteCapacityUnits: 5. Refer to the Amazon DynamoDB Developer Guide for current "
            "limits and how to request higher limits."}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Capacity, UpdateProvisionedErrorTest,
    testing::Values(
        ErrorRow{
            "Same",
            R"(,"BillingMode":"PROVISIONED","ProvisionedThroughput":
                    {"ReadCapacityUnits":5,"WriteCapacityUnits":5})",
            "ValidationException: The provisioned throughput for the table will not change. The requested "
            "value equals the current value. Current ReadCapacityUnits provisioned for the table: 5. "
            "Requested ReadCapacityUnits: 5. Current WriteCapacityUnits provisioned for the table: 5. "
            "Requested WriteCapacityUnits: 5. Refer to the Amazon DynamoDB Developer Guide for current "
            "limits "
            "and how to request higher limits."},
        ErrorRow{
            "AboveTheLimit", R"(,"ProvisionedThroughput":{"ReadCapacityUnits":40001,"WriteCapacityUnits":5})",
            "LimitExceededException: The requested ReadCapacityUnits, 40001, is above the per table maximum "
            "for the account in eu-west-2. Per table maximum: 40000. Refer to the Amazon DynamoDB Developer "
            "Guide for current limits and how to request higher limits."},
        ErrorRow{"OnDemandMaxima", R"(,"OnDemandThroughput":{"MaxReadRequestUnits":1})",
                 "ValidationException: One or more parameter values were invalid: MaxReadRequestUnits for "
                 "OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST_F(UpdateTableTest, BackToProvisionedEveryGlobalIndexNeedsCapacity) {
  create_simple_table("abc");
  ok("UpdateTable", update_of(kNewIndex));
  constexpr std::string_view kSwitch =
      R"("BillingMode":"PROVISIONED","ProvisionedThroughput":{"ReadCapacityUnits":2,"WriteCapacityUnits":2})";
  EXPECT_EQ(error("UpdateTable", update_of(kSwitch)),
            "ValidationException: One or more parameter values were invalid: ProvisionedThroughput must be "
            "specified for index: gsi");
  ok("UpdateTable", update_of(std::string(kSwitch) + R"(,"GlobalSecondaryIndexUpdates":[{"Update":{
      "IndexName":"gsi","ProvisionedThroughput":{"ReadCapacityUnits":3,"WriteCapacityUnits":3}}}])"));
  EXPECT_EQ(
      describe("abc").at("GlobalSecondaryIndexes").at(0).at("ProvisionedThroughput").at("ReadCapacityUnits"),
      3);
}

TEST_F(UpdateTableTest, AbsentTableIsNotFound) {
  EXPECT_EQ(error("UpdateTable", update_of(R"("DeletionProtectionEnabled":true)")),
            "ResourceNotFoundException: Requested resource not found: Table: abc not found");
}

}  // namespace
}  // namespace ddb::operations
