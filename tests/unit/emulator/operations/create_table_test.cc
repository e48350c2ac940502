#include <gmock/gmock.h>

#include "tests/unit/emulator/operations/operation_fixture.h"

namespace ddb::operations {
namespace {

using boost::json::parse;
using boost::json::serialize;
using CreateTableTest = OperationTest;
using CreateTableTransientTest = TransientOperationTest;

constexpr std::string_view kEverything = R"({
  "TableName": "everything",
  "AttributeDefinitions": [
    {"AttributeName": "sk", "AttributeType": "N"}, {"AttributeName": "pk", "AttributeType": "S"},
    {"AttributeName": "l", "AttributeType": "B"}, {"AttributeName": "g", "AttributeType": "S"}],
  "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
  "LocalSecondaryIndexes": [{"IndexName": "local",
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "l", "KeyType": "RANGE"}],
    "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["zz", "aa"]}}],
  "GlobalSecondaryIndexes": [{"IndexName": "global",
    "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}], "Projection": {"ProjectionType": "KEYS_ONLY"},
    "ProvisionedThroughput": {"ReadCapacityUnits": 3, "WriteCapacityUnits": 4}}],
  "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 6},
  "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
  "SSESpecification": {"Enabled": true, "SSEType": "KMS", "KMSMasterKeyId": "my-key"},
  "TableClass": "STANDARD_INFREQUENT_ACCESS", "DeletionProtectionEnabled": true,
  "Tags": [{"Key": "env", "Value": "test"}]})";

TEST_F(CreateTableTest, DescribesEverythingAsTheServiceDoes) {
  ok("CreateTable", kEverything);
  boost::json::value table = describe("everything");
  EXPECT_EQ(table.at("TableId").as_string().size(), 36U);
  table.as_object().erase("TableId");
  EXPECT_EQ(table, parse(R"({
    "AttributeDefinitions": [
      {"AttributeName": "g", "AttributeType": "S"}, {"AttributeName": "l", "AttributeType": "B"},
      {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"}],
    "TableName": "everything",
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    "TableStatus": "ACTIVE", "CreationDateTime": 1.8e9,
    "ProvisionedThroughput": {"NumberOfDecreasesToday": 0, "ReadCapacityUnits": 5, "WriteCapacityUnits": 6},
    "TableSizeBytes": 0, "ItemCount": 0,
    "TableArn": "arn:aws:dynamodb:eu-west-2:123456789012:table/everything",
    "LocalSecondaryIndexes": [{"IndexName": "local",
      "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "l", "KeyType": "RANGE"}],
      "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["aa", "zz"]},
      "IndexSizeBytes": 0, "ItemCount": 0,
      "IndexArn": "arn:aws:dynamodb:eu-west-2:123456789012:table/everything/index/local"}],
    "GlobalSecondaryIndexes": [{"IndexName": "global",
      "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}], "Projection": {"ProjectionType": "KEYS_ONLY"},
      "IndexStatus": "ACTIVE",
      "ProvisionedThroughput": {"NumberOfDecreasesToday": 0, "ReadCapacityUnits": 3, "WriteCapacityUnits": 4},
      "IndexSizeBytes": 0, "ItemCount": 0,
      "IndexArn": "arn:aws:dynamodb:eu-west-2:123456789012:table/everything/index/global",
      "WarmThroughput": {"ReadUnitsPerSecond": 3, "WriteUnitsPerSecond": 4, "Status": "ACTIVE"}}],
    "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
    "LatestStreamLabel": "2027-01-15T08:00:00.000",
    "LatestStreamArn":
      "arn:aws:dynamodb:eu-west-2:123456789012:table/everything/stream/2027-01-15T08:00:00.000",
    "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS",
      "KMSMasterKeyArn": "arn:aws:kms:eu-west-2:123456789012:key/my-key"},
    "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
    "DeletionProtectionEnabled": true,
    "WarmThroughput": {"ReadUnitsPerSecond": 5, "WriteUnitsPerSecond": 6, "Status": "ACTIVE"}})"))
      << serialize(table);
}

TEST_F(CreateTableTest, AnswersCreatingWithoutWhatIsWorkedOutLater) {
  const auto answer = ok("CreateTable", R"({"TableName": "abc", "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]})");
  const auto& table = answer.at("TableDescription").as_object();
  EXPECT_EQ(table.at("TableStatus"), "CREATING");
  EXPECT_EQ(table.at("BillingModeSummary"), parse(R"({"BillingMode": "PAY_PER_REQUEST"})"));
  EXPECT_FALSE(table.contains("WarmThroughput"));
  EXPECT_EQ(describe("abc").at("TableId"), table.at("TableId"));
}

