#include "shared/value/partial_item.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/shared/value/named_rows.h"
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
    const PartialItemView view(take_out(item, separate, nullptr, partial).encoded);
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
  const PartialItemView view(take_out(item, {&separate, 1}, nullptr, buffer).encoded);
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
  const std::string_view partial = take_out(item, {&separate, 1}, nullptr, buffer).encoded;
  EXPECT_EQ(partial, std::string_view("\x04\x00", 2));  // 3 is 2 more than the one byte that follows
  EXPECT_EQ(PartialItemView(partial).put_back({&separate, 1}), item);
}

TEST(PartialItem, has_numbers_in_place_of_the_names_that_have_one) {
  const auto names = testing::no_names();
  names->append("b");
  ItemBuilder builder;
  const Value a = Value::string("1");
  const Value b = Value::boolean(true);
  builder.add("a", a);
  builder.add("b", b);
  const Item item = builder.build();
  std::string buffer;
  const PartialItem packed = take_out(item, {}, names.get(), buffer);
  // 4 to DynamoDB, 5 less than the 9 that follow; 2 attributes; "a", S, "1"; number 0, BOOL, true
  EXPECT_EQ(packed.encoded, std::string_view("\x09\x02\x02"
                                             "a\x01\x01"
                                             "1\x01\x04\x01",
                                             10));
  EXPECT_TRUE(packed.has_name_to_number);
  EXPECT_EQ(PartialItemView(packed.encoded, names.get()).put_back({}), item);

  // What was written before a name had a number is read as before.
  const std::string earlier(packed.encoded);
  names->append("a");
  EXPECT_EQ(PartialItemView(earlier, names.get()).put_back({}), item);
  EXPECT_EQ(PartialItemView(earlier, names.get()).attributes().find("a"), a.view());
  const PartialItem later = take_out(item, {}, names.get(), buffer);
  EXPECT_EQ(later.encoded.size(), 9U);
  EXPECT_FALSE(later.has_name_to_number);
}

TEST(PartialItem, keeps_a_name_as_text_that_is_too_long_for_a_number) {
  const auto names = testing::no_names();
  const Value value = Value::null();
  std::string buffer;
  for (const std::size_t size : {65U, 127U, 128U, 255U, 10'000U, 65'535U}) {
    ItemBuilder builder;
    const std::string name(size, 'n');
    builder.add(name, value);
    const Item item = builder.build();
    const PartialItem packed = take_out(item, {}, names.get(), buffer);
    EXPECT_FALSE(packed.has_name_to_number) << size;
    EXPECT_EQ(PartialItemView(packed.encoded, names.get()).put_back({}), item) << size;
  }
}

TEST(PartialItem, with_numbers_and_text_gives_back_the_item) {
  testing::RandomValues random(3);
  const auto names = testing::no_names();
  std::string partial;
  std::string whole;
  std::size_t mixed_count = 0;
  for (int i = 0; i < 3'000; ++i) {
    const Item item = random.item();
    if (item.empty()) continue;
    testing::append_some(*names, item, random);
    const auto separate = some_of(item, random);
    const PartialItem packed = take_out(item, separate, names.get(), partial);
    const PartialItemView view(packed.encoded, names.get());
    mixed_count += packed.has_name_to_number ? 1 : 0;
    ASSERT_EQ(view.size_bytes(), item.view().size_bytes());
    ASSERT_EQ(view.put_back(separate), item);
    view.put_back(separate, whole);
    ASSERT_EQ(whole, item.encoded());
    std::size_t found_count = 0;
    for (const Entry& entry : item.view().attributes()) {
      const auto found = view.attributes().find(entry.name);
      found_count += found ? 1 : 0;
      ASSERT_TRUE(!found || *found == entry.value);
    }
    ASSERT_EQ(found_count + separate.size(), item.view().attributes().count());
    ASSERT_FALSE(view.attributes().find("no name"));
    std::size_t walked_count = 0;
    for (const Entry& entry : view.attributes()) {
      ++walked_count;
      ASSERT_EQ(item.view().find(entry.name), entry.value);
    }
    ASSERT_EQ(walked_count, found_count);
  }
  EXPECT_GT(mixed_count, 500U);
  EXPECT_TRUE(names->is_full());
}

TEST(PartialItem, with_a_number_that_stands_for_no_name_throws_wherever_names_are_read) {
  const auto names = testing::no_names();
  names->append("a");
  for (const std::string_view head :
       {std::string_view("\x03"), std::string_view("\xFF\x01"), std::string_view("\xFF\xFF\xFF\xFF\x0F")}) {
    const std::string row = std::string("\x00\x01", 2) + std::string(head) + std::string("\x05");
    const PartialItemView view(row, names.get());
    EXPECT_THROW(view.put_back({}), std::out_of_range);
    EXPECT_THROW(view.attributes().find("a"), std::out_of_range);
    EXPECT_THROW(view.attributes().find("b"), std::out_of_range);
    EXPECT_THROW(view.attributes().begin(), std::out_of_range);
  }
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
