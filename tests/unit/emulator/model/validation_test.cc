#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/emulator/model/decode.h"

// What breaks a constraint, in the service's words. The names of recorded answers stand beside each.
namespace ddb::model {
namespace {

constexpr ValidationStyle kEarly = ValidationStyle::kEarlyModelCheck;

const std::string kOne = "1 validation error detected: ";
const std::string kKey = R"("Key": {"pk": {"S": "a"}})";

TEST(Validation, SaysWhatIsMissing) {  // ord-001
  EXPECT_EQ(refusal<PutItemInput>(R"({"Item": {}})", kEarly),
            kOne + "Value null at 'tableName' failed to satisfy constraint: Member must not be null");
  EXPECT_EQ(
      refusal<PutItemInput>("{}", kEarly),
      "2 validation errors detected: Value null at 'tableName' failed to satisfy constraint: Member must "
      "not be null; Value null at 'item' failed to satisfy constraint: Member must not be null");
}

TEST(Validation, TellsAnEmptyTableNameAloneAndCapitalised) {  // ord-002, ord-006, ord-010
  const std::string expected =
      kOne +
      "Value at 'TableName' failed to satisfy constraint: Member must have length greater than or "
      "equal to 1";
  EXPECT_EQ(refusal<PutItemInput>(R"({"TableName": "", "Item": {}})", kEarly), expected);
  EXPECT_EQ(refusal<PutItemInput>(R"({"TableName": "", "Item": {}, "ReturnValues": "INVALID"})", kEarly),
            expected);
  EXPECT_EQ(
      refusal<UpdateItemInput>(R"({"TableName": "", "Key": {}})", ValidationStyle::kEarlyModelCheckFirstOnly),
      expected);
}

TEST(Validation, JoinsAnEmptyTableNameWithWhatIsMissing) {  // ord-015
  EXPECT_EQ(
      refusal<UpdateItemInput>(R"({"TableName": ""})", ValidationStyle::kEarlyModelCheckFirstOnly),
      "2 validation errors detected: Value '' at 'tableName' failed to satisfy constraint: Member must "
      "have length greater than or equal to 1; Value null at 'key' failed to satisfy constraint: Member "
      "must not be null");
}

TEST(Validation, ShowsTableNamesThatAreTooLongOrMalformed) {  // ord-003, trx-047
  const std::string name(256, 'a');
  EXPECT_EQ(
      refusal<PutItemInput>(R"({"Item": {}, "TableName": ")" + name + "\"}", kEarly),
      kOne + "Value '" + name +
          "' at 'tableName' failed to satisfy constraint: Member must have length less than or equal to "
          "255");
  EXPECT_EQ(refusal<TransactWriteItemsInput>(
                R"({"TransactItems": [{"Put": {"TableName": "abc", "Item": {}}},
                                      {"Delete": {"TableName": "bad!name", "Key": {}}}]})",
                kEarly),
            kOne +
                "Value 'bad!name' at 'transactItems.2.member.delete.tableName' failed to satisfy "
                "constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
}

TEST(Validation, TakesAnArnForATableName) {
  EXPECT_EQ(
      refusal<GetItemInput>(
          R"({"TableName": "arn:aws:dynamodb:us-east-1:000000000000:table/abc", )" + kKey + "}", kEarly),
      "");
}

TEST(Validation, WordsUnknownEnumsOfSingleWritesItsOwnWay) {  // ord-007, ord-009, ord-011
  const std::string three = R"({"TableName": "abc", "ReturnConsumedCapacity": "INVALID",
      "ReturnItemCollectionMetrics": "INVALID", "ReturnValues": "INVALID", "Item": {}, "Key": {}})";
  const std::string capacity =
      "Value 'INVALID' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum "
      "value set: [INDEXES, TOTAL, NONE]";
  const std::string values =
      "Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, "
      "UPDATE_NEW, NONE]";
  const std::string metrics =
      "Value 'INVALID' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy "
      "enum value set: [SIZE, NONE]";
  const std::string all = "3 validation errors detected: " + capacity + "; " + values + "; " + metrics;
  EXPECT_EQ(refusal<PutItemInput>(three, kEarly), all);
  EXPECT_EQ(refusal<DeleteItemInput>(three, kEarly), all);
  EXPECT_EQ(refusal<UpdateItemInput>(three, ValidationStyle::kEarlyModelCheckFirstOnly), kOne + values);
}

std::string nested(std::size_t levels) {
  std::string text = R"({"S": "x"})";
  for (std::size_t i = 0; i < levels; ++i)
    text = R"({"M": {"n": )" + text + "}}";
  return text;
}