TEST_F(CreateTableTest, OnDemandTableReportsNoCapacityAndItsWarmThroughput) {
  create_simple_table("abc", R"(,"OnDemandThroughput":{"MaxReadRequestUnits":100})");
  const auto table = describe("abc");
  EXPECT_EQ(table.at("BillingModeSummary"),
            parse(R"({"BillingMode": "PAY_PER_REQUEST", "LastUpdateToPayPerRequestDateTime": 1.8e9})"));
  EXPECT_EQ(table.at("ProvisionedThroughput"),
            parse(R"({"NumberOfDecreasesToday": 0, "ReadCapacityUnits": 0, "WriteCapacityUnits": 0})"));
  EXPECT_EQ(table.at("WarmThroughput"),
            parse(R"({"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 4000, "Status": "ACTIVE"})"));
  EXPECT_EQ(table.at("OnDemandThroughput"), parse(R"({"MaxReadRequestUnits": 100})"));
  EXPECT_FALSE(table.as_object().contains("LatestStreamArn"));
  EXPECT_FALSE(table.as_object().contains("SSEDescription"));
  EXPECT_FALSE(table.as_object().contains("TableClassSummary"));
}

TEST_F(CreateTableTest, GlobalIndexTakesFourHashAndFourRangeAttributes) {
  std::string definitions = R"({"AttributeName":"pk","AttributeType":"S"})";
  std::string key;
  for (const std::string name : {"h1", "h2", "h3", "h4", "r1", "r2", "r3", "r4"}) {
    definitions += R"(,{"AttributeName":")" + name + R"(","AttributeType":"S"})";
    key += (key.empty() ? "" : ",") + (R"({"AttributeName":")" + name + R"(","KeyType":")") +
           (name[0] == 'h' ? "HASH" : "RANGE") + "\"}";
  }
  ok("CreateTable", R"({"TableName":"abc","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[)" +
                        definitions +
                        R"(],"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],"GlobalSecondaryIndexes":[
                        {"IndexName":"gsi","Projection":{"ProjectionType":"ALL"},"KeySchema":[)" +
                        key + "]}]}");
  EXPECT_EQ(describe("abc").at("GlobalSecondaryIndexes").at(0).at("KeySchema").as_array().size(), 8U);
}

TEST_F(CreateTableTest, RefusesANameInUse) {
  create_simple_table("abc");
  EXPECT_EQ(error("CreateTable", R"({"TableName":"abc","BillingMode":"PAY_PER_REQUEST",
    "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
    "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]})"),
            "ResourceInUseException: Table already exists: abc");
}

TEST_F(CreateTableTest, RefusesTheTable2501) {
  for (int i = 0; i < 2'500; ++i)
    create_simple_table("table" + std::to_string(i));
  EXPECT_EQ(
      error("CreateTable", R"({"TableName": "more", "BillingMode": "PAY_PER_REQUEST",
      "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
      "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]})"),
      "LimitExceededException: Subscriber limit exceeded: There is a limit of 2500 tables per subscriber");
}

TEST_F(CreateTableTest, TableNameMayBeAnArn) {
  create_simple_table("arn:aws:dynamodb:eu-west-2:123456789012:table/abc");
  EXPECT_EQ(describe("abc").at("TableName"), "abc");
}

TEST_F(CreateTableTest, RefusedTableLeavesNothingBehind) {
  EXPECT_EQ(
      error("CreateTable", R"({"TableName":"abc","BillingMode":"PAY_PER_REQUEST",
    "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
    "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],"WarmThroughput":{"ReadUnitsPerSecond":1}})"),
      "ValidationException: One or more parameter values were invalid: Requested ReadUnitsPerSecond for "
      "WarmThroughput for table is lower than initial throughput for OnDemand. See: "
      "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
      "on-demand-capacity-mode.html#on-demand-capacity-mode-initial");
  EXPECT_EQ(engine_->catalog().count(), 0U);
}

TEST_F(CreateTableTransientTest, IsCreatingUntilItsTimeHasCome) {
  create_simple_table("abc");
  EXPECT_EQ(describe("abc").at("TableStatus"), "CREATING");
  EXPECT_EQ(error("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"a"}}})"),
            "ResourceNotFoundException: Requested resource not found");
  EXPECT_EQ(error("UpdateTable", R"({"TableName":"abc","DeletionProtectionEnabled":true})"),
            "ResourceInUseException: Attempt to change a resource which is still in use: Table is being "
            "created: abc");
  EXPECT_EQ(
      error("DescribeTimeToLive", R"({"TableName":"abc"})"),
      "ValidationException: Cannot describe time to live while table is in CREATING state: Current table "
      "state is CREATING");
  clock_.advance(std::chrono::seconds(10));
  EXPECT_EQ(describe("abc").at("TableStatus"), "ACTIVE");
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"a"}}})");
}

