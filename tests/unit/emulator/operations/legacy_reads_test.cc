#include "tests/unit/emulator/operations/operation_fixture.h"

namespace ddb::operations {
namespace {

using boost::json::parse;

/// Has items "a" to "e" of one partition, with their number as attribute n.
class LegacyReadTest : public OperationTest {
 protected:
  void SetUp() override {
    ok("CreateTable",
       R"({"TableName":"abc","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[)"
       R"({"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"S"}],)"
       R"("KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}]})");
    for (int n = 0; n < 5; ++n)
      ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"p"},"sk":{"S":")" +
                        std::string(1, static_cast<char>('a' + n)) + R"("},"n":{"N":")" + std::to_string(n) +
                        R"("},"x":{"S":"y"}}})");
  }

  static std::string query(std::string_view conditions, std::string_view more = "") {
    return R"({"TableName":"abc","KeyConditions":)" + std::string(conditions) + std::string(more) + "}";
  }
  /// The sort keys that a Query finds, run together.
  std::string found(std::string_view conditions, std::string_view more = "") {
    std::string keys;
    const auto answer = ok("Query", query(conditions, more));
    for (const auto& item : answer.at("Items").as_array())
      keys += std::string_view(item.at("sk").at("S").as_string());
    return keys;
  }
};

constexpr std::string_view kPartition =
    R"("pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"p"}]})";

std::string with_sort_key(std::string_view condition) {
  return "{" + std::string(kPartition) + R"(,"sk":)" + std::string(condition) + "}";
}

struct RangeRow {
  std::string_view condition;
  std::string_view found;
};

void PrintTo(const RangeRow& row, std::ostream* out) {
  *out << row.condition;
}

class LegacyRangeTest : public LegacyReadTest, public testing::WithParamInterface<RangeRow> {};

TEST_P(LegacyRangeTest, FindsTheRange) {
  EXPECT_EQ(found(with_sort_key(GetParam().condition)), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Operators, LegacyRangeTest,
    testing::Values(
        RangeRow{R"({"ComparisonOperator":"EQ","AttributeValueList":[{"S":"b"}]})", "b"},
        RangeRow{R"({"ComparisonOperator":"LT","AttributeValueList":[{"S":"b"}]})", "a"},
        RangeRow{R"({"ComparisonOperator":"LE","AttributeValueList":[{"S":"b"}]})", "ab"},
        RangeRow{R"({"ComparisonOperator":"GT","AttributeValueList":[{"S":"c"}]})", "de"},
        RangeRow{R"({"ComparisonOperator":"GE","AttributeValueList":[{"S":"c"}]})", "cde"},
        RangeRow{R"({"ComparisonOperator":"BETWEEN","AttributeValueList":[{"S":"b"},{"S":"d"}]})", "bcd"},
        RangeRow{R"({"ComparisonOperator":"BEGINS_WITH","AttributeValueList":[{"S":"e"}]})", "e"}));

struct KeyConditionErrorRow {
  std::string_view name;
  std::string_view conditions;
  std::string_view message;
};

void PrintTo(const KeyConditionErrorRow& row, std::ostream* out) {
  *out << row.name;
}

class LegacyKeyConditionErrorTest : public LegacyReadTest,
                                    public testing::WithParamInterface<KeyConditionErrorRow> {};

TEST_P(LegacyKeyConditionErrorTest, IsAnsweredInTheServicesWords) {
  EXPECT_EQ(error("Query", query(GetParam().conditions)),
            "ValidationException: " + std::string(GetParam().message));
}

constexpr std::string_view kNotIndexable = "Attempted conditional constraint is not an indexable operation";

INSTANTIATE_TEST_SUITE_P(
    Keys, LegacyKeyConditionErrorTest,
    testing::Values(
        KeyConditionErrorRow{"None", "{}", "Conditions can be of length 1 or 2 only"},
        KeyConditionErrorRow{"NoPartitionKey", R"({"sk":{"ComparisonOperator":"NULL"}})",
                             "Query condition missed key schema element: pk"},
        KeyConditionErrorRow{"NullPartitionKey", R"({"pk":{"ComparisonOperator":"NULL"}})", kNotIndexable},
        KeyConditionErrorRow{"NotEqual",
                             R"({"pk":{"ComparisonOperator":"NE","AttributeValueList":[{"N":"1"}]}})",
                             kNotIndexable},
        KeyConditionErrorRow{"In", R"({"pk":{"ComparisonOperator":"IN","AttributeValueList":[{"S":"p"}]}})",
                             kNotIndexable},
        KeyConditionErrorRow{"SortKeyContains",
                             R"({"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"p"}]},)"
                             R"("sk":{"ComparisonOperator":"CONTAINS","AttributeValueList":[{"S":"a"}]}})",
                             kNotIndexable},
        KeyConditionErrorRow{"OtherAttribute",
                             R"({"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"p"}]},)"
                             R"("n":{"ComparisonOperator":"NULL"}})",
                             "Query condition missed key schema element: sk"},
        KeyConditionErrorRow{"PartitionRange",
                             R"({"pk":{"ComparisonOperator":"GE","AttributeValueList":[{"S":"p"}]}})",
                             "Query key condition not supported"},
        KeyConditionErrorRow{
            "WrongType", R"({"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"N":"1"}]}})",
            "One or more parameter values were invalid: Condition parameter type does not match "
            "schema type"},
        KeyConditionErrorRow{
            "TooMany",
            R"({"a":{"ComparisonOperator":"NULL"},"b":{"ComparisonOperator":"NULL"},)"
            R"("c":{"ComparisonOperator":"NULL"}})",
            "The number of query conditions (3) exceeds the number of key attributes defined in "
            "the schema (2)"}));

