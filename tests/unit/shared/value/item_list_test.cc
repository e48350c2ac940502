#include "shared/value/item_list.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "shared/value/item_list_json.h"
#include "tests/unit/shared/value/named_rows.h"
#include "tests/unit/shared/value/random_values.h"

namespace ddb::value {
namespace {

std::string json_of(const ItemList& list) {
  std::string text;
  append_json(text, list);
  return text;
}

TEST(ItemList, gives_back_each_item_appended) {
  testing::RandomValues random(2);
  std::vector<Item> items;
  ItemList list;
  ItemList copied;
  for (int i = 0; i < 50; ++i) {
    items.push_back(random.item());
    list.append(items.back());
  }
  ASSERT_EQ(list.count(), items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    EXPECT_EQ(list[i].whole(), items[i]);
    copied.append(list[i]);
  }
  EXPECT_EQ(json_of(copied), json_of(list));
  list.clear();
  EXPECT_TRUE(list.empty());
}

TEST(ItemList, writes_attributes_that_were_stored_apart_first) {
  ItemBuilder builder;
  const Value a = Value::string("1");
  const Value key = Value::string("k");
  builder.add("a", a);
  builder.add("pk", key);
  const Item item = builder.build();
  const SeparateAttribute separate{.name = "pk", .type = Type::kString, .bytes = "k"};
  std::string buffer;
  ItemList list;
  list.append(PartialItemView(take_out(item, {&separate, 1}, nullptr, buffer).encoded), {&separate, 1});
  list.append(item);
  EXPECT_EQ(json_of(list), R"([{"pk":{"S":"k"},"a":{"S":"1"}},{"a":{"S":"1"},"pk":{"S":"k"}}])");
  EXPECT_EQ(list[0].whole(), item);
}

TEST(ItemList, keeps_numbers_and_what_they_stand_for) {
  testing::RandomValues random(4);
  std::vector<Item> items;
  ItemList list;
  ItemList plain;
  {
    auto names = testing::no_names();
    names->append(std::string(60, 'x'));  // too long for a form of its own
    std::string buffer;
    for (int i = 0; i < 200; ++i) {
      ItemBuilder builder;
      const Item random_item = random.item();
      const Value value = Value::string("long");
      const std::string long_name(60, 'x');
      for (const Entry& entry : random_item.view().attributes())
        builder.add(entry.name, entry.value);
      builder.add(long_name, value);
      items.push_back(builder.build());
      testing::append_some(*names, items.back(), random);
      const PartialItem packed = take_out(items.back(), {}, names.get(), buffer);
      list.append(PartialItemView(packed.encoded, names.get()), {});
      plain.append(items.back());
    }
  }
  for (std::size_t i = 0; i < items.size(); ++i)
    ASSERT_EQ(list[i].whole(), items[i]);
  EXPECT_EQ(json_of(list), json_of(plain));
  ItemList copied;
  for (std::size_t i = 0; i < items.size(); ++i)
    copied.append(list[i]);
  list = ItemList();
  EXPECT_EQ(json_of(copied), json_of(plain));
}

TEST(ItemList, takes_rows_of_several_dictionaries) {
  ItemBuilder builder;
  const Value value = Value::string("1");
  builder.add("a", value);
  const Item item = builder.build();
  ItemList list;
  std::string buffer;
  for (const std::string_view first : {"a", "b"}) {
    const auto names = testing::no_names();
    names->append(first);
    if (first != "a") names->append("a");
    const PartialItemView row(take_out(item, {}, names.get(), buffer).encoded, names.get());
    list.append(row, {});
    list.append({.separate = {}, .others = row.attributes()});
  }
  for (std::size_t i = 0; i < list.count(); ++i)
    EXPECT_EQ(list[i].whole(), item);
  EXPECT_EQ(json_of(list), R"([{"a":{"S":"1"}},{"a":{"S":"1"}},{"a":{"S":"1"}},{"a":{"S":"1"}}])");
}

TEST(ItemList, that_was_moved_from_can_be_filled_again) {
  testing::RandomValues random(3);
  ItemList list;
  for (int i = 0; i < 50; ++i)
    list.append(random.item());
  const ItemList moved = std::move(list);
  list.clear();
  const Item item = random.item();
  list.append(item);
  EXPECT_EQ(list[0].whole(), item);
  EXPECT_EQ(moved.count(), 50U);
}

}  // namespace
}  // namespace ddb::value
