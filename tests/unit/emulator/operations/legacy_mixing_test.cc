#include "tests/unit/emulator/operations/operation_fixture.h"

namespace ddb::operations {
namespace {

struct MixingRow {
  std::string_view name;
  std::string_view operation;
  std::string_view parameters;
  std::string message;
};

void PrintTo(const MixingRow& row, std::ostream* out) {
  *out << row.name;
}

class LegacyMixingTest : public OperationTest, public testing::WithParamInterface<MixingRow> {};

TEST_P(LegacyMixingTest, IsRefusedBeforeTheTableIsLookedUp) {
  const std::string body = R"({"TableName":"no-such-table",)" + std::string(GetParam().parameters) + "}";
  EXPECT_EQ(error(GetParam().operation, body), "ValidationException: " + GetParam().message);
}

const std::string kPrefix = "1 validation error detected: ";
const std::string kWithoutFilter = "ConditionalOperator cannot be used without Filter or Expected";
const std::string kOfOne =
    "ConditionalOperator can only be used when Filter or Expected has two or more elements";

std::string mixed(const std::string& legacy, const std::string& expressions) {
  return "Can not use both expression and non-expression parameters in the same request: Non-expression "
         "parameters: {" +
         legacy + "} Expression parameters: {" + expressions + "}";
}

INSTANTIATE_TEST_SUITE_P(
    Writes, LegacyMixingTest,
    testing::Values(
        MixingRow{"EmptyExpected", "PutItem", R"("Item":{},"Expected":{},"ConditionExpression":"")",
                  kPrefix + mixed("Expected", "ConditionExpression")},
        MixingRow{"ExpectedAndOperator", "DeleteItem",
                  R"("Key":{},"Expected":{},"ConditionalOperator":"OR","ConditionExpression":"a = b")",
                  kPrefix + mixed("Expected, ConditionalOperator", "ConditionExpression")},
        MixingRow{"AllOfUpdate", "UpdateItem",
                  R"("Key":{},"AttributeUpdates":{},"Expected":{},"ConditionalOperator":"OR",)"
                  R"("UpdateExpression":"","ConditionExpression":"")",
                  kPrefix + mixed("AttributeUpdates, Expected, ConditionalOperator",
                                  "UpdateExpression, ConditionExpression")},
        MixingRow{"AcrossAspects", "UpdateItem",
                  R"("Key":{},"AttributeUpdates":{},"ConditionExpression":"a = b")",
                  kPrefix + mixed("AttributeUpdates", "ConditionExpression")},
        MixingRow{"NamesBesideExpected", "DeleteItem",
                  R"("Key":{},"Expected":{"a":{"Exists":false}},"ExpressionAttributeNames":{"#a":"a"})",
                  kPrefix + "ExpressionAttributeNames can only be specified when using expressions"},
        MixingRow{"OperatorAlone", "PutItem", R"("Item":{},"ConditionalOperator":"AND")",
                  kPrefix + kWithoutFilter},
        MixingRow{"OperatorOfNothing", "UpdateItem", R"("Key":{},"Expected":{},"ConditionalOperator":"OR")",
                  kPrefix + kWithoutFilter},
        MixingRow{"OperatorOfOne", "DeleteItem",
                  R"("Key":{},"Expected":{"a":{"Exists":false}},"ConditionalOperator":"OR")",
                  kPrefix + kOfOne}));

INSTANTIATE_TEST_SUITE_P(
    Reads, LegacyMixingTest,
    testing::Values(
        MixingRow{"Get", "GetItem", R"("Key":{},"AttributesToGet":["a"],"ProjectionExpression":"")",
                  mixed("AttributesToGet", "ProjectionExpression")},
        MixingRow{
            "AllOfQuery", "Query",
            R"("AttributesToGet":["a","a"],"QueryFilter":{},"ConditionalOperator":"OR","KeyConditions":{},)"
            R"("ProjectionExpression":"","FilterExpression":"","KeyConditionExpression":"")",
            mixed("AttributesToGet, QueryFilter, ConditionalOperator, KeyConditions",
                  "ProjectionExpression, FilterExpression, KeyConditionExpression")},
        MixingRow{"KeyConditionsAloneDoNotCount", "Query",
                  R"("AttributesToGet":["a"],"KeyConditions":{},"FilterExpression":"")",
                  mixed("AttributesToGet", "FilterExpression")},
        MixingRow{"KeyConditionsBesideTheirExpression", "Query",
                  R"("KeyConditions":{},"KeyConditionExpression":"")",
                  mixed("KeyConditions", "KeyConditionExpression")},
        MixingRow{"AllOfScan", "Scan",
                  R"("AttributesToGet":["a"],"ScanFilter":{},"ConditionalOperator":"OR",)"
                  R"("ProjectionExpression":"","FilterExpression":"")",
                  mixed("AttributesToGet, ScanFilter, ConditionalOperator",
                        "ProjectionExpression, FilterExpression")},
        MixingRow{
            "ValuesBesideKeyConditions", "Query",
            R"("KeyConditions":{},"QueryFilter":{"a":{"ComparisonOperator":"EQ"}},)"
            R"("ConditionalOperator":"OR","ExpressionAttributeValues":{})",
            "ExpressionAttributeValues can only be specified when using expressions: FilterExpression and "
            "KeyConditionExpression are null"},
        MixingRow{"ScanOperatorAlone", "Scan", R"("ConditionalOperator":"OR","AttributesToGet":["a"])",
                  kWithoutFilter},
        MixingRow{"QueryOperatorBeforeNoKeyCondition", "Query", R"("ConditionalOperator":"OR")",
                  kWithoutFilter},
        MixingRow{"QueryOperatorOfOne", "Query",
                  R"("QueryFilter":{"a":{"ComparisonOperator":"NULL"}},"ConditionalOperator":"AND")",
                  kOfOne}));

TEST_F(OperationTest, TablesOfABatchGetItemCountAsOneRequest) {
  EXPECT_EQ(error("BatchGetItem", R"({"RequestItems":{"aaa":{"Keys":[{}],"ProjectionExpression":"a"},)"
                                  R"("bbb":{"Keys":[{}],"AttributesToGet":["a"]}}})"),
            "ValidationException: " + mixed("AttributesToGet", "ProjectionExpression"));
}

}  // namespace
}  // namespace ddb::operations