TEST_F(LegacyReadTest, AQueryFilterFiltersWhatTheKeyConditionsFind) {
  const std::string partition = "{" + std::string(kPartition) + "}";
  EXPECT_EQ(found(partition, R"(,"ScanIndexForward":false)"), "edcba");
  EXPECT_EQ(found(partition,
                  R"(,"QueryFilter":{"n":{"ComparisonOperator":"GE","AttributeValueList":[{"N":"3"}]}})"),
            "de");
  EXPECT_EQ(found(partition, R"(,"FilterExpression":"n < :n","ExpressionAttributeValues":{":n":{"N":"2"}})"),
            "ab");
  const auto answer =
      ok("Query", query(partition, R"(,"Select":"COUNT","Limit":4,"QueryFilter":)"
                                   R"({"n":{"ComparisonOperator":"LT","AttributeValueList":[{"N":"1"}]}})"));
  EXPECT_EQ(answer,
            parse(R"({"Count":1,"ScannedCount":4,"LastEvaluatedKey":{"pk":{"S":"p"},"sk":{"S":"d"}}})"));
}

TEST_F(LegacyReadTest, AQueryFilterMayNotNameTheKey) {
  const std::string partition = "{" + std::string(kPartition) + "}";
  EXPECT_EQ(error("Query", query(partition, R"(,"QueryFilter":{"sk":{"ComparisonOperator":"NOT_NULL"}})")),
            "ValidationException: QueryFilter can only contain non-primary key attributes: Primary key "
            "attribute: sk");
  EXPECT_EQ(error("Query", query(partition, R"(,"QueryFilter":{"n":{"ComparisonOperator":"NULL"},)"
                                            R"("pk":{"ComparisonOperator":"NOT_NULL"}})")),
            "ValidationException: QueryFilter can only contain non-primary key attributes: Primary key "
            "attribute: pk");
  EXPECT_EQ(ok("Scan", R"({"TableName":"abc","ScanFilter":{"sk":{"ComparisonOperator":"GT",)"
                       R"("AttributeValueList":[{"S":"b"}]}}})")
                .at("Count")
                .as_int64(),
            3);
}

