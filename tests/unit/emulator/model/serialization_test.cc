#include <gtest/gtest.h>

#include "tests/unit/emulator/model/decode.h"

// JSON of the wrong shape, in the words that the service has for it (recorded in dynalite's tests).
namespace ddb::model {
namespace {

struct Case {
  std::string json;
  std::string message;
};

/// Each case's JSON stands where `{}` stands in `body`.
template <class Input>
void expect_refusals(std::string_view body, const std::vector<Case>& cases) {
  for (const Case& wrong : cases) {
    std::string text(body);
    text.replace(text.find("{?}"), 3, wrong.json);
    const auto input = decoded<Input>(text);
    ASSERT_FALSE(input) << text;
    EXPECT_EQ(input.error().code, ErrorCode::kSerialization) << text;
    EXPECT_EQ(input.error().message, wrong.message) << text;
  }
}

const std::string kStructure = "Start of structure or map found where not expected";

TEST(Serialization, OfStrings) {
  expect_refusals<PutItemInput>(R"({"TableName": {?}})",
                                {{"true", "TRUE_VALUE cannot be converted to String"},
                                 {"false", "FALSE_VALUE cannot be converted to String"},
                                 {"23", "NUMBER_VALUE cannot be converted to String"},
                                 {"2147483648", "NUMBER_VALUE cannot be converted to String"},
                                 {"34.56", "DECIMAL_VALUE cannot be converted to String"},
                                 {"[]", "Unrecognized collection type class java.lang.String"},
                                 {"{}", kStructure}});
}

TEST(Serialization, OfBooleans) {
  expect_refusals<QueryInput>(R"({"ConsistentRead": {?}})",
                              {{"\"23\"", "Unexpected token received from parser"},
                               {"23", "NUMBER_VALUE cannot be converted to Boolean"},
                               {"34.56", "DECIMAL_VALUE cannot be converted to Boolean"},
                               {"[]", "Unrecognized collection type class java.lang.Boolean"},
                               {"{}", kStructure}});
}

TEST(Serialization, OfWholeNumbers) {
  expect_refusals<QueryInput>(R"({"Limit": {?}})",
                              {{"\"23\"", "STRING_VALUE cannot be converted to Integer"},
                               {"true", "TRUE_VALUE cannot be converted to Integer"},
                               {"[]", "Unrecognized collection type class java.lang.Integer"},
                               {"{}", kStructure}});
  expect_refusals<CreateTableInput>(R"({"ProvisionedThroughput": {"ReadCapacityUnits": {?}}})",
                                    {{"\"23\"", "STRING_VALUE cannot be converted to Long"},
                                     {"false", "FALSE_VALUE cannot be converted to Long"},
                                     {"[]", "Unrecognized collection type class java.lang.Long"}});
}

TEST(Serialization, OfListsAndStructures) {
  expect_refusals<CreateTableInput>(
      R"({"KeySchema": {?}})",
      {{"\"23\"", "Unexpected field type"}, {"23", "Unexpected field type"}, {"{}", kStructure}});
  expect_refusals<CreateTableInput>(
      R"({"KeySchema": [{?}]})",
      {{"true", "Unexpected value type in payload"},
       {"[]", "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.KeySchemaElement"}});
  expect_refusals<CreateTableInput>(
      R"({"ProvisionedThroughput": {?}})",
      {{"34.56", "Unexpected field type"},
       {"[]", "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.ProvisionedThroughput"}});
}

TEST(Serialization, OfMaps) {
  expect_refusals<PutItemInput>(R"({"Item": {?}})",
                                {{"\"x\"", "Unexpected field type"},
                                 {"[]",
                                  "Unrecognized collection type java.util.Map<java.lang.String, "
                                  "com.amazonaws.dynamodb.v20120810.AttributeValue>"}});
  expect_refusals<PutItemInput>(
      R"({"ExpressionAttributeNames": {?}})",
      {{"[]", "Unrecognized collection type java.util.Map<java.lang.String, java.lang.String>"}});
  expect_refusals<BatchWriteItemInput>(R"({"RequestItems": {?}})",
                                       {{"[]",
                                         "Unrecognized collection type java.util.Map<java.lang.String, "
                                         "java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>>"}});
}

TEST(Serialization, OfListsInMapsAndMapsInLists) {
  const std::string cast =
      "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class "
      "java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are "
      "in module java.base of loader 'bootstrap')";
  expect_refusals<BatchWriteItemInput>(R"({"RequestItems": {"t": {?}}})",
                                       {{"23", cast}, {"\"23\"", cast}, {"{}", kStructure}});
  expect_refusals<BatchGetItemInput>(R"({"RequestItems": {"t": {"Keys": [{?}]}}})", {{"true", cast}});
}

TEST(Serialization, OfAttributeValues) {
  const std::vector<Case> attribute = {
      {"\"23\"", "Unexpected value type in payload"},
      {"[]", "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue"},
      {R"({"S": 23})", "NUMBER_VALUE cannot be converted to String"},
      {R"({"N": 1})", "NUMBER_VALUE cannot be converted to String"},
      {R"({"BOOL": "23"})", "Unexpected token received from parser"},
      {R"({"NULL": 1})", "NUMBER_VALUE cannot be converted to Boolean"},
      {R"({"SS": "x"})", "Unexpected field type"},
      {R"({"NS": {}})", kStructure},
      {R"({"SS": [true]})", "TRUE_VALUE cannot be converted to String"},
      {R"({"L": {}})", kStructure},
      {R"({"L": [1]})", "Unexpected value type in payload"},
      {R"({"M": "x"})", "Unexpected field type"},
      {R"({"M": {"a": 1}})", "Unexpected value type in payload"},
      {R"({"M": {"a": {"BS": ["%"]}}})",
       "Base64 encoded length is expected a multiple of 4 bytes but found: 1"}};
  expect_refusals<PutItemInput>(R"({"Item": {"a": {?}}})", attribute);
  expect_refusals<PutItemInput>(R"({"ExpressionAttributeValues": {":a": {?}}})", attribute);
  expect_refusals<PutItemInput>(R"({"Expected": {"a": {"Value": {?}}}})", {{"1", "Unexpected field type"}});
}

TEST(Serialization, OfBinary) {
  expect_refusals<PutItemInput>(
      R"({"Item": {"a": {"B": {?}}}})",
      {{"true", "only base-64-encoded strings are convertible to bytes"},
       {"34.56", "only base-64-encoded strings are convertible to bytes"},
       {"[]", "Unrecognized collection type class java.nio.ByteBuffer"},
       {"{}", kStructure},
       {"\"23456\"", "Base64 encoded length is expected a multiple of 4 bytes but found: 5"},
       {"\"=+/=\"", "Invalid last non-pad Base64 character dectected"},
       {"\"+/+=\"", "Invalid last non-pad Base64 character dectected"},
       {"\"a$bc\"", "Invalid base 64 character: '$'"}});
}

TEST(Serialization, ComesBeforeConstraints) {
  EXPECT_EQ(decoded<QueryInput>(R"({"Limit": 0, "Select": "X", "ConsistentRead": 1})").error().code,
            ErrorCode::kSerialization);
}

}  // namespace
}  // namespace ddb::model
