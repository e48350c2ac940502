#include "shared/value/item_list.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "shared/value/item_list_json.h"
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
  list.append(PartialItemView(take_out(item, {&separate, 1}, buffer)), {&separate, 1});
  list.append(item);
  EXPECT_EQ(json_of(list), R"([{"pk":{"S":"k"},"a":{"S":"1"}},{"a":{"S":"1"},"pk":{"S":"k"}}])");
  EXPECT_EQ(list[0].whole(), item);
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