TEST_F(LegacyReadTest, AttributesToGetAreAllThatIsAnswered) {
  constexpr std::string_view kKey = R"({"pk":{"S":"p"},"sk":{"S":"a"}})";
  EXPECT_EQ(
      ok("GetItem", R"({"TableName":"abc","AttributesToGet":["n","no"],"Key":)" + std::string(kKey) + "}"),
      parse(R"({"Item":{"n":{"N":"0"}}})"));
  EXPECT_EQ(ok("GetItem", R"({"TableName":"abc","AttributesToGet":["no"],"Key":)" + std::string(kKey) + "}"),
            parse(R"({"Item":{}})"));
  EXPECT_EQ(ok("BatchGetItem", R"({"RequestItems":{"abc":{"AttributesToGet":["x","pk"],"Keys":[)" +
                                   std::string(kKey) + "]}}}")
                .at("Responses"),
            parse(R"({"abc":[{"pk":{"S":"p"},"x":{"S":"y"}}]})"));
  EXPECT_EQ(ok("Query", query("{" + std::string(kPartition) + "}", R"(,"AttributesToGet":["sk"],"Limit":1)"))
                .at("Items"),
            parse(R"([{"sk":{"S":"a"}}])"));
  EXPECT_EQ(
      ok("Scan", R"({"TableName":"abc","AttributesToGet":["n"],"Limit":1,"Select":"SPECIFIC_ATTRIBUTES"})")
          .at("Items"),
      parse(R"([{"n":{"N":"0"}}])"));
}

struct ReadErrorRow {
  std::string_view name;
  std::string_view operation;
  std::string_view parameters;
  std::string_view message;
};

void PrintTo(const ReadErrorRow& row, std::ostream* out) {
  *out << row.name;
}

class LegacyReadErrorTest : public LegacyReadTest, public testing::WithParamInterface<ReadErrorRow> {};

TEST_P(LegacyReadErrorTest, IsAnsweredInTheServicesWords) {
  EXPECT_EQ(error(GetParam().operation, "{" + std::string(GetParam().parameters) + "}"),
            "ValidationException: " + std::string(GetParam().message));
}

constexpr std::string_view kRepeated =
    "One or more parameter values were invalid: Duplicate value in attribute name: a";

INSTANTIATE_TEST_SUITE_P(
    AttributesToGet, LegacyReadErrorTest,
    testing::Values(
        ReadErrorRow{"Get", "GetItem", R"("TableName":"no-such","Key":{},"AttributesToGet":["b","a","a"])",
                     kRepeated},
        ReadErrorRow{"BatchGet", "BatchGetItem",
                     R"("RequestItems":{"no-such":{"Keys":[{"a":{}}],"AttributesToGet":["a","a"]}})",
                     kRepeated},
        ReadErrorRow{"ScanBeforeItsFilter", "Scan",
                     R"("TableName":"no-such","AttributesToGet":["a","a"],"ExclusiveStartKey":{"a":{}},)"
                     R"("ScanFilter":{"a":{"ComparisonOperator":"EQ"}})",
                     kRepeated},
        ReadErrorRow{"QueryAfterItsFilter", "Query",
                     R"("TableName":"no-such","AttributesToGet":["a","a"],"ExclusiveStartKey":{"a":{}},)"
                     R"("QueryFilter":{"a":{"ComparisonOperator":"EQ"}})",
                     "One or more parameter values were invalid: Invalid number of argument(s) for the EQ "
                     "ComparisonOperator"},
        ReadErrorRow{"QueryBeforeItsStartKey", "Query",
                     R"("TableName":"no-such","AttributesToGet":["a","a"],"ExclusiveStartKey":{"a":{}},)"
                     R"("QueryFilter":{})",
                     kRepeated}));

INSTANTIATE_TEST_SUITE_P(
    Select, LegacyReadErrorTest,
    testing::Values(
        ReadErrorRow{
            "QueryCount", "Query",
            R"("TableName":"abc","Select":"COUNT","AttributesToGet":["a"],"KeyConditions":{"pk":)"
            R"({"ComparisonOperator":"EQ","AttributeValueList":[{"S":"p"}]}})",
            "1 validation error detected: Cannot specify the AttributesToGet when choosing to get only "
            "the Count"},
        ReadErrorRow{"ScanAll", "Scan",
                     R"("TableName":"abc","Select":"ALL_ATTRIBUTES","AttributesToGet":["a"])",
                     "Cannot specify the AttributesToGet when choosing to get ALL_ATTRIBUTES"},
        ReadErrorRow{"ScanAllByExpression", "Scan",
                     R"("TableName":"abc","Select":"ALL_ATTRIBUTES","ProjectionExpression":"a")",
                     "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES"},
        ReadErrorRow{"NoKeyCondition", "Query", R"("TableName":"abc","QueryFilter":{})",
                     "Either the KeyConditions or KeyConditionExpression parameter must be specified in the "
                     "request."}));

}  // namespace
}  // namespace ddb::operations
