#include "shared/base/eight_bytes.h"

#include <gtest/gtest.h>

#include <array>

namespace ddb {
namespace {

/// Calls `check(bytes, byte)` with each byte at each of the eight places, among others of each kind.
template <class Check>
void for_each_byte_at_each_place(Check&& check) {
  for (const int other : {0x7F, 0x80, 0xFF})
    for (int byte = 0; byte < 0x100; ++byte)
      for (std::size_t place = 0; place < 8; ++place) {
        std::array<char, 8> text;
        text.fill(static_cast<char>(other));
        text[place] = static_cast<char>(byte);
        check(load_eight_bytes(text.data()), byte, other);
      }
}

TEST(EightBytes, AByteBelowALimitIsFoundAndNoOther) {
  for_each_byte_at_each_place([](EightBytes bytes, int byte, int) {
    for (const int limit : {0x01, 0x20, 0x2D, 0x7F})
      ASSERT_EQ(any_less_than(bytes, static_cast<unsigned char>(limit)) != 0, byte < limit)
          << byte << " below " << limit;
  });
}

TEST(EightBytes, AByteIsFoundAndNoOther) {
  for_each_byte_at_each_place([](EightBytes bytes, int byte, int other) {
    for (const int wanted : {0x00, 0x22, 0x5C, 0x7F})
      ASSERT_EQ(any_equal_to(bytes, static_cast<unsigned char>(wanted)) != 0,
                byte == wanted || other == wanted)
          << byte << " for " << wanted;
  });
}

TEST(EightBytes, SeveralAreFoundAsOneIs) {
  EXPECT_NE(any_less_than(in_each_byte(0x1F), 0x20), 0U);
  EXPECT_NE(any_equal_to(in_each_byte('"'), '"'), 0U);
}

}  // namespace
}  // namespace ddb
