#include "shared/value/value.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "shared/value/builder.h"
#include "tests/unit/shared/value/random_values.h"

namespace ddb::value {
namespace {

using ::testing::ElementsAre;

Value number(std::string_view text) {
  return Value::number(Number::parse(text).value());
}

TEST(Type, names_convert_both_ways) {
  for (int tag = 1; tag <= 10; ++tag) {
    const auto type = static_cast<Type>(tag);
    EXPECT_EQ(type_from_name(type_name(type)), type);
  }
  for (const std::string_view name : {"", "s", "SSS", "BOO", "D"})
    EXPECT_EQ(type_from_name(name), std::nullopt) << name;
}

TEST(Value, scalars_hold_what_they_were_made_of) {
  EXPECT_EQ(Value::string("text").view().bytes(), "text");
  EXPECT_EQ(Value::string(std::string(300, 'x')).view().bytes(), std::string(300, 'x'));
  EXPECT_EQ(Value::binary(std::string_view("\0\xff", 2)).view().bytes(), std::string_view("\0\xff", 2));
  EXPECT_EQ(number("1.5").view().number().text(), "1.5");
  EXPECT_TRUE(Value::boolean(true).view().boolean());
  EXPECT_FALSE(Value::boolean(false).view().boolean());
  EXPECT_EQ(Value().view().type(), Type::kNull);
}

TEST(Value, equal_numbers_are_equal_however_they_were_written) {
  EXPECT_EQ(number("1.50"), number("15e-1"));
  EXPECT_NE(Value::string("1"), number("1"));
  EXPECT_NE(Value::string("1"), Value::binary("1"));
}

TEST(Value, take_walks_values_that_stand_one_after_another) {
  const Value list = make_list(std::vector<ValueView>{Value::null()});
  const std::string bytes =
      std::string(Value::string("a").view().encoded()) + std::string(Value::null().view().encoded()) +
      std::string(Value::boolean(true).view().encoded()) + std::string(list.view().encoded());
  std::string_view rest = bytes;
  EXPECT_EQ(ValueView::take(rest).bytes(), "a");
  EXPECT_EQ(ValueView::take(rest).type(), Type::kNull);
  EXPECT_TRUE(ValueView::take(rest).boolean());
  EXPECT_EQ(ValueView::take(rest), list.view());
  EXPECT_TRUE(rest.empty());
}

TEST(Value, a_list_is_walked_in_order_and_by_index) {
  const Value a = Value::string("a");
  const Value b = number("7");
  const Value list = make_list(std::vector<ValueView>{b, a, b});
  EXPECT_EQ(list.view().count(), 3U);
  std::vector<ValueView> elements;
  for (const ValueView element : list.view().elements())
    elements.push_back(element);
  EXPECT_THAT(elements, ElementsAre(b.view(), a.view(), b.view()));
  EXPECT_EQ(list.view().at(1), a.view());
  EXPECT_EQ(list.view().at(3), std::nullopt);
  EXPECT_EQ(make_list({}).view().at(0), std::nullopt);
}

TEST(Value, sets_are_sorted_without_duplicates) {
  const std::vector<Value> given = {number("10"), number("-3"), number("2"), number("1e1"), number("0")};
  const Value set = *make_set(Type::kNumberSet, {given.begin(), given.end()});
  std::vector<std::string> texts;
  for (const ValueView element : set.view().elements())
    texts.push_back(element.number().text());
  EXPECT_THAT(texts, ElementsAre("-3", "0", "2", "10"));
  EXPECT_TRUE(set.view().set_contains(number("10.0")));
  EXPECT_FALSE(set.view().set_contains(number("11")));
  EXPECT_FALSE(set.view().set_contains(Value::string("10")));
  EXPECT_EQ(make_set(Type::kStringSet, {}), std::nullopt);
}

TEST(Value, strings_in_sets_are_sorted_by_byte_not_by_length_or_locale) {
  const std::vector<Value> given = {Value::string("\u00e9"), Value::string("b"), Value::string("B"),
                                    Value::string("aa"), Value::string("")};
  const Value set = *make_set(Type::kStringSet, {given.begin(), given.end()});
  std::vector<std::string_view> texts;
  for (const ValueView element : set.view().elements())
    texts.push_back(element.bytes());
  EXPECT_THAT(texts, ElementsAre("", "B", "aa", "b", "\u00e9"));
}

// Developer Guide, "DynamoDB Item sizes and formats"; numbers in number_test.cc.
TEST(Value, weighs_what_dynamodb_charges) {
  const Value text = Value::string("h\u00e9");
  EXPECT_EQ(text.view().size_bytes(), 3U);
  EXPECT_EQ(Value::binary("1234").view().size_bytes(), 4U);
  EXPECT_EQ(Value::null().view().size_bytes(), 1U);
  EXPECT_EQ(Value::boolean(false).view().size_bytes(), 1U);
  EXPECT_EQ(make_list({}).view().size_bytes(), 3U);
  EXPECT_EQ(make_map({}).view().size_bytes(), 3U);
  EXPECT_EQ(make_list(std::vector<ValueView>{text, text}).view().size_bytes(), 3U + 2 + 6);
  EXPECT_EQ(make_map({{"key", text}}).view().size_bytes(), 3U + 1 + 3 + 3);
  EXPECT_EQ(make_set(Type::kNumberSet, {number("1"), number("-1"), number("0")})->view().size_bytes(),
            2U + 3 + 1);
  EXPECT_EQ(make_set(Type::kStringSet, {Value::string("ab"), Value::string("c")})->view().size_bytes(), 3U);
}

TEST(MapView, finds_entries_by_name_and_only_those) {
  const Value one = number("1");
  std::vector<std::string> names;
  for (int i = 0; i < 300; i += 2)
    names.push_back(std::to_string(i));
  std::vector<Entry> entries;
  entries.reserve(names.size());
  for (const std::string& name : names)
    entries.push_back({name, one});
  const Value map = make_map(entries);
  EXPECT_EQ(map.view().map().count(), names.size());
  for (const std::string& name : names)
    EXPECT_EQ(map.view().map().find(name), one.view()) << name;
  for (int i = 1; i < 300; i += 2)
    EXPECT_EQ(map.view().map().find(std::to_string(i)), std::nullopt);
  for (const std::string_view name : {"", "00", "\xff", "2 "})
    EXPECT_EQ(map.view().map().find(name), std::nullopt) << name;
  EXPECT_EQ(MapView().find("a"), std::nullopt);
}

TEST(MapView, is_walked_by_name) {
  const Value map = make_map(
      {{"b", Value::null()}, {"\u00e9", Value::null()}, {"a", Value::null()}, {"ab", Value::null()}});
  std::vector<std::string_view> names;
  for (const auto& [name, value] : map.view().map())
    names.push_back(name);
  EXPECT_THAT(names, ElementsAre("a", "ab", "b", "\u00e9"));
}

TEST(Item, knows_its_size_and_finds_its_attributes) {
  const Value text = Value::string("12345");
  const Value count = number("100.5");
  ItemBuilder builder;
  builder.add("pk", text);
  builder.add("n", count);
  const Item item = builder.build();
  EXPECT_EQ(item.view().size_bytes(), 2U + 5 + 1 + 4);
  EXPECT_EQ(item.view().find("pk"), text.view());
  EXPECT_EQ(item.view().find("n"), count.view());
  EXPECT_EQ(item.view().find("x"), std::nullopt);
  EXPECT_TRUE(is_well_formed_item(item.encoded()));
}

TEST(Item, is_the_same_in_whatever_order_attributes_came) {
  const Value value = Value::null();
  ItemBuilder builder;
  builder.add("b", value);
  builder.add("a", value);
  const Item one = builder.build();
  builder.add("a", value);
  builder.add("b", value);
  EXPECT_EQ(builder.build(), one);
}

TEST(Item, without_attributes_is_no_bytes) {
  EXPECT_TRUE(ItemBuilder().build().encoded().empty());
  EXPECT_TRUE(Item().empty());
  EXPECT_EQ(Item().view().size_bytes(), 0U);
  EXPECT_TRUE(Item().view().attributes().empty());
  EXPECT_EQ(Item().view().find("a"), std::nullopt);
  EXPECT_TRUE(is_well_formed_item(""));
}

}  // namespace
}  // namespace ddb::value
