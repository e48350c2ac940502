#include "shared/value/attribute_names.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/unit/shared/value/named_rows.h"

namespace ddb::value {
namespace {

using testing::no_names;

TEST(AttributeNames, gives_numbers_in_order_and_finds_them) {
  const auto names = no_names();
  EXPECT_EQ(names->count(), 0U);
  EXPECT_EQ(names->number_of("a"), AttributeNames::kNone);
  // Alike in their first and last bytes, in size, or but for zeros behind them.
  const std::vector<std::string> some = {"a",
                                         "name",
                                         "long name 1 of eight",
                                         "long name 2 of eight",
                                         "\u00e9",
                                         "longname",
                                         "longnam",
                                         std::string("a\0", 2),
                                         "longname2"};
  for (const std::string& name : some)
    names->append(name);
  ASSERT_EQ(names->count(), some.size());
  for (std::size_t number = 0; number < some.size(); ++number) {
    EXPECT_EQ((*names)[number].text(), some[number]);
    EXPECT_EQ(names->number_of(some[number]), number);
    for (std::size_t expected = 0; expected <= some.size(); ++expected)
      EXPECT_EQ(names->number_of(some[number], expected), number);
  }
  EXPECT_EQ(names->number_of("b"), AttributeNames::kNone);
  EXPECT_EQ(names->number_of("long name 3 of eight", 2), AttributeNames::kNone);
}

TEST(AttributeNames, takes_as_many_names_and_as_long_ones_as_it_says) {
  const auto names = no_names();
  EXPECT_FALSE(AttributeNames::may_have_number(""));
  EXPECT_TRUE(AttributeNames::may_have_number(std::string(AttributeNames::kNameBytesMax, 'x')));
  EXPECT_FALSE(AttributeNames::may_have_number(std::string(AttributeNames::kNameBytesMax + 1, 'x')));
  for (std::size_t number = 0; number < AttributeNames::kNamesMax; ++number) {
    EXPECT_FALSE(names->is_full());
    const std::string text = std::to_string(number);
    names->append(std::string(number % (AttributeNames::kNameBytesMax - 2), 'x') + text);
  }
  EXPECT_TRUE(names->is_full());
  for (std::size_t number = 0; number < AttributeNames::kNamesMax; ++number)
    EXPECT_EQ(names->number_of((*names)[number].text()), number);
  EXPECT_EQ(names->number_of("absent"), AttributeNames::kNone);
  EXPECT_EQ(names->number_of(std::string(1'000, 'x')), AttributeNames::kNone);
}

TEST(AttributeNames, has_the_name_as_json_unless_that_is_long) {
  const auto names = no_names();
  names->append("a\"\n");
  names->append(std::string(45, 'x'));
  names->append(std::string(46, 'x'));
  EXPECT_EQ((*names)[0].json(), R"("a\"\n":)");
  EXPECT_EQ((*names)[1].json(), '"' + std::string(45, 'x') + "\":");
  EXPECT_EQ((*names)[2].json(), "");
}

TEST(AttributeNames, throws_at_a_number_that_stands_for_none) {
  const auto names = no_names();
  EXPECT_THROW((*names)[0], std::out_of_range);
  names->append("a");
  EXPECT_NO_THROW((*names)[0]);
  EXPECT_THROW((*names)[1], std::out_of_range);
  EXPECT_THROW((*names)[SIZE_MAX], std::out_of_range);
}

TEST(AttributeNames, is_read_beside_the_one_that_appends) {
  const auto names = no_names();
  const auto name = [](std::size_t number) { return "name " + std::to_string(number); };
  std::atomic<bool> failed = false;
  std::thread reader([&] {
    for (std::size_t count = 0; count < AttributeNames::kNamesMax;) {
      count = names->count();
      for (std::size_t number = 0; number < count; ++number)
        if ((*names)[number].text() != name(number)) failed = true;
      // What was appended last may be found or not, but never as another.
      for (std::size_t number = 0; number < AttributeNames::kNamesMax; number += 7) {
        const std::size_t found = names->number_of(name(number));
        if (found != AttributeNames::kNone && found != number) failed = true;
      }
    }
  });
  for (std::size_t number = 0; number < AttributeNames::kNamesMax; ++number) {
    names->append(name(number));
    std::this_thread::yield();
  }
  reader.join();
  EXPECT_FALSE(failed);
}

}  // namespace
}  // namespace ddb::value