TEST(Validation, FallsBackToTheOlderWordingBesideVeryDeepValues) {  // ord-058, ord-077
  EXPECT_EQ(refusal<PutItemInput>(R"({"TableName": "abc", "Item": {}, "ConditionalOperator": "XOR",
                                      "Expected": {"a": {"Value": )" +
                                      nested(32) + "}}}",
                                  kEarly),
            kOne + "Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]");
  EXPECT_EQ(refusal<PutItemInput>(R"({"TableName": "abc", "Item": {}, "ConditionalOperator": "XOR",
                                      "Expected": {"a": {"Value": )" +
                                      nested(100) + "}}}",
                                  kEarly),
            kOne +
                "Value 'XOR' at 'conditionalOperator' failed to satisfy constraint: Member must satisfy "
                "enum value set: [OR, AND]");
  EXPECT_EQ(
      refusal<DeleteItemInput>(
          R"({"TableName": "abc", "ReturnValues": "BOGUS", "Key": {"pk": )" + nested(100) + "}}", kEarly),
      kOne +
          "Value 'BOGUS' at 'returnValues' failed to satisfy constraint: Member must satisfy enum "
          "value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]");
}

TEST(Validation, OfAQueryTellsABadConditionalOperatorBareAndFirst) {  // ord-018
  EXPECT_EQ(
      refusal<QueryInput>(R"({"TableName": "abc", "ConditionalOperator": "XOR", "Select": "BOGUS"})", kEarly),
      "Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]");
}

TEST(Validation, OfLimitsDiffersBetweenQueryAndScan) {  // qry-072, scn-039
  const std::string body = R"({"TableName": "abc", "Limit": 0})";
  EXPECT_EQ(refusal<QueryInput>(body, kEarly),
            kOne +
                "Value at 'Limit' failed to satisfy constraint: Member must have value greater than or "
                "equal to 1");
  EXPECT_EQ(refusal<ScanInput>(body), kOne +
                                          "Value '0' at 'limit' failed to satisfy constraint: Member must "
                                          "have value greater than or equal to 1");
}

TEST(Validation, JoinsAllOfAScanInTheServicesOrder) {
  EXPECT_EQ(
      refusal<ScanInput>(R"({"TableName": "abc;", "ReturnConsumedCapacity": "hi", "IndexName": "abc;",
          "Segment": -1, "TotalSegments": -1, "Select": "hi", "Limit": -1,
          "ScanFilter": {"a": {}, "b": {"ComparisonOperator": ""}}, "ConditionalOperator": "AN"})"),
      "10 validation errors detected: "
      "Value 'hi' at 'select' failed to satisfy constraint: Member must satisfy enum value set: "
      "[SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]; "
      "Value 'abc;' at 'indexName' failed to satisfy constraint: Member must satisfy regular expression "
      "pattern: [a-zA-Z0-9_.-]+; "
      "Value '-1' at 'totalSegments' failed to satisfy constraint: Member must have value greater than or "
      "equal to 1; "
      "Value 'hi' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value "
      "set: [INDEXES, TOTAL, NONE]; "
      "Value 'abc;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression "
      "pattern: [a-zA-Z0-9_.-]+; "
      "Value 'AN' at 'conditionalOperator' failed to satisfy constraint: Member must satisfy enum value set: "
      "[OR, AND]; "
      "Value null at 'scanFilter.a.member.comparisonOperator' failed to satisfy constraint: Member must not "
      "be null; "
      "Value '' at 'scanFilter.b.member.comparisonOperator' failed to satisfy constraint: Member must "
      "satisfy "
      "enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, "
      "CONTAINS]; "
      "Value '-1' at 'segment' failed to satisfy constraint: Member must have value greater than or equal to "
      "0; "
      "Value '-1' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to "
      "1");
}

TEST(Validation, OfBatchesNamesTheEmptyPart) {  // bat-019, bat-028, bat-050
  EXPECT_EQ(refusal<BatchGetItemInput>(R"({"RequestItems": {}})", kEarly),
            kOne +
                "Value at 'RequestItems' failed to satisfy constraint: Member must have length greater "
                "than or equal to 1");
  EXPECT_EQ(refusal<BatchGetItemInput>(R"({"RequestItems": {"tbl": {"Keys": []}}})", kEarly),
            kOne +
                "Value at 'RequestItems.tbl.member.Keys' failed to satisfy constraint: Member must have "
                "length greater than or equal to 1");
  EXPECT_EQ(refusal<BatchWriteItemInput>(R"({"RequestItems": {"tbl": []}})", kEarly),
            kOne +
                "Value '{tbl=[]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy "
                "constraint: [Member must have length less than or equal to 25, Member must have length "
                "greater than or equal to 1]");
}

TEST(Validation, OfBatchesShowsTheMapOfMalformedTableNames) {  // ord-034
  EXPECT_EQ(
      refusal<BatchGetItemInput>(
          R"({"RequestItems":{"bad!name":{"Keys":[{"pk":{"S":"a"}}]}},"ReturnConsumedCapacity":"BOGUS"})",
          kEarly),
      R"(2 validation errors detected: Value '{"bad!name":{"Keys":[{"pk":{"S":"a"}}]}}' at )"
      "'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have "
      "length less than or equal to 255, Member must have length greater than or equal to 3, Member must "
      "satisfy regular expression pattern: [a-zA-Z0-9_.-]+]; Value 'BOGUS' at 'returnConsumedCapacity' "
      "failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]");
}

TEST(Validation, OfBatchesCountsRequests) {  // bat-037
  std::string body = R"({"RequestItems": {"tbl": [)";
  for (int i = 0; i < 26; ++i)
    body += std::string(i > 0 ? "," : "") + R"({"DeleteRequest": {"Key": {}}})";
  const std::string message = refusal<BatchWriteItemInput>(body + "]}}", kEarly);
  EXPECT_TRUE(message.starts_with(kOne + "Value '{tbl=[WriteRequest(deleteRequest=")) << message;
  EXPECT_TRUE(message.ends_with(
      ")]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must "
      "have length less than or equal to 25, Member must have length greater than or equal to 1]"))
      << message;
}

TEST(Validation, OfTransactionsShowsWhatIsWrong) {  // ord-040, ord-041, trx-073
  const std::string token(37, 'x');
  EXPECT_EQ(
      refusal<TransactWriteItemsInput>(
          R"({"TransactItems": [{}], "ReturnConsumedCapacity": "BOGUS", "ClientRequestToken": ")" + token +
              "\"}",
          ValidationStyle::kJoined),
      "2 validation errors detected: Value '" + token +
          "' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or "
          "equal to 36; Value 'BOGUS' at 'returnConsumedCapacity' failed to satisfy constraint: Member "
          "must satisfy enum value set: [INDEXES, TOTAL, NONE]");
  EXPECT_EQ(refusal<TransactWriteItemsInput>(R"({"TransactItems": []})", ValidationStyle::kJoined),
            kOne +
                "Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater "
                "than or equal to 1");
}

