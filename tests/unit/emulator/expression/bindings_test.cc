#include "emulator/expression/bindings.h"

#include <gtest/gtest.h>

#include "support.h"

namespace ddb::expression {
namespace {

std::string create(const AttributeNames* names, std::optional<value::ItemView> values) {
  return message(Bindings::create(names, values));
}

TEST(BindingsTest, RefusesEmptyParametersNamesFirst) {
  const AttributeNames none;
  EXPECT_EQ(create(&none, value::ItemView()), "ExpressionAttributeNames must not be empty");
  EXPECT_EQ(create(nullptr, value::ItemView()), "ExpressionAttributeValues must not be empty");
  EXPECT_EQ(create(nullptr, std::nullopt), "ok");
}

TEST(BindingsTest, RefusesMalformedKeysOfNames) {
  for (const char* key : {"a", "", "#", ":a", "##a", "#a-b", "#a b", "#ü", "#a."}) {
    const AttributeNames names = {{key, "a"}};
    EXPECT_EQ(
        create(&names, value::ItemView()),
        "ExpressionAttributeNames contains invalid key: Syntax error; key: \"" + std::string(key) + "\"");
  }
  for (const char* key : {"#a", "#1", "#_", "#A_9"}) {
    const AttributeNames names = {{key, "a"}};
    EXPECT_EQ(create(&names, std::nullopt), "ok") << key;
  }
}

TEST(BindingsTest, RefusesMalformedKeysOfValues) {
  EXPECT_EQ(create(nullptr, item(R"({"b":{"S":"a"}})")),
            "ExpressionAttributeValues contains invalid key: Syntax error; key: \"b\"");
  EXPECT_EQ(create(nullptr, item(R"({":hi!there":{"S":"a"}})")),
            "ExpressionAttributeValues contains invalid key: Syntax error; key: \":hi!there\"");
  EXPECT_EQ(create(nullptr, item(R"({":":{"S":"a"}})")),
            "ExpressionAttributeValues contains invalid key: Syntax error; key: \":\"");
  EXPECT_EQ(create(nullptr, item(R"({":123a":{"S":"a"}})")), "ok");
}

TEST(BindingsTest, RefusesParametersWithoutExpressions) {
  const AttributeNames names = {{"#a", "a"}};
  EXPECT_EQ(message(Bindings::check_absent(&names, value::ItemView())),
            "ExpressionAttributeNames can only be specified when using expressions");
  EXPECT_EQ(message(Bindings::check_absent(nullptr, value::ItemView())),
            "ExpressionAttributeValues can only be specified when using expressions");
  EXPECT_EQ(message(Bindings::check_absent(nullptr, std::nullopt)), "ok");
}

TEST(BindingsTest, ResolvesPlaceholders) {
  Request request(R"({"#b":"bee","#a":"ay"})", R"({":w":{"N":"1"},":v":{"S":"x"}})");
  EXPECT_EQ(request.bindings().use_name("#a"), "ay");
  EXPECT_EQ(request.bindings().use_name("#b"), "bee");
  EXPECT_EQ(request.bindings().use_name("#c"), std::nullopt);
  EXPECT_EQ(request.bindings().use_value(":v"), value::Value::string("x").view());
  EXPECT_EQ(request.bindings().use_value(":"), std::nullopt);
}

TEST(BindingsTest, TellsWhatNoExpressionUsedNamesFirst) {
  Request request(R"({"#b":"b","#a":"a"})", R"({":v":{"S":"x"},":a":{"S":"x"}})");
  Bindings& bindings = request.bindings();
  EXPECT_EQ(message(bindings.check_all_used()),
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #b}");
  bindings.use_name("#a");
  EXPECT_EQ(message(bindings.check_all_used()),
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}");
  bindings.use_name("#b");
  EXPECT_EQ(message(bindings.check_all_used()),
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:a, :v}");
  bindings.use_value(":a");
  bindings.use_value(":v");
  EXPECT_EQ(message(bindings.check_all_used()), "ok");
}

}  // namespace
}  // namespace ddb::expression
