#include "emulator/storage/key_range.h"

#include <gtest/gtest.h>

namespace ddb::storage {

TEST(KeyAfterPrefix, IsTheFirstKeyThatNoKeyOfThePrefixReaches) {
  EXPECT_EQ(key_after_prefix("a"), "b");
  EXPECT_EQ(key_after_prefix("a\xFF"), "b");
  EXPECT_EQ(key_after_prefix("a\x7F"), "a\x80");
  EXPECT_EQ(key_after_prefix(std::string_view("a\0", 2)), "a\x01");
}

TEST(KeyAfterPrefix, IsNothingWhereThereIsNoUpperEnd) {
  EXPECT_EQ(key_after_prefix(""), std::nullopt);
  EXPECT_EQ(key_after_prefix("\xFF\xFF"), std::nullopt);
}

}  // namespace ddb::storage