// ---- Errors, one row each: what is added to, or replaced in, a good request, and what is answered.

struct ErrorRow {
  std::string_view name;
  std::string_view change;  ///< Members that replace those of the good request; null takes one away.
  std::string_view message;
};

void PrintTo(const ErrorRow& row, std::ostream* out) {
  *out << row.name;
}

class CreateTableErrorTest : public OperationTest, public testing::WithParamInterface<ErrorRow> {};

TEST_P(CreateTableErrorTest, IsAnsweredInTheServicesWords) {
  boost::json::object request = parse(R"({"TableName": "abc",
    "AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"},
                             {"AttributeName": "b", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}, {"AttributeName": "b", "KeyType": "RANGE"}],
    "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}})")
                                    .as_object();
  const boost::json::value change = parse(GetParam().change);
  for (const auto& [name, value] : change.as_object()) {
    if (value.is_null())
      request.erase(name);
    else
      request[name] = value;
  }
  EXPECT_EQ(error("CreateTable", serialize(request)),
            "ValidationException: " + std::string(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Capacity, CreateTableErrorTest,
    testing::Values(
        ErrorRow{"NoThroughput", R"({"ProvisionedThroughput": null})",
                 "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must "
                 "both be "
                 "specified when BillingMode is PROVISIONED"},
        ErrorRow{
            "ThroughputOnDemand", R"({"BillingMode": "PAY_PER_REQUEST"})",
            "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can "
            "be specified when BillingMode is PAY_PER_REQUEST"},
        ErrorRow{"ReadOutOfBounds",
                 R"({"ProvisionedThroughput": {"ReadCapacityUnits": 1000000000001,
                                               "WriteCapacityUnits": 1000000000001}})",
                 "Given value 1000000000001 for ReadCapacityUnits is out of bounds"},
        ErrorRow{
            "OnDemandOfProvisioned", R"({"OnDemandThroughput": {"MaxReadRequestUnits": 10}})",
            "One or more parameter values were invalid: MaxReadRequestUnits for OnDemandThroughput cannot be "
            "specified when the table BillingMode is PROVISIONED"},
        ErrorRow{"OnDemandZero",
                 R"({"BillingMode": "PAY_PER_REQUEST", "ProvisionedThroughput": null,
                     "OnDemandThroughput": {"MaxWriteRequestUnits": 0}})",
                 "One or more parameter values were invalid: Requested MaxWriteRequestUnits for "
                 "OnDemandThroughput for table is outside of valid range"},
        ErrorRow{
            "WarmBelowCapacity", R"({"WarmThroughput": {"WriteUnitsPerSecond": 0}})",
            "One or more parameter values were invalid: Requested WriteUnitsPerSecond for WarmThroughput for "
            "table is lower than WriteCapacityUnits of ProvisionedThroughput"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Keys, CreateTableErrorTest,
    testing::Values(
        ErrorRow{"FewerDefinitions",
                 R"({"AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"}]})",
                 "Invalid KeySchema: Some index key attribute have no definition"},
        ErrorRow{"OtherDefinition", R"({"KeySchema": [{"AttributeName": "x", "KeyType": "HASH"}]})",
                 "One or more parameter values were invalid: Some index key attributes are not defined in "
                 "AttributeDefinitions. Keys: [x], AttributeDefinitions: [a, b]"},
        ErrorRow{"DuplicateDefinition",
                 R"({"AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"},
                                              {"AttributeName": "a", "AttributeType": "N"}]})",
                 "Attribute Name is duplicated: a"},
        ErrorRow{"SameName",
                 R"({"KeySchema": [{"AttributeName": "a", "KeyType": "HASH"},
                                   {"AttributeName": "a", "KeyType": "HASH"}]})",
                 "Both the Hash Key and the Range Key element in the KeySchema have the same name"},
        ErrorRow{"RangeFirst",
                 R"({"KeySchema": [{"AttributeName": "a", "KeyType": "RANGE"},
                                   {"AttributeName": "b", "KeyType": "HASH"}]})",
                 "Invalid KeySchema: The first KeySchemaElement is not a HASH key type"},
        ErrorRow{"TwoHashes",
                 R"({"KeySchema": [{"AttributeName": "a", "KeyType": "HASH"},
                                   {"AttributeName": "b", "KeyType": "HASH"}]})",
                 "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"},
        ErrorRow{
            "UnusedDefinition", R"({"KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}]})",
            "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly "
            "match number of attributes defined in AttributeDefinitions"},
        ErrorRow{
            "NoKey", R"({"KeySchema": null})",
            "1 validation error detected: Value null at 'keySchema' failed to satisfy constraint: Member "
            "must not be null"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    LocalIndexes, CreateTableErrorTest,
    testing::Values(
        ErrorRow{"EmptyList", R"({"LocalSecondaryIndexes": []})",
                 "One or more parameter values were invalid: List of LocalSecondaryIndexes is empty"},
        ErrorRow{
            "NoTableRange",
            R"({"KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}], "LocalSecondaryIndexes": [
                     {"IndexName": "abc", "KeySchema": [{"AttributeName": "c", "KeyType": "RANGE"}],
                      "Projection": {}}]})",
            "One or more parameter values were invalid: Table KeySchema does not have a range key, which is "
            "required when specifying a LocalSecondaryIndex"},
        ErrorRow{"Undefined",
                 R"({"LocalSecondaryIndexes": [{"IndexName": "abc", "Projection": {},
                     "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"},
                                   {"AttributeName": "c", "KeyType": "RANGE"}]}]})",
                 "One or more parameter values were invalid: Some index key attributes are not defined in "
                 "AttributeDefinitions. Keys: [a, c], AttributeDefinitions: [a, b]"},
        ErrorRow{
            "NoRange",
            R"({"LocalSecondaryIndexes": [{"IndexName": "abc", "Projection": {},
                     "KeySchema": [{"AttributeName": "b", "KeyType": "HASH"}]}]})",
            "One or more parameter values were invalid: Index KeySchema does not have a range key for index: "
            "abc"},
        ErrorRow{
            "OtherHash",
            R"({"LocalSecondaryIndexes": [{"IndexName": "abc", "Projection": {},
                     "KeySchema": [{"AttributeName": "b", "KeyType": "HASH"},
                                   {"AttributeName": "a", "KeyType": "RANGE"}]}]})",
            "One or more parameter values were invalid: Index KeySchema does not have the same leading hash "
            "key as table KeySchema for index: abc. index hash key: b, table hash key: a"},
        ErrorRow{"NoProjectionType",
                 R"({"LocalSecondaryIndexes": [{"IndexName": "abc", "Projection": {"NonKeyAttributes": ["a"]},
                     "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"},
                                   {"AttributeName": "b", "KeyType": "RANGE"}]}]})",
                 "One or more parameter values were invalid: Unknown ProjectionType: null"},
        ErrorRow{
            "SixIndexes",
            R"({"LocalSecondaryIndexes": [
                {"IndexName":"ab1","Projection":{"ProjectionType":"ALL"},"KeySchema":[
                 {"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}]},
                {"IndexName":"ab2","Projection":{"ProjectionType":"ALL"},"KeySchema":[
                 {"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}]},
                {"IndexName":"ab3","Projection":{"ProjectionType":"ALL"},"KeySchema":[
                 {"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}]},
                {"IndexName":"ab4","Projection":{"ProjectionType":"ALL"},"KeySchema":[
                 {"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}]},
                {"IndexName":"ab5","Projection":{"ProjectionType":"ALL"},"KeySchema":[
                 {"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}]},
                {"IndexName":"ab6","Projection":{"ProjectionType":"ALL"},"KeySchema":[
                 {"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}]}]})",
            "One or more parameter values were invalid: Number of LocalSecondaryIndexes exceeds per-table "
            "limit of 5"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    GlobalIndexes, CreateTableErrorTest,
    testing::Values(
        ErrorRow{"EmptyList", R"({"GlobalSecondaryIndexes": []})",
                 "One or more parameter values were invalid: List of GlobalSecondaryIndexes is empty"},
        ErrorRow{"UnusedDefinition",
                 R"({"AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"},
                     {"AttributeName": "b", "AttributeType": "S"},
                     {"AttributeName": "c", "AttributeType": "S"}],
                     "GlobalSecondaryIndexes": [{"IndexName": "abc", "Projection": {},
                     "KeySchema": [{"AttributeName": "b", "KeyType": "HASH"}]}]})",
                 "One or more parameter values were invalid: Some AttributeDefinitions are not used. "
                 "AttributeDefinitions: [a, b, c], keys used: [a, b]"},
        ErrorRow{"HashAfterRange",
                 R"({"AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"},
                     {"AttributeName": "b", "AttributeType": "S"},
                     {"AttributeName": "c", "AttributeType": "S"}],
                     "GlobalSecondaryIndexes": [{"IndexName": "abc", "Projection": {},
                     "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"},
                     {"AttributeName": "b", "KeyType": "RANGE"},
                     {"AttributeName": "c", "KeyType": "HASH"}]}]})",
                 "One or more parameter values were invalid: All HASH key attributes must precede RANGE key "
                 "attributes in the KeySchema"},
        ErrorRow{
            "IncludeNothing",
            R"({"GlobalSecondaryIndexes": [{"IndexName": "abc", "Projection": {"ProjectionType": "INCLUDE"},
                     "KeySchema": [{"AttributeName": "b", "KeyType": "HASH"}]}]})",
            "One or more parameter values were invalid: ProjectionType is INCLUDE, but NonKeyAttributes is "
            "not specified"},
        ErrorRow{
            "KeysOnlyWithAttributes",
            R"({"GlobalSecondaryIndexes": [{"IndexName": "abc",
                     "Projection": {"ProjectionType": "KEYS_ONLY", "NonKeyAttributes": ["x"]},
                     "KeySchema": [{"AttributeName": "b", "KeyType": "HASH"}]}]})",
            "One or more parameter values were invalid: ProjectionType is KEYS_ONLY, but NonKeyAttributes is "
            "specified"},
        ErrorRow{
            "NoThroughput",
            R"({"GlobalSecondaryIndexes": [{"IndexName": "abc", "Projection": {"ProjectionType": "ALL"},
                     "KeySchema": [{"AttributeName": "b", "KeyType": "HASH"}]}]})",
            "One or more parameter values were invalid: ProvisionedThroughput is not specified for index: "
            "abc"},
        ErrorRow{
            "ThroughputOnDemand",
            R"({"BillingMode": "PAY_PER_REQUEST", "ProvisionedThroughput": null, "GlobalSecondaryIndexes": [
                     {"IndexName": "abc", "Projection": {"ProjectionType": "ALL"},
                      "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1},
                      "KeySchema": [{"AttributeName": "b", "KeyType": "HASH"}]}]})",
            "One or more parameter values were invalid: ProvisionedThroughput should not be specified for "
            "index: abc when BillingMode is PAY_PER_REQUEST"},
        ErrorRow{"NameOfLocalIndex",
                 R"({"LocalSecondaryIndexes": [{"IndexName": "abc", "Projection": {"ProjectionType": "ALL"},
                     "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"},
                                   {"AttributeName": "b", "KeyType": "RANGE"}]}],
                     "GlobalSecondaryIndexes": [{"IndexName": "abc", "Projection": {"ProjectionType": "ALL"},
                     "KeySchema": [{"AttributeName": "b", "KeyType": "HASH"}]}]})",
                 "One or more parameter values were invalid: Duplicate index name: abc"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Settings, CreateTableErrorTest,
    testing::Values(
        ErrorRow{"ViewTypeOfNoStream",
                 R"({"StreamSpecification": {"StreamEnabled": false, "StreamViewType": "NEW_IMAGE"}})",
                 "One or more parameter values were invalid: Table is being created with a stream disabled, "
                 "UpdateViewType should not be specified"},
        ErrorRow{"StreamWithoutViewType", R"({"StreamSpecification": {"StreamEnabled": true}})",
                 "One or more parameter values were invalid: Table is being created with a stream enabled, "
                 "UpdateViewType is required"},
        ErrorRow{
            "KeyWithoutEncryption", R"({"SSESpecification": {"Enabled": false, "SSEType": "KMS"}})",
            "One or more parameter values were invalid: SSEType can not be specified if Enabled is false"},
        ErrorRow{"ReservedTag", R"({"Tags": [{"Key": "aws:a", "Value": "b"}]})",
                 "Tag Key cannot be prefixed with aws:, Key: aws:a"},
        ErrorRow{"BadPolicy", R"({"ResourcePolicy": "nonsense"})",
                 "One or more parameter values were invalid: Invalid policy document: This policy contains "
                 "invalid Json"},
        ErrorRow{
            "OtherRegion", R"({"GlobalTableSourceArn": "arn:aws:dynamodb:us-east-1:123456789012:table/abc"})",
            "One or more parameter values were invalid: GlobalTableSourceArn is not supported: ddb-emulator "
            "has a single region"}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace ddb::operations
