#include "emulator/engine/item_name.h"

#include <gtest/gtest.h>

#include "emulator/engine/key_codec.h"
#include "shared/value/builder.h"

namespace ddb::engine {
namespace {

Table table_of(storage::CollectionId items) {
  Table table;
  table.items = items;
  table.key.hash = {KeyAttribute{"pk", value::Type::kString}};
  return table;
}

value::Item item_of(std::string_view name, const value::Value& content) {
  value::ItemBuilder builder;
  builder.add(name, content);
  return builder.build();
}

TEST(ItemNameTest, TellsItemsAndTablesApart) {
  const Table one = table_of(1);
  const Table two = table_of(2);
  const value::Item a = item_of("pk", value::Value::string("a"));
  const value::Item b = item_of("pk", value::Value::string("b"));
  EXPECT_EQ(item_name(one, a), item_name(one, a));
  EXPECT_NE(item_name(one, a), item_name(one, b));
  EXPECT_NE(item_name(one, a), item_name(two, a));
  EXPECT_EQ(stored_key(item_name(one, a)), item_key(one, a));
}

TEST(ItemNameTest, IsEmptyWithoutAFittingKey) {
  const Table table = table_of(1);
  EXPECT_EQ(item_name(table, item_of("other", value::Value::string("a"))), "");
  EXPECT_EQ(item_name(table, item_of("pk", value::Value::boolean(true))), "");
}

TEST(ItemNamesTest, StandOneBehindTheOtherAndStayWhereTheyAreWhenMoved) {
  const Table table = table_of(1);
  ItemNames names;
  for (const char* const text : {"a", "b"})
    names.add(table, find_key_values(table, item_of("pk", value::Value::string(text))));
  names.add(table, KeyValues());
  names.add(table, find_key_values(table, item_of("pk", value::Value::string(std::string(100, 'c')))));
  ASSERT_EQ(names.size(), 4U);
  EXPECT_EQ(names[0], item_name(table, item_of("pk", value::Value::string("a"))));
  EXPECT_EQ(names[1], item_name(table, item_of("pk", value::Value::string("b"))));
  EXPECT_EQ(names[2], "");
  EXPECT_EQ(names[3], item_name(table, item_of("pk", value::Value::string(std::string(100, 'c')))));

  ItemNames one;
  one.add(table, find_key_values(table, item_of("pk", value::Value::string("a"))));
  const char* const place = one[0].data();
  const ItemNames moved = std::move(one);
  EXPECT_EQ(moved[0].data(), place);
}

}  // namespace
}  // namespace ddb::engine
