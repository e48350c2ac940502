#include "backend/messaging/text_rules.h"

#include <gtest/gtest.h>

#include <string>

namespace ddb::backend {
namespace {

TEST(ExamineText, counts_code_points) {
  EXPECT_EQ(examine_text("")->characters, 0U);
  EXPECT_EQ(examine_text("abc")->characters, 3U);
  EXPECT_EQ(examine_text("h\u00e9\u20ac\U0001F6F6")->characters, 4U);
  EXPECT_EQ(examine_text("\U0001F468\u200d\U0001F469")->characters, 3U)
      << "a joined pair is three to Python, too";
}

TEST(ExamineText, white_space_and_what_has_no_width_is_blank) {
  for (const char* text :
       {"", " ", "\t\r\n", "\u00a0\u2003\u3000", "\u200b\u200d\ufeff\u2060", "\u1680\u2028\u2029"})
    EXPECT_TRUE(examine_text(text)->is_blank) << text;
  for (const char* text : {"a", " a ", "\u200ba", "\U0001F6F6", "."})
    EXPECT_FALSE(examine_text(text)->is_blank) << text;
  EXPECT_FALSE(examine_text(std::string_view("\0", 1))->is_blank);
}

TEST(ExamineText, refuses_what_is_not_utf_8) {
  for (const char* text : {"\x80", "\xC3", "\xC3(", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80",
                           "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "ok\xE2\x82"})
    EXPECT_FALSE(examine_text(text)) << text;
}

TEST(IsIdempotencyKey, is_printable_ascii) {
  EXPECT_TRUE(is_idempotency_key("a"));
  EXPECT_TRUE(is_idempotency_key("7f0c ~!"));
  EXPECT_TRUE(is_idempotency_key(std::string(128, 'k')));
  EXPECT_FALSE(is_idempotency_key(""));
  EXPECT_FALSE(is_idempotency_key(std::string(129, 'k')));
  EXPECT_FALSE(is_idempotency_key("a\tb"));
  EXPECT_FALSE(is_idempotency_key("\u00e9"));
  EXPECT_FALSE(is_idempotency_key("\x7f"));
}

TEST(IsUuid, is_five_groups_of_hexadecimal_digits) {
  EXPECT_TRUE(is_uuid("67cb2819-6e62-5a9b-b993-f475c1e9ef89"));
  EXPECT_FALSE(is_uuid("67cb2819-6e62-5a9b-b993-f475c1e9ef8"));
  EXPECT_FALSE(is_uuid("67cb2819-6e62-5a9b-b993-f475c1e9ef890"));
  EXPECT_FALSE(is_uuid("67cb2819-6e62-5a9b-b993-f475c1e9ef8g"));
  EXPECT_FALSE(is_uuid("67cb281906e62-5a9b-b993-f475c1e9ef89"));
  EXPECT_FALSE(is_uuid(""));
}

}  // namespace
}  // namespace ddb::backend
