#include "tests/unit/emulator/operations/operation_fixture.h"

namespace ddb::operations {
namespace {

/// Has one item with an attribute of every type, named by its type.
class LegacyConditionTest : public OperationTest {
 protected:
  void SetUp() override {
    create_simple_table("abc");
    ok("PutItem",
       R"({"TableName":"abc","Item":{"pk":{"S":"1"},"S":{"S":"hello"},"N":{"N":"5"},"B":{"B":"AQID"},)"
       R"("SS":{"SS":["a","b"]},"NS":{"NS":["1","2"]},"BS":{"BS":["AQ=="]},"L":{"L":[{"S":"x"},{"N":"1"}]},)"
       R"("M":{"M":{"k":{"S":"v"}}},"BOOL":{"BOOL":true},"NULL":{"NULL":true}}})");
  }

  static std::string scan(std::string_view filter, std::string_view more = "") {
    return R"({"TableName":"abc","ScanFilter":)" + std::string(filter) + std::string(more) + "}";
  }
  static std::string update(std::string_view expected, std::string_view more = "") {
    return R"({"TableName":"abc","Key":{"pk":{"S":"1"}},"Expected":)" + std::string(expected) +
           std::string(more) + "}";
  }
};

enum class Outcome { kHolds, kFails };

struct OperatorRow {
  std::string_view name;
  std::string_view condition;  // as QueryFilter and Expected both take it
  Outcome outcome;
};

void PrintTo(const OperatorRow& row, std::ostream* out) {
  *out << row.name;
}

class LegacyOperatorTest : public LegacyConditionTest, public testing::WithParamInterface<OperatorRow> {};

TEST_P(LegacyOperatorTest, MeansTheSameInAFilterAndInExpected) {
  const OperatorRow& row = GetParam();
  const bool holds = row.outcome == Outcome::kHolds;
  EXPECT_EQ(ok("Scan", scan(row.condition)).at("Count").as_int64(), holds ? 1 : 0);
  if (holds)
    ok("UpdateItem", update(row.condition));
  else
    EXPECT_EQ(error("UpdateItem", update(row.condition)),
              "ConditionalCheckFailedException: The conditional request failed");
}

INSTANTIATE_TEST_SUITE_P(
    Operators, LegacyOperatorTest,
    testing::Values(
        OperatorRow{"Equal", R"({"S":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"hello"}]}})",
                    Outcome::kHolds},
        OperatorRow{"EqualSetInOtherOrder",
                    R"({"SS":{"ComparisonOperator":"EQ","AttributeValueList":[{"SS":["b","a"]}]}})",
                    Outcome::kHolds},
        OperatorRow{
            "EqualList",
            R"({"L":{"ComparisonOperator":"EQ","AttributeValueList":[{"L":[{"S":"x"},{"N":"1.0"}]}]}})",
            Outcome::kHolds},
        OperatorRow{"EqualMap",
                    R"({"M":{"ComparisonOperator":"EQ","AttributeValueList":[{"M":{"k":{"S":"v"}}}]}})",
                    Outcome::kHolds},
        OperatorRow{"EqualBoolean",
                    R"({"BOOL":{"ComparisonOperator":"EQ","AttributeValueList":[{"BOOL":false}]}})",
                    Outcome::kFails},
        OperatorRow{"EqualOtherType", R"({"N":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"5"}]}})",
                    Outcome::kFails},
        OperatorRow{"EqualMissing", R"({"no":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"5"}]}})",
                    Outcome::kFails},
        OperatorRow{"NotEqual", R"({"S":{"ComparisonOperator":"NE","AttributeValueList":[{"S":"hello"}]}})",
                    Outcome::kFails},
        OperatorRow{"NotEqualOtherType",
                    R"({"N":{"ComparisonOperator":"NE","AttributeValueList":[{"S":"5"}]}})", Outcome::kHolds},
        OperatorRow{"NotEqualMissing",
                    R"({"no":{"ComparisonOperator":"NE","AttributeValueList":[{"S":"5"}]}})",
                    Outcome::kHolds},
        OperatorRow{"LessOrEqual", R"({"N":{"ComparisonOperator":"LE","AttributeValueList":[{"N":"5"}]}})",
                    Outcome::kHolds},
        OperatorRow{"Less", R"({"N":{"ComparisonOperator":"LT","AttributeValueList":[{"N":"5"}]}})",
                    Outcome::kFails},
        OperatorRow{"LessOtherType", R"({"N":{"ComparisonOperator":"LT","AttributeValueList":[{"S":"9"}]}})",
                    Outcome::kFails},
        OperatorRow{"GreaterOrEqual",
                    R"({"S":{"ComparisonOperator":"GE","AttributeValueList":[{"S":"hello"}]}})",
                    Outcome::kHolds},
        OperatorRow{"Greater", R"({"B":{"ComparisonOperator":"GT","AttributeValueList":[{"B":"AQI="}]}})",
                    Outcome::kHolds},
        OperatorRow{"GreaterMissing",
                    R"({"no":{"ComparisonOperator":"GT","AttributeValueList":[{"N":"0"}]}})",
                    Outcome::kFails},
        OperatorRow{"Exists", R"({"NULL":{"ComparisonOperator":"NOT_NULL"}})", Outcome::kHolds},
        OperatorRow{"ExistsMissing", R"({"no":{"ComparisonOperator":"NOT_NULL","AttributeValueList":[]}})",
                    Outcome::kFails},
        OperatorRow{"NotExists", R"({"NULL":{"ComparisonOperator":"NULL"}})", Outcome::kFails},
        OperatorRow{"NotExistsMissing", R"({"no":{"ComparisonOperator":"NULL","AttributeValueList":[]}})",
                    Outcome::kHolds}));

INSTANTIATE_TEST_SUITE_P(
    ContainsAndRanges, LegacyOperatorTest,
    testing::Values(
        OperatorRow{"ContainsText",
                    R"({"S":{"ComparisonOperator":"CONTAINS","AttributeValueList":[{"S":"ell"}]}})",
                    Outcome::kHolds},
        OperatorRow{"ContainsInSet",
                    R"({"NS":{"ComparisonOperator":"CONTAINS","AttributeValueList":[{"N":"2"}]}})",
                    Outcome::kHolds},
        OperatorRow{"ContainsInList",
                    R"({"L":{"ComparisonOperator":"CONTAINS","AttributeValueList":[{"N":"1"}]}})",
                    Outcome::kHolds},
        OperatorRow{"ContainsTakesBoolean",
                    R"({"L":{"ComparisonOperator":"CONTAINS","AttributeValueList":[{"BOOL":true}]}})",
                    Outcome::kFails},
        OperatorRow{"ContainsTakesNull",
                    R"({"L":{"ComparisonOperator":"NOT_CONTAINS","AttributeValueList":[{"NULL":true}]}})",
                    Outcome::kHolds},
        OperatorRow{"NotContains",
                    R"({"S":{"ComparisonOperator":"NOT_CONTAINS","AttributeValueList":[{"S":"ell"}]}})",
                    Outcome::kFails},
        OperatorRow{"NotContainsOtherType",
                    R"({"S":{"ComparisonOperator":"NOT_CONTAINS","AttributeValueList":[{"N":"1"}]}})",
                    Outcome::kHolds},
        OperatorRow{"NotContainsMissing",
                    R"({"no":{"ComparisonOperator":"NOT_CONTAINS","AttributeValueList":[{"N":"1"}]}})",
                    Outcome::kFails},
        OperatorRow{"BeginsWith",
                    R"({"S":{"ComparisonOperator":"BEGINS_WITH","AttributeValueList":[{"S":"he"}]}})",
                    Outcome::kHolds},
        OperatorRow{"BeginsWithBinary",
                    R"({"B":{"ComparisonOperator":"BEGINS_WITH","AttributeValueList":[{"B":"AQI="}]}})",
                    Outcome::kHolds},
        OperatorRow{"BeginsWithOfNumber",
                    R"({"N":{"ComparisonOperator":"BEGINS_WITH","AttributeValueList":[{"S":"5"}]}})",
                    Outcome::kFails},
        OperatorRow{"In", R"({"N":{"ComparisonOperator":"IN","AttributeValueList":[{"N":"1"},{"N":"5"}]}})",
                    Outcome::kHolds},
        OperatorRow{"NotIn", R"({"N":{"ComparisonOperator":"IN","AttributeValueList":[{"N":"1"}]}})",
                    Outcome::kFails},
        OperatorRow{"InIsNotMembership",
                    R"({"NS":{"ComparisonOperator":"IN","AttributeValueList":[{"N":"1"},{"N":"2"}]}})",
                    Outcome::kFails},
        OperatorRow{"BetweenIsInclusive",
                    R"({"N":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"5"},{"N":"5"}]}})",
                    Outcome::kHolds},
        OperatorRow{"NotBetween",
                    R"({"S":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"S":"a"},{"S":"b"}]}})",
                    Outcome::kFails},
        OperatorRow{"BetweenMissing",
                    R"({"no":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"S":"a"},{"S":"b"}]}})",
                    Outcome::kFails}));

struct OperatorErrorRow {
  std::string_view op;
  std::string_view values;
  std::string message;  // without the prefix of single writes
};

void PrintTo(const OperatorErrorRow& row, std::ostream* out) {
  *out << row.op << ' ' << row.values;
}

class LegacyOperatorErrorTest : public LegacyConditionTest,
                                public testing::WithParamInterface<OperatorErrorRow> {
 protected:
  static std::string condition() {
    return R"({"a":{"ComparisonOperator":")" + std::string(GetParam().op) + R"(","AttributeValueList":)" +
           std::string(GetParam().values) + "}}";
  }
};

TEST_P(LegacyOperatorErrorTest, IsAnsweredInTheServicesWords) {
  const std::string& message = GetParam().message;
  EXPECT_EQ(error("Scan", scan(condition())), "ValidationException: " + message);
  EXPECT_EQ(error("Query", R"({"TableName":"abc","QueryFilter":)" + condition() + "}"),
            "ValidationException: " + message);
  EXPECT_EQ(error("Query", R"({"TableName":"abc","KeyConditions":)" + condition() + "}"),
            "ValidationException: " + message);
  EXPECT_EQ(error("UpdateItem", update(condition())),
            "ValidationException: 1 validation error detected: " + message);
}

std::string number_of_arguments(const std::string& op) {
  return "One or more parameter values were invalid: Invalid number of argument(s) for the " + op +
         " ComparisonOperator";
}

std::string not_valid_for(const std::string& op, const std::string& type) {
  return "One or more parameter values were invalid: ComparisonOperator " + op + " is not valid for " + type +
         " AttributeValue type";
}

INSTANTIATE_TEST_SUITE_P(
    NumberOfArguments, LegacyOperatorErrorTest,
    testing::Values(OperatorErrorRow{"EQ", "[]", number_of_arguments("EQ")},
                    OperatorErrorRow{"EQ", R"([{"S":"a"},{"S":"a"}])", number_of_arguments("EQ")},
                    OperatorErrorRow{"NE", R"([{"S":"a"},{"N":"1"}])", number_of_arguments("NE")},
                    OperatorErrorRow{"LE", "[]", number_of_arguments("LE")},
                    OperatorErrorRow{"LT", "[]", number_of_arguments("LT")},
                    OperatorErrorRow{"GE", "[]", number_of_arguments("GE")},
                    OperatorErrorRow{"GT", "[]", number_of_arguments("GT")},
                    OperatorErrorRow{"IN", "[]", number_of_arguments("IN")},
                    OperatorErrorRow{"BETWEEN", R"([{"S":"a"}])", number_of_arguments("BETWEEN")},
                    OperatorErrorRow{"BETWEEN", R"([{"S":"a"},{"S":"a"},{"S":"a"}])",
                                     number_of_arguments("BETWEEN")},
                    OperatorErrorRow{"NULL", R"([{"S":"a"}])", number_of_arguments("NULL")},
                    OperatorErrorRow{"NOT_NULL", R"([{"S":"a"}])", number_of_arguments("NOT_NULL")},
                    OperatorErrorRow{"CONTAINS", "[]", number_of_arguments("CONTAINS")},
                    OperatorErrorRow{"NOT_CONTAINS", "[]", number_of_arguments("NOT_CONTAINS")},
                    OperatorErrorRow{"BEGINS_WITH", "[]", number_of_arguments("BEGINS_WITH")}));

INSTANTIATE_TEST_SUITE_P(
    Values, LegacyOperatorErrorTest,
    testing::Values(
        OperatorErrorRow{"LT", R"([{"BOOL":true}])", not_valid_for("LT", "BOOL")},
        OperatorErrorRow{"LE", R"([{"NULL":true}])", not_valid_for("LE", "NULL")},
        OperatorErrorRow{"GT", R"([{"M":{}}])", not_valid_for("GT", "M")},
        OperatorErrorRow{"GE", R"([{"L":[]}])", not_valid_for("GE", "L")},
        OperatorErrorRow{"IN", R"([{"L":[]},{"L":[]}])", not_valid_for("IN", "L")},
        OperatorErrorRow{"CONTAINS", R"([{"SS":["a"]}])", not_valid_for("CONTAINS", "SS")},
        OperatorErrorRow{"NOT_CONTAINS", R"([{"M":{}}])", not_valid_for("NOT_CONTAINS", "M")},
        OperatorErrorRow{"BEGINS_WITH", R"([{"N":"1"}])", not_valid_for("BEGINS_WITH", "N")},
        OperatorErrorRow{"BETWEEN", R"([{"NS":["1"]},{"NS":["2"]}])", not_valid_for("BETWEEN", "NS")},
        OperatorErrorRow{"IN", R"([{"S":"b"},{"N":"1"}])",
                         "One or more parameter values were invalid: AttributeValues inside "
                         "AttributeValueList must be of same type"},
        OperatorErrorRow{
            "BETWEEN", R"([{"N":"10"},{"N":"9"}])",
            "The BETWEEN condition was provided a range where the lower bound is greater than the "
            "upper bound"},
        OperatorErrorRow{"EQ", R"([{"N":"1"},{}])",
                         "Supplied AttributeValue is empty, must contain exactly one of the supported "
                         "datatypes"},
        OperatorErrorRow{"EQ", R"([{"N":"b"}])", "The parameter cannot be converted to a numeric value: b"},
        OperatorErrorRow{"NULL", R"([{"SS":[]}])",
                         "One or more parameter values were invalid: An string set  may not be empty"}));

struct ExpectedErrorRow {
  std::string_view name;
  std::string_view entry;  // of attribute a
  std::string_view message;
};

void PrintTo(const ExpectedErrorRow& row, std::ostream* out) {
  *out << row.name;
}

class LegacyExpectedErrorTest : public LegacyConditionTest,
                                public testing::WithParamInterface<ExpectedErrorRow> {};

TEST_P(LegacyExpectedErrorTest, IsAnsweredInTheServicesWords) {
  const std::string expected = R"({"a":)" + std::string(GetParam().entry) + "}";
  EXPECT_EQ(error("UpdateItem", update(expected)),
            "ValidationException: 1 validation error detected: One or more parameter values were invalid: " +
                std::string(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Members, LegacyExpectedErrorTest,
    testing::Values(
        ExpectedErrorRow{"Nothing", "{}", "Value must be provided when Exists is null for Attribute: a"},
        ExpectedErrorRow{"ExistsWithoutValue", R"({"Exists":true})",
                         "Value must be provided when Exists is true for Attribute: a"},
        ExpectedErrorRow{"NotExistsWithValue", R"({"Exists":false,"Value":{"S":"a"}})",
                         "Value cannot be used when Exists is false for Attribute: a"},
        ExpectedErrorRow{"ValueAndList", R"({"Value":{"S":"x"},"AttributeValueList":[]})",
                         "Value and AttributeValueList cannot be used together for Attribute: a"},
        ExpectedErrorRow{"ValueAndListAndOperator",
                         R"({"Value":{"S":"x"},"AttributeValueList":[{"S":"x"}],"ComparisonOperator":"EQ"})",
                         "Value and AttributeValueList cannot be used together for Attribute: a"},
        ExpectedErrorRow{"ListAlone", R"({"AttributeValueList":[]})",
                         "AttributeValueList can only be used with a ComparisonOperator for Attribute: a"},
        ExpectedErrorRow{"ListBesideExists", R"({"Exists":true,"AttributeValueList":[{"S":"a"}]})",
                         "AttributeValueList can only be used with a ComparisonOperator for Attribute: a"},
        ExpectedErrorRow{"ExistsBesideOperator", R"({"Exists":true,"ComparisonOperator":"LT"})",
                         "Exists and ComparisonOperator cannot be used together for Attribute: a"},
        ExpectedErrorRow{
            "OperatorAlone", R"({"ComparisonOperator":"LT"})",
            "Value or AttributeValueList must be used with ComparisonOperator: LT for Attribute: "
            "a"},
        ExpectedErrorRow{"ValueForNull", R"({"ComparisonOperator":"NULL","Value":{"S":"a"}})",
                         "Invalid number of argument(s) for the NULL ComparisonOperator"},
        ExpectedErrorRow{"ValueForBetween", R"({"ComparisonOperator":"BETWEEN","Value":{"S":"a"}})",
                         "Invalid number of argument(s) for the BETWEEN ComparisonOperator"}));

TEST_F(LegacyConditionTest, ExpectedTakesAValueWithAndWithoutAnOperator) {
  ok("UpdateItem", update(R"({"S":{"Value":{"S":"hello"}}})"));
  ok("UpdateItem", update(R"({"S":{"Value":{"S":"hello"},"Exists":true}})"));
  ok("UpdateItem", update(R"({"N":{"Value":{"N":"4"},"ComparisonOperator":"GT"}})"));
  ok("UpdateItem", update(R"({"no":{"Exists":false}})"));
  const std::string failed = "ConditionalCheckFailedException: The conditional request failed";
  EXPECT_EQ(error("UpdateItem", update(R"({"S":{"Value":{"S":"bye"}}})")), failed);
  EXPECT_EQ(error("UpdateItem", update(R"({"S":{"Value":{"S":"bye"},"Exists":true}})")), failed);
  EXPECT_EQ(error("UpdateItem", update(R"({"no":{"Value":{"S":"x"}}})")), failed);
  EXPECT_EQ(error("UpdateItem", update(R"({"S":{"Exists":false}})")), failed);
}

TEST_F(LegacyConditionTest, ConditionsAreJoinedByAndUnlessOrIsAskedFor) {
  constexpr std::string_view kOneHolds =
      R"({"S":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"hello"}]},)"
      R"("no":{"ComparisonOperator":"NOT_NULL"},"N":{"ComparisonOperator":"NULL"}})";
  constexpr std::string_view kOr = R"(,"ConditionalOperator":"OR")";
  constexpr std::string_view kAnd = R"(,"ConditionalOperator":"AND")";
  const std::string failed = "ConditionalCheckFailedException: The conditional request failed";
  EXPECT_EQ(ok("Scan", scan(kOneHolds)).at("Count").as_int64(), 0);
  EXPECT_EQ(ok("Scan", scan(kOneHolds, kAnd)).at("Count").as_int64(), 0);
  EXPECT_EQ(ok("Scan", scan(kOneHolds, kOr)).at("Count").as_int64(), 1);
  EXPECT_EQ(error("UpdateItem", update(kOneHolds)), failed);
  EXPECT_EQ(error("UpdateItem", update(kOneHolds, kAnd)), failed);
  ok("UpdateItem", update(kOneHolds, kOr));
}

TEST_F(LegacyConditionTest, AnEmptyMapIsNoCondition) {
  EXPECT_EQ(ok("Scan", scan("{}")).at("Count").as_int64(), 1);
  ok("UpdateItem", update("{}"));
}

TEST_F(LegacyConditionTest, AnItemThatIsMissingHasNoAttributes) {
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"2"}},"Expected":{"pk":{"Exists":false}}})");
  EXPECT_EQ(
      error("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"2"}},"Expected":{"pk":{"Exists":false}}})"),
      "ConditionalCheckFailedException: The conditional request failed");
  EXPECT_EQ(error("DeleteItem",
                  R"({"TableName":"abc","Key":{"pk":{"S":"3"}},"Expected":{"pk":{"Value":{"S":"3"}}}})"),
            "ConditionalCheckFailedException: The conditional request failed");
  ok("DeleteItem", R"({"TableName":"abc","Key":{"pk":{"S":"2"}},"Expected":{"pk":{"Value":{"S":"2"}}}})");
}

TEST_F(LegacyConditionTest, BesideVeryDeepValuesAnErrorHasNoPrefix) {
  std::string deep = R"({"S":"x"})";
  for (int level = 0; level < 70; ++level)
    deep = R"({"M":{"n":)" + deep + "}}";
  EXPECT_EQ(
      error("UpdateItem", update(R"({"a":{"Value":)" + deep + R"(,"AttributeValueList":[]}})")),
      "ValidationException: One or more parameter values were invalid: Value and AttributeValueList cannot "
      "be used together for Attribute: a");
}

}  // namespace
}  // namespace ddb::operations
