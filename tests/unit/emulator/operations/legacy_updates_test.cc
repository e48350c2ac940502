#include "tests/unit/emulator/operations/operation_fixture.h"

namespace ddb::operations {
namespace {

using boost::json::parse;

class LegacyUpdateTest : public OperationTest {
 protected:
  void SetUp() override { create_simple_table("abc"); }

  static std::string update(std::string_view updates, std::string_view more = "") {
    return R"({"TableName":"abc","Key":{"pk":{"S":"1"}},"AttributeUpdates":)" + std::string(updates) +
           std::string(more) + "}";
  }
  /// Stores an item that has attribute a; without any when `value` is empty.
  void put(std::string_view value) {
    ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"1"})" +
                      (value.empty() ? "" : R"(,"a":)" + std::string(value)) + "}}");
  }
  /// Attribute a of the item; null when it has none.
  boost::json::value stored() {
    const auto item = ok("GetItem", R"({"TableName":"abc","Key":{"pk":{"S":"1"}}})");
    const auto* a = item.at("Item").as_object().if_contains("a");
    return a ? *a : boost::json::value();
  }
};

struct ActionRow {
  std::string_view name;
  std::string_view before;
  std::string_view update;  // of attribute a
  std::string_view after;
};

void PrintTo(const ActionRow& row, std::ostream* out) {
  *out << row.name;
}

class LegacyActionTest : public LegacyUpdateTest, public testing::WithParamInterface<ActionRow> {};

TEST_P(LegacyActionTest, ChangesTheAttribute) {
  put(GetParam().before);
  ok("UpdateItem", update(R"({"a":)" + std::string(GetParam().update) + "}"));
  EXPECT_EQ(stored(), parse(GetParam().after));
}

INSTANTIATE_TEST_SUITE_P(
    Actions, LegacyActionTest,
    testing::Values(
        ActionRow{"Put", "", R"({"Action":"PUT","Value":{"S":"x"}})", R"({"S":"x"})"},
        ActionRow{"PutIsTheDefault", R"({"N":"1"})", R"({"Value":{"S":"x"}})", R"({"S":"x"})"},
        ActionRow{"AddNumber", R"({"N":"10"})", R"({"Action":"ADD","Value":{"N":"-2.5"}})", R"({"N":"7.5"})"},
        ActionRow{"AddNumberToNothing", "", R"({"Action":"ADD","Value":{"N":"3"}})", R"({"N":"3"})"},
        ActionRow{"AddToSet", R"({"SS":["a"]})", R"({"Action":"ADD","Value":{"SS":["a","b"]}})",
                  R"({"SS":["a","b"]})"},
        ActionRow{"AddSetToNothing", "", R"({"Action":"ADD","Value":{"NS":["1"]}})", R"({"NS":["1"]})"},
        ActionRow{"AddToList", R"({"L":[{"N":"1"}]})",
                  R"({"Action":"ADD","Value":{"L":[{"N":"1"},{"S":"x"}]}})",
                  R"({"L":[{"N":"1"},{"N":"1"},{"S":"x"}]})"},
        ActionRow{"AddListToNothing", "", R"({"Action":"ADD","Value":{"L":[{"N":"7"}]}})",
                  R"({"L":[{"N":"7"}]})"},
        ActionRow{"DeleteAttribute", R"({"S":"x"})", R"({"Action":"DELETE"})", "null"},
        ActionRow{"DeleteNothing", "", R"({"Action":"DELETE"})", "null"},
        ActionRow{"DeleteFromSet", R"({"SS":["a","b","c"]})",
                  R"({"Action":"DELETE","Value":{"SS":["b","z"]}})", R"({"SS":["a","c"]})"},
        ActionRow{"DeleteWholeSet", R"({"NS":["1"]})", R"({"Action":"DELETE","Value":{"NS":["1"]}})", "null"},
        ActionRow{"DeleteFromNothing", "", R"({"Action":"DELETE","Value":{"NS":["1"]}})", "null"}));

struct ActionErrorRow {
  std::string_view name;
  std::string_view before;
  std::string_view update;
  std::string message;
};

void PrintTo(const ActionErrorRow& row, std::ostream* out) {
  *out << row.name;
}

class LegacyActionErrorTest : public LegacyUpdateTest, public testing::WithParamInterface<ActionErrorRow> {};

TEST_P(LegacyActionErrorTest, IsAnsweredInTheServicesWordsAndChangesNothing) {
  put(GetParam().before);
  const auto before = stored();
  EXPECT_EQ(error("UpdateItem", update(R"({"a":)" + std::string(GetParam().update) + "}")),
            "ValidationException: " + GetParam().message);
  EXPECT_EQ(stored(), before);
}

std::string invalid(const std::string& what) {
  return "1 validation error detected: One or more parameter values were invalid: " + what;
}

INSTANTIATE_TEST_SUITE_P(
    Requests, LegacyActionErrorTest,
    testing::Values(
        ActionErrorRow{"NoValue", "", "{}",
                       invalid("Only DELETE action is allowed when no attribute value is specified")},
        ActionErrorRow{"AddNoValue", "", R"({"Action":"ADD"})",
                       invalid("Only DELETE action is allowed when no attribute value is specified")},
        ActionErrorRow{"DeleteText", "", R"({"Action":"DELETE","Value":{"S":"1"}})",
                       invalid("DELETE action with value is not supported for the type S")},
        ActionErrorRow{"DeleteList", "", R"({"Action":"DELETE","Value":{"L":[]}})",
                       invalid("DELETE action with value is not supported for the type L")},
        ActionErrorRow{"AddBinary", "", R"({"Action":"ADD","Value":{"B":"Yg=="}})",
                       invalid("ADD action is not supported for the type B")},
        ActionErrorRow{"AddMap", "", R"({"Action":"ADD","Value":{"M":{}}})",
                       invalid("ADD action is not supported for the type M")},
        ActionErrorRow{"EmptySet", "", R"({"Value":{"SS":[]}})", invalid("An string set  may not be empty")},
        ActionErrorRow{
            "NoNumber", "", R"({"Action":"DELETE","Value":{"N":"x"}})",
            "1 validation error detected: The parameter cannot be converted to a numeric value: x"}));

