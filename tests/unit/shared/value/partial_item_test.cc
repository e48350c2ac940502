#include "shared/value/partial_item.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/shared/value/random_values.h"

namespace ddb::value {
namespace {

/// Some of the Strings, Numbers and Binaries of `item`.
std::vector<SeparateAttribute> some_of(ItemView item, testing::RandomValues& random) {
  std::vector<SeparateAttribute> some;
  for (const Entry& entry : item.attributes())
    if (entry.value.type() <= Type::kBinary && random.below(2) == 0)
      some.push_back({entry.name, entry.value.type(), entry.value.bytes()});
  return some;
}

TEST(PartialItem, gives_back_the_item_that_attributes_were_taken_out_of) {
  testing::RandomValues random(1);
  std::string partial;
  std::string whole;
  std::size_t taken_count = 0;
  for (int i = 0; i < 3'000; ++i) {
    const Item item = random.item();
    if (item.empty()) continue;
    const auto separate = some_of(item, random);
    taken_count += separate.size();
    const PartialItemView view(take_out(item, separate, partial));
    ASSERT_EQ(view.size_bytes(), item.view().size_bytes());
    ASSERT_EQ(view.attributes().count() + separate.size(), item.view().attributes().count());
    ASSERT_EQ(view.put_back(separate), item);
    view.put_back(separate, whole);
    ASSERT_EQ(whole, item.encoded());
  }
  EXPECT_GT(taken_count, 1'000U);
}

TEST(PartialItem, has_the_other_attributes_in_it) {
  ItemBuilder builder;
  const Value a = Value::string("1");
  const Value b = Value::number(Number::from_integer(2));
  builder.add("b", b);
  builder.add("a", a);
  const Item item = builder.build();
  std::string buffer;
  const SeparateAttribute separate{.name = "b", .type = Type::kNumber};
  const PartialItemView view(take_out(item, {&separate, 1}, buffer));
  EXPECT_EQ(view.attributes().find("a"), a.view());
  EXPECT_FALSE(view.attributes().find("b"));
}

TEST(PartialItem, of_an_item_of_keys_alone_is_two_bytes) {
  ItemBuilder builder;
  const Value key = Value::string("k");
  builder.add("pk", key);
  const Item item = builder.build();
  std::string buffer;
  const SeparateAttribute separate{.name = "pk", .type = Type::kString, .bytes = "k"};
  const std::string_view partial = take_out(item, {&separate, 1}, buffer);
  EXPECT_EQ(partial, std::string_view("\x04\x00", 2));  // 3 is 2 more than the one byte that follows
  EXPECT_EQ(PartialItemView(partial).put_back({&separate, 1}), item);
}

TEST(PartialItem, of_a_whole_item_is_that_item) {
  testing::RandomValues random(2);
  for (int i = 0; i < 100; ++i) {
    const Item item = random.item();
    if (item.empty()) continue;
    const PartialItemView view(item.view());
    EXPECT_EQ(view.size_bytes(), item.view().size_bytes());
    EXPECT_EQ(view.put_back({}), item);
  }
}

}  // namespace
}  // namespace ddb::value
