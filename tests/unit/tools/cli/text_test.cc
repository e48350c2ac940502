#include "tools/cli/text.h"

#include <gtest/gtest.h>

namespace ddb::cli {
namespace {

TEST(OneLine, ShowsControlCharactersInsteadOfObeyingThem) {
  EXPECT_EQ(one_line("a\nb\tc\rd"), "a\\nb\\tc\\rd");
  EXPECT_EQ(one_line("\x1b[31mred"), "\\x1b[31mred");
  EXPECT_EQ(one_line("C:\\x"), "C:\\\\x");
  EXPECT_EQ(one_line("\xc2\x9b"), "\\x9b");        // C1 control sequence introducer
  EXPECT_EQ(one_line("\xe2\x80\xae"), "\\u202e");  // right-to-left override
}

TEST(OneLine, KeepsOtherTextAndReplacesWhatIsNoUtf8) {
  EXPECT_EQ(one_line("grüße 🙂 日本"), "grüße 🙂 日本");
  EXPECT_EQ(one_line("a\xff"
                     "b\xc3"),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD");
  EXPECT_EQ(one_line("\xed\xa0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // a surrogate
  EXPECT_EQ(one_line("\xc0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD");                  // an overlong zero
  EXPECT_EQ(one_line("\xf4\x90\x80\x80").size(), 12U);                          // beyond U+10FFFF
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("grüße"), 5U);
  EXPECT_EQ(display_width("e\xcc\x81"), 1U);  // e and a combining acute
  EXPECT_EQ(display_width("日本"), 4U);
  EXPECT_EQ(display_width("🙂"), 2U);
}

TEST(FirstCharacters, CutsBetweenCharacters) {
  EXPECT_EQ(first_characters("", 3), "");
  EXPECT_EQ(first_characters("abc", 3), "abc");
  EXPECT_EQ(first_characters("abcd", 3), "abc…");
  EXPECT_EQ(first_characters("äöü!", 3), "äöü…");
  EXPECT_EQ(first_characters("🙂🙂", 1), "🙂…");
  EXPECT_EQ(first_characters("e\xcc\x81"
                             "f",
                             1),
            "e\xcc\x81…");
  EXPECT_EQ(first_characters("e\xcc\x81", 1), "e\xcc\x81");
  EXPECT_EQ(first_characters("a\xff"
                             "b",
                             2),
            "a\xff…");
}

TEST(Padded, FillsUpToColumns) {
  EXPECT_EQ(padded("日", 4), "日  ");
  EXPECT_EQ(padded("abcd", 2), "abcd");
}

}  // namespace
}  // namespace ddb::cli
