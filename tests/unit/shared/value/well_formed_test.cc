#include <gtest/gtest.h>

#include "shared/value/builder.h"
#include "shared/value/json.h"
#include "shared/value/utf8.h"
#include "tests/unit/shared/value/random_values.h"

namespace ddb::value {
namespace {

using namespace std::string_view_literals;

/// Looks at everything an item holds: whatever is called well formed must be readable to the last byte.
void read_all(ItemView item) {
  std::string json;
  append_json(json, item);
  EXPECT_EQ(close(open(item)).encoded(), item.encoded()) << "accepted bytes that are not canonical";
}

TEST(WellFormed, random_items_are) {
  testing::RandomValues random(4);
  for (int i = 0; i < 500; ++i)
    EXPECT_TRUE(is_well_formed_item(random.item().encoded()));
}

TEST(WellFormed, every_bit_flip_is_refused_or_gives_another_canonical_item) {
  testing::RandomValues random(5);
  std::size_t refused = 0;
  for (int i = 0; i < 40; ++i) {
    const Item item = random.item();
    for (std::size_t bit = 0; bit < item.encoded().size() * 8; ++bit) {
      std::string bytes = item.encoded();
      bytes[bit / 8] = static_cast<char>(static_cast<unsigned char>(bytes[bit / 8]) ^ (1U << bit % 8));
      if (is_well_formed_item(bytes)) {
        read_all(ItemView(bytes));
      } else {
        ++refused;
      }
    }
  }
  EXPECT_GT(refused, 1000U);
}

TEST(WellFormed, no_prefix_and_no_extension_of_an_item_is) {
  testing::RandomValues random(6);
  for (int i = 0; i < 100; ++i) {
    const Item item = random.item();
    for (std::size_t size = 1; size < item.encoded().size(); ++size)
      ASSERT_FALSE(is_well_formed_item(std::string_view(item.encoded()).substr(0, size)));
    EXPECT_FALSE(is_well_formed_item(item.encoded() + '\0'));
  }
}

TEST(WellFormed, random_bytes_never_crash) {
  testing::RandomValues random(7);
  for (int i = 0; i < 20000; ++i) {
    const std::string bytes = random.bytes(40);
    if (is_well_formed_item(bytes)) read_all(ItemView(bytes));
  }
}

TEST(WellFormed, values_that_are_not_canonical_are_refused) {
  for (const std::string_view bytes : {""sv,
                                       "\x00"sv,
                                       "\x0B"sv,                  // no type
                                       "\x01"sv,                  // no length
                                       "\x01\x02\x41"sv,          // shorter than its length
                                       "\x01\x81\x00\x41"sv,      // a length longer than it must be
                                       "\x01\x01\xFF"sv,          // not UTF-8
                                       "\x02\x02\xC1\x03"sv,      // not a number
                                       "\x04"sv,                  // no boolean
                                       "\x04\x02"sv,              // neither true nor false
                                       "\x05\x05"sv,              // something behind it
                                       "\x06\x02\x02\x05"sv,      // fewer elements than counted
                                       "\x06\x03\x01\x05\x05"sv,  // more elements than counted
                                       "\x06\x01\x80"sv,          // a count that does not end
                                       "\x07\x03\x01\x00\x05"sv,  // an empty name
                                       "\x07\x07\x02\x01\x62\x05\x01\x61\x05"sv,  // names out of order
                                       "\x07\x07\x02\x01\x61\x05\x01\x61\x05"sv,  // a name twice
                                       "\x08\x01\x00"sv,                          // an empty set
                                       "\x08\x04\x01\x03\x01\x41"sv,              // a Binary in a string set
                                       "\x08\x07\x02\x01\x01\x62\x01\x01\x61"sv,  // elements out of order
                                       "\x08\x07\x02\x01\x01\x61\x01\x01\x61"sv,  // an element twice
                                       "\x06\x06\xFF\xFF\xFF\xFF\x7F\x05"sv,      // a huge count
                                       "\x01\xFF\xFF\xFF\xFF\x7F\x41"sv,          // a huge length
                                       "\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\x41"sv})
    EXPECT_FALSE(is_well_formed_value(bytes)) << ::testing::PrintToString(bytes);
  EXPECT_TRUE(is_well_formed_value("\x08\x07\x02\x01\x01\x61\x01\x01\x62"sv));
}

TEST(WellFormed, nesting_ends_at_level_32) {
  Value value = Value::string("leaf");
  for (int level = 1; level < kNestingLevelsMax; ++level) {
    EXPECT_TRUE(is_well_formed_value(value.view().encoded()));
    value = make_map({{"n", value}});
  }
  EXPECT_TRUE(is_well_formed_value(value.view().encoded()));
  EXPECT_FALSE(is_well_formed_value(make_map({{"n", value}}).view().encoded()));
  EXPECT_FALSE(is_well_formed_value(make_list(std::vector<ValueView>{value}).view().encoded()));
}

TEST(WellFormed, a_wrong_item_size_is_refused) {
  const Value value = Value::null();
  ItemBuilder builder;
  builder.add("a", value);
  std::string bytes = builder.build().encoded();
  ++bytes[0];
  EXPECT_FALSE(is_well_formed_item(bytes));
}

TEST(Utf8, accepts_exactly_unicode_scalar_values) {
  for (const std::string_view text :
       {""sv, "plain"sv, "\0"sv, "\x7F"sv, "\xC2\x80"sv, "\xDF\xBF"sv, "\xE0\xA0\x80"sv, "\xED\x9F\xBF"sv,
        "\xEE\x80\x80"sv, "\xEF\xBF\xBF"sv, "\xF0\x90\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv,
        "eight by\xC3\xA9 and more"sv})
    EXPECT_TRUE(is_utf8(text)) << ::testing::PrintToString(text);
  for (const std::string_view text :
       {"\x80"sv, "\xBF"sv, "\xC0\x80"sv, "\xC1\xBF"sv, "\xC2"sv, "\xC2\x41"sv, "\xE0\x9F\xBF"sv,
        "\xE0\xA0"sv, "\xED\xA0\x80"sv, "\xED\xBF\xBF"sv, "\xE1\x80\xC0"sv, "\xF0\x8F\xBF\xBF"sv,
        "\xF0\x90\x80"sv, "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xFF"sv, "eight bytes \xC3"sv})
    EXPECT_FALSE(is_utf8(text)) << ::testing::PrintToString(text);
}

}  // namespace
}  // namespace ddb::value