TEST(Validation, TellsTenViolationsAtMost) {
  const std::string message = refusal<CreateTableInput>(
      R"({"TableName": "abc", "AttributeDefinitions": [], "KeySchema": [],
          "LocalSecondaryIndexes": [{}, {}, {}, {}, {}, {}]})",
      ValidationStyle::kJoined);
  EXPECT_TRUE(message.starts_with("10 validation errors detected: ")) << message;
  EXPECT_EQ(std::ranges::count(message, ';'), 9);
}

const std::string kDefinitions = R"("AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}])";

TEST(Validation, OfTablesShowsNamesThatAreTooShort) {  // ct-019
  EXPECT_EQ(refusal<CreateTableInput>(R"({"TableName": "ab", "KeySchema": [{"AttributeName": "pk",
                                          "KeyType": "HASH"}], )" +
                                      kDefinitions + "}"),
            kOne +
                "Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater "
                "than or equal to 3");
}

TEST(Validation, OfTablesNamesThePlaceOfUnknownEnums) {  // ct-034, ct-035
  EXPECT_EQ(refusal<CreateTableInput>(R"({"TableName": "abc", "KeySchema": [{"AttributeName": "pk",
                                          "KeyType": "INVALID"}], )" +
                                      kDefinitions + "}"),
            kOne +
                "Value 'INVALID' at 'keySchema.1.member.keyType' failed to satisfy constraint: Member must "
                "satisfy enum value set: [HASH, RANGE]");
  EXPECT_EQ(refusal<CreateTableInput>(R"({"TableName": "abc", "KeySchema": [{"AttributeName": "pk",
                                          "KeyType": "HASH"}], "AttributeDefinitions": [
                                          {"AttributeName": "pk", "AttributeType": "INVALID"}]})"),
            kOne +
                "Value 'INVALID' at 'attributeDefinitions.1.member.attributeType' failed to satisfy "
                "constraint: Member must satisfy enum value set: [B, N, S]");
}

TEST(Validation, OfTablesShowsAKeySchemaThatIsTooLong) {  // ct-033
  EXPECT_EQ(refusal<CreateTableInput>(R"({"TableName": "abc", "KeySchema": [
                {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"},
                {"AttributeName": "ex", "KeyType": "RANGE"}], )" +
                                      kDefinitions + "}"),
            kOne +
                "Value '[KeySchemaElement(attributeName=pk, keyType=HASH), "
                "KeySchemaElement(attributeName=sk, keyType=RANGE), KeySchemaElement(attributeName=ex, "
                "keyType=RANGE)]' at 'keySchema' failed to satisfy constraint: Member must have length less "
                "than or equal to 2");
}

TEST(Validation, OfTagsSaysBarelyThatThereIsNoArn) {
  EXPECT_EQ(refusal<TagResourceInput>("{}"), "Invalid TableArn");
}

TEST(Validation, CountsCharactersNotBytes) {
  std::string key;
  for (int i = 0; i < 128; ++i)
    key += "\u00e9";
  const std::string body = R"({"ResourceArn": "x", "Tags": [{"Value": "v", "Key": ")";
  EXPECT_EQ(refusal<TagResourceInput>(body + key + "\"}]}"), "");
  EXPECT_NE(refusal<TagResourceInput>(body + key + "a\"}]}"), "");
}

}  // namespace
}  // namespace ddb::model
