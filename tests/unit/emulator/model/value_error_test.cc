#include "emulator/model/value_error.h"

#include <gtest/gtest.h>

#include "shared/json/json.h"

namespace ddb::model {
namespace {

std::string said_of(std::string_view attribute, ValueErrorWording wording = ValueErrorWording::kNewer) {
  const json::Document document = json::Document::parse(attribute).value();
  const auto value = value::value_from_json(document.root().as_object());
  return value ? std::string() : value_error_message(value.error(), wording);
}

TEST(ValueError, OfEmptyAndAmbiguousValues) {
  EXPECT_EQ(said_of("{}"),
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  EXPECT_EQ(
      said_of(R"({"S": "a", "N": "1"})"),
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported "
      "datatypes");
  EXPECT_EQ(
      said_of(R"({"NULL": false})"),
      "One or more parameter values were invalid: Null attribute value types must have the value of true");
  EXPECT_EQ(said_of(R"({"SS": []})"),
            "One or more parameter values were invalid: An string set  may not be empty");
  EXPECT_EQ(said_of(R"({"NS": []})"),
            "One or more parameter values were invalid: An number set  may not be empty");
  EXPECT_EQ(said_of(R"({"BS": []})"),
            "One or more parameter values were invalid: Binary sets should not be empty");
}

TEST(ValueError, OfNumbers) {  // num-053 ... num-067
  EXPECT_EQ(said_of(R"({"N": "abc"})"), "The parameter cannot be converted to a numeric value: abc");
  EXPECT_EQ(said_of(R"({"N": ""})"), "The parameter cannot be converted to a numeric value: ");
  EXPECT_EQ(said_of(R"({"N": "1e126"})"),
            "Number overflow. Attempting to store a number with magnitude larger than supported range");
  EXPECT_EQ(said_of(R"({"N": "1e-131"})"),
            "Number underflow. Attempting to store a number with magnitude smaller than supported range");
  EXPECT_EQ(said_of(R"({"N": "1234567890123456789012345678901234567890"})"),
            "Attempting to store more than 38 significant digits in a Number");
}

TEST(ValueError, OfNumbersInTheOlderWording) {  // num-083
  EXPECT_EQ(said_of(R"({"N": ""})", ValueErrorWording::kOlder),
            "The parameter cannot be converted to a numeric value");
  EXPECT_EQ(said_of(R"({"N": "abc"})", ValueErrorWording::kOlder),
            "The parameter cannot be converted to a numeric value: abc");
  EXPECT_EQ(said_of(R"({"N": "1e2147483647"})", ValueErrorWording::kOlder),
            "Number underflow. Attempting to store a number with magnitude smaller than supported range");
  EXPECT_EQ(said_of(R"({"N": "1e126"})", ValueErrorWording::kOlder),
            "Number overflow. Attempting to store a number with magnitude larger than supported range");
}

TEST(ValueError, OfSetsWithDuplicatesInBothWordings) {  // set-036, set-049
  const std::string strings = R"({"SS": ["b", "a", "b"]})";
  EXPECT_EQ(
      said_of(strings),
      R"(One or more parameter values were invalid: Input collection ["a", "b", "b"] contains duplicates.)");
  EXPECT_EQ(said_of(strings, ValueErrorWording::kOlder),
            "One or more parameter values were invalid: Input collection [b, a, b] contains duplicates.");
  const std::string binaries = R"({"BS": ["/w==", "AA==", "AA=="]})";
  EXPECT_EQ(said_of(binaries),
            R"(One or more parameter values were invalid: Input collection ["AA==","/w==","AA=="]of type BS )"
            "contains duplicates.");
  EXPECT_EQ(
      said_of(binaries, ValueErrorWording::kOlder),
      "One or more parameter values were invalid: Input collection [/w==, AA==, AA==]of type BS contains "
      "duplicates.");
  const std::string numbers = R"({"NS": ["2", "1", "2"]})";
  EXPECT_EQ(said_of(numbers),
            "One or more parameter values were invalid: Input collection contains duplicates.");
  EXPECT_EQ(said_of(numbers, ValueErrorWording::kOlder), "Input collection contains duplicates");
}

TEST(ValueError, OfTransactionsNamesThePlaceholder) {  // set-054
  const AttributeError error{":t", {value::ValueErrorKind::kDuplicateInSet, {}, {}}};
  EXPECT_EQ(
      expression_value_error(error).message,
      "ExpressionAttributeValues contains invalid value: Input collection contains duplicates for key :t");
}

}  // namespace
}  // namespace ddb::model
