#include "backend/messaging/cursor.h"

#include <gtest/gtest.h>

namespace ddb::backend {
namespace {

TEST(Cursor, is_read_back) {
  for (const std::string text : {"a", "ab", "abc", "2023-03-31T17:54:06.756000+00:00", "~~~", "???"})
    EXPECT_EQ(read_cursor(write_cursor(text)), text);
}

TEST(Cursor, fits_into_a_url) {
  EXPECT_EQ(write_cursor("2023-03-31T17:54:06.756000+00:00"), "MjAyMy0wMy0zMVQxNzo1NDowNi43NTYwMDArMDA6MDA");
  EXPECT_EQ(write_cursor("~~~"), "fn5-");
  EXPECT_EQ(write_cursor("???"), "Pz8_");
}

TEST(Cursor, what_was_not_written_here_is_refused) {
  EXPECT_FALSE(read_cursor(""));
  EXPECT_FALSE(read_cursor("a"));
  EXPECT_FALSE(read_cursor("fn5+")) << "the other alphabet";
  EXPECT_FALSE(read_cursor("YQ==")) << "padding";
  EXPECT_FALSE(read_cursor("YR")) << "bits too many";
  EXPECT_FALSE(read_cursor("Y Q"));
  EXPECT_FALSE(read_cursor(write_cursor("a b")));
  EXPECT_FALSE(read_cursor(write_cursor("\x01")));
  EXPECT_FALSE(read_cursor(write_cursor("\u00e9")));
  EXPECT_FALSE(read_cursor(write_cursor(std::string(65, 'a'))));
  EXPECT_FALSE(read_cursor(std::string(100'000, 'A')));
}

}  // namespace
}  // namespace ddb::backend