const std::string kMismatch = "Type mismatch for attribute to update";

INSTANTIATE_TEST_SUITE_P(
    StoredTypes, LegacyActionErrorTest,
    testing::Values(
        ActionErrorRow{"NumberToText", R"({"S":"x"})", R"({"Action":"ADD","Value":{"N":"1"}})", kMismatch},
        ActionErrorRow{"SetToOtherSet", R"({"NS":["1"]})", R"({"Action":"ADD","Value":{"SS":["1"]}})",
                       kMismatch},
        ActionErrorRow{"ListToSet", R"({"SS":["1"]})", R"({"Action":"ADD","Value":{"L":[]}})", kMismatch},
        ActionErrorRow{"NumberToList", R"({"L":[]})", R"({"Action":"ADD","Value":{"N":"1"}})", kMismatch},
        ActionErrorRow{"DeleteFromText", R"({"S":"x"})", R"({"Action":"DELETE","Value":{"SS":["x"]}})",
                       kMismatch},
        ActionErrorRow{"DeleteFromOtherSet", R"({"NS":["1"]})", R"({"Action":"DELETE","Value":{"SS":["1"]}})",
                       kMismatch},
        ActionErrorRow{"Overflow", R"({"N":"9e125"})", R"({"Action":"ADD","Value":{"N":"9e125"}})",
                       "Number overflow. Attempting to store a number with magnitude larger than supported "
                       "range"}));

TEST_F(LegacyUpdateTest, AnEmptyMapMakesTheItem) {
  ok("UpdateItem", update("{}"));
  EXPECT_EQ(ok("GetItem", R"({"TableName":"abc","Key":{"pk":{"S":"1"}}})"),
            parse(R"({"Item":{"pk":{"S":"1"}}})"));
}

TEST_F(LegacyUpdateTest, DeletesAloneMakeNoItem) {
  ok("UpdateItem", update(R"({"a":{"Action":"DELETE"},"b":{"Action":"DELETE","Value":{"SS":["x"]}}})"));
  EXPECT_EQ(ok("GetItem", R"({"TableName":"abc","Key":{"pk":{"S":"1"}}})"), parse("{}"));
}

TEST_F(LegacyUpdateTest, ReturnValuesAreThoseOfExpressions) {
  put(R"({"N":"1"})");
  const auto attributes = [this](std::string_view updates, std::string_view return_values) {
    const auto answer =
        ok("UpdateItem", update(updates, R"(,"ReturnValues":")" + std::string(return_values) + "\""));
    const auto* found = answer.as_object().if_contains("Attributes");
    return found ? *found : boost::json::value();
  };
  EXPECT_EQ(attributes(R"({"a":{"Action":"ADD","Value":{"N":"1"}}})", "UPDATED_OLD"),
            parse(R"({"a":{"N":"1"}})"));
  EXPECT_EQ(attributes(R"({"a":{"Action":"ADD","Value":{"N":"1"}}})", "UPDATED_NEW"),
            parse(R"({"a":{"N":"3"}})"));
  EXPECT_EQ(attributes(R"({"b":{"Value":{"S":"x"}}})", "UPDATED_OLD"), parse("null"));
  EXPECT_EQ(attributes(R"({"b":{"Action":"DELETE"}})", "UPDATED_NEW"), parse("null"));
  EXPECT_EQ(attributes(R"({"c":{"Value":{"L":[]}}})", "ALL_OLD"), parse(R"({"pk":{"S":"1"},"a":{"N":"3"}})"));
  EXPECT_EQ(attributes(R"({"c":{"Action":"DELETE"}})", "ALL_NEW"),
            parse(R"({"pk":{"S":"1"},"a":{"N":"3"}})"));
}

TEST_F(LegacyUpdateTest, TheKeyCannotBeUpdated) {
  EXPECT_EQ(
      error("UpdateItem", update(R"({"pk":{"Value":{"S":"x"}}})")),
      "ValidationException: One or more parameter values were invalid: Cannot update attribute pk. This "
      "attribute is part of the key");
}

TEST_F(LegacyUpdateTest, NamesAreNoPaths) {
  ok("UpdateItem", update(R"({"x.y[0]":{"Value":{"S":"v"}}})"));
  EXPECT_EQ(ok("GetItem", R"({"TableName":"abc","Key":{"pk":{"S":"1"}},"AttributesToGet":["x.y[0]"]})"),
            parse(R"({"Item":{"x.y[0]":{"S":"v"}}})"));
}

TEST_F(LegacyUpdateTest, UpdatesAreCheckedBeforeExpected) {
  EXPECT_EQ(
      error("UpdateItem", update(R"({"a":{}})", R"(,"Expected":{"a":{}})")),
      "ValidationException: 1 validation error detected: One or more parameter values were invalid: Only "
      "DELETE action is allowed when no attribute value is specified");
}

}  // namespace
}  // namespace ddb::operations
