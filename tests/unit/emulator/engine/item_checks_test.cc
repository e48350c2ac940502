#include "emulator/engine/item_checks.h"

#include <gtest/gtest.h>

#include "emulator/engine/start_key.h"
#include "tests/unit/emulator/engine/engine_fixture.h"

namespace ddb::engine {
namespace {

struct Case {
  const char* json;
  const char* message;  ///< Empty: fine.
};

std::string message_of(const model::ServiceResult<void>& result) {
  return result ? "" : result.error().message;
}

TEST(ItemChecks, SayWhatIsWrongWithAnItem) {
  const Table table = table_with_indexes();
  const Case cases[] = {
      {R"({"pk":{"S":"a"},"sk":{"N":"1"}})", ""},
      {R"({"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":"x"},"l":{"S":"y"}})", ""},
      {R"({"pk":{"S":"a"}})", "One or more parameter values were invalid: Missing the key sk in the item"},
      {R"({"pk":{"N":"1"},"sk":{"N":"1"}})",
       "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N"},
      {R"({"pk":{"S":""},"sk":{"N":"1"}})",
       "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an "
       "empty string value. Key: pk"},
      {R"({"pk":{"S":"a"},"sk":{"N":"1"},"g":{"N":"1"}})",
       "One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N "
       "IndexName: global"},
      {R"({"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":""}})",
       "One or more parameter values are not valid. A value specified for a secondary index key is not "
       "supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: "
       "global, IndexKey: g"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(message_of(check_item(table, item_of(c.json))), c.message) << c.json;
}

TEST(ItemChecks, SayWhatAnUpdateMadeOfIndexKeys) {
  const Table table = table_with_indexes();
  const auto text_of = [](std::size_t size) {
    return R"({"pk":{"S":"a"},"sk":{"N":"1"},"l":{"S":")" + std::string(size, 'k') + R"("}})";
  };
  EXPECT_EQ(message_of(check_updated_index_keys(table, item_of(text_of(1024)))), "");
  EXPECT_EQ(message_of(check_updated_index_keys(table, item_of(text_of(1025)))),
            "The update expression attempted to update the secondary index key beyond allowed size limits");
  EXPECT_EQ(message_of(check_updated_index_keys(table, item_of(text_of(0)))),
            "One or more parameter values are not valid. The update expression attempted to update a "
            "secondary index key to a value that is not supported. The AttributeValue for a key attribute "
            "cannot contain an empty string value.");
  EXPECT_EQ(message_of(check_updated_index_keys(table, item_of(R"({"pk":{"S":"a"},"g":{"N":"1"}})"))),
            "The update expression attempted to update the secondary index key to unsupported type");
}

TEST(ItemChecks, AKeyIsExactlyTheKeyAttributes) {
  const Table table = table_with_indexes();
  EXPECT_EQ(message_of(check_key(table, item_of(R"({"pk":{"S":"a"},"sk":{"N":"1"}})"))), "");
  for (const char* json : {R"({"pk":{"S":"a"}})", R"({"pk":{"S":"a"},"sk":{"S":"1"}})",
                           R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":"y"}})", "{}"})
    EXPECT_EQ(message_of(check_key(table, item_of(json))),
              "The provided key element does not match the schema")
        << json;
}

TEST(ItemChecks, KeysAreLimitedToTheByte) {
  const Table table = table_with_indexes();
  const auto with_key = [](std::size_t size) {
    return item_of(R"({"pk":{"S":")" + std::string(size, 'k') + R"("},"sk":{"N":"1"}})");
  };
  EXPECT_EQ(message_of(check_key(table, with_key(2048))), "");
  EXPECT_EQ(message_of(check_key(table, with_key(2049))),
            "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit "
            "of2048 bytes");
}

TEST(ItemChecks, ItemsAreLimitedToTheByte) {
  const Table table = table_with_indexes();
  const auto of_size = [](std::size_t size) {
    return item_of(R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":")" + std::string(size - 8, 'x') + R"("}})");
  };
  EXPECT_EQ(of_size(100).view().size_bytes(), 100U);
  EXPECT_EQ(message_of(check_item(table, of_size(409'600))), "");
  EXPECT_EQ(message_of(check_item(table, of_size(409'601))),
            "Item size has exceeded the maximum allowed size");
}

TEST(ItemChecks, AStartKeyOfAnIndexNamesBothKeys) {
  const Table table = table_with_indexes();
  const ReadSource source{&table, &table.indexes[0]};
  const value::Item whole = item_of(R"({"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":"x"}})");
  EXPECT_EQ(message_of(check_scan_start_key(source, whole)), "");
  EXPECT_EQ(message_of(check_start_key_item(table, whole)), "");
  EXPECT_EQ(message_of(check_scan_start_key(source, item_of(R"({"pk":{"S":"a"},"sk":{"N":"1"}})"))),
            "The provided starting key is invalid");
  EXPECT_EQ(message_of(check_start_key_item(table, item_of(R"({"pk":{"S":"a"},"g":{"S":"x"}})"))),
            "The provided starting key is invalid: The provided key element does not match the schema");
}

TEST(ItemChecks, AStartKeyOfATableIsToldInOneSentence) {
  const Table table = table_with_indexes();
  EXPECT_EQ(message_of(check_scan_start_key({&table, nullptr}, item_of(R"({"pk":{"S":"a"}})"))),
            "The provided starting key is invalid: The provided key element does not match the schema");
}

}  // namespace
}  // namespace ddb::engine
