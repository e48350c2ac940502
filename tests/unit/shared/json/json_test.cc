#include "shared/json/json.h"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace ddb::json {
namespace {

using namespace std::string_view_literals;

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (; times != 0; --times)
    out += text;
  return out;
}

TEST(Document, reads_every_kind_of_value) {
  const Document document =
      Document::parse(R"( {"a":[1,-2,3.5,true,false,null,"text",{}],"b":"\u00e9\ud83d\ude00\n"} )").value();
  EXPECT_EQ(boost::json::serialize(document.root()),
            "{\"a\":[1,-2,3.5E0,true,false,null,\"text\",{}],\"b\":\"é😀\\n\"}");
}

TEST(Document, a_value_of_any_kind_may_stand_alone) {
  for (const std::string_view text : {"0", "-0", "null", "true", "\"\"", "[]", "{}", " [ ] ", "\t\r\n1 "})
    EXPECT_TRUE(Document::parse(text)) << text;
}

TEST(Document, the_last_of_two_members_with_a_name_counts) {
  EXPECT_EQ(Document::parse(R"({"a":1,"b":2,"a":3})").value().root().at("a").as_int64(), 3);
}

TEST(Document, keeps_its_memory_when_moved) {
  Document first = Document::parse(R"({"a":[")" + std::string(100'000, 'x') + R"("]})").value();
  const boost::json::value* root = &first.root();
  const Document second = std::move(first);
  EXPECT_EQ(&second.root(), root);
  EXPECT_EQ(second.root().at("a").at(0).as_string().size(), 100'000U);
}

TEST(Document, values_may_be_copied_and_compared_long_after_parsing) {
  const std::string text = R"({"a":{"b":[)" + std::string(10'000, ' ') + "[" + repeat("[1],", 1000) + "1]]}}";
  const Document one = Document::parse(text).value();
  const Document other = Document::parse(text).value();
  EXPECT_EQ(one.root(), other.root());  // boost copies members into the document's memory for this
  for (auto member : one.root().as_object())
    EXPECT_EQ(member.value(), other.root().at("a"));
}

TEST(Document, text_that_is_not_json_is_refused) {
  for (const std::string_view text :
       {// Nothing, or nothing that ends.
        ""sv, " "sv, "["sv, "{"sv, "[1"sv, "[1,"sv, "{\"a\""sv, "{\"a\":"sv, "{\"a\":1"sv, "{\"a\":1,"sv,
        "\"a"sv, "tru"sv, "nul"sv, "-"sv, "1."sv, "1e"sv, "1e+"sv, "\"\\"sv, "\"\\u12"sv,
        // Something behind the end.
        "1 2"sv, "{}{}"sv, "[]]"sv, "{}x"sv, "null,"sv, "\"a\"\"b\""sv, "{}\0"sv, "1\0"sv, "[][]"sv,
        "{} //"sv,
        // Commas, colons, quotes.
        "[,]"sv, "[1,]"sv, "[,1]"sv, "[1,,2]"sv, "[1 2]"sv, "[1;2]"sv, "{,}"sv, "{\"a\":1,}"sv, "{\"a\" 1}"sv,
        "{\"a\"}"sv, "{\"a\":}"sv, "{\"a\"::1}"sv, "{a:1}"sv, "{'a':1}"sv, "{1:1}"sv, "{null:1}"sv, "['a']"sv,
        "[1}"sv, "{\"a\":1]"sv, "]"sv, "}"sv, ":"sv, ","sv, "{\"a\":1 \"b\":2}"sv, "[\"a\",\n4,1,"sv, "*"sv,
        "<html>"sv,
        // Comments, and words of other languages.
        "/**/1"sv, "//\n1"sv, "#1"sv, "[1]/*"sv, "True"sv, "NULL"sv, "undefined"sv, "NaN"sv, "Infinity"sv,
        "-Infinity"sv, "nulll"sv, "truefalse"sv,
        // Numbers.
        "01"sv, "-01"sv, "00"sv, "+1"sv, ".5"sv, "-.5"sv, "5."sv, "1.e5"sv, "1e5.5"sv, "0x10"sv, "1_000"sv,
        "1,000"sv, "--1"sv, "- 1"sv, "1e"sv, "1ee5"sv, "1e5e5"sv, "0e"sv, "\xEF\xBC\x91"sv,
        // Strings.
        "\"\n\""sv, "\"\t\""sv, "\"\0\""sv, "\"\x1f\""sv, "\"\\x41\""sv, "\"\\'\""sv, "\"\\a\""sv,
        "\"\\\n\""sv, "\"\\u00G0\""sv, "\"\\u00\""sv, "\"\\U0041\""sv, "\"\\ud800\""sv, "\"\\udc00\""sv,
        "\"\\ud800x\""sv, "\"\\ud800\\n\""sv, "\"\\ud800\\ud800\""sv, "\"\\udc00\\ud800\""sv,
        "\"\\ud800\\u0041\""sv, "{\"\\ud800\":1}"sv,
        // Bytes that are not UTF-8.
        "\"\xFF\""sv, "\"\x80\""sv, "\"\xC0\x80\""sv, "\"\xC3\""sv, "\"\xE0\x80\x80\""sv,
        "\"\xED\xA0\x80\""sv, "\"\xF4\x90\x80\x80\""sv, "\"\xF0\x80\x80\x80\""sv, "\"\xE2\x82\""sv,
        "{\"\xFF\":1}"sv,
        // Marks, white space and encodings that JSON does not have.
        "\xEF\xBB\xBF{}"sv, "\xFE\xFF\0["sv, "\0[\0]"sv, "[\0]\0"sv, "\xC2\xA0[]"sv, "\xE2\x81\xA0[]"sv,
        "\x0B[]"sv, "\x0C[]"sv, "\x1A"sv, "\x00"sv})
    EXPECT_FALSE(Document::parse(text)) << ::testing::PrintToString(text);
}

TEST(Document, the_error_names_the_byte) {
  EXPECT_EQ(Document::parse("[1,x]").error().message.find("JSON is not valid at byte 3: "), 0U);
}

TEST(Document, nesting_ends_at_the_limit) {
  const Limits limits{.depth_max = 10};
  EXPECT_TRUE(Document::parse(repeat("[", 10) + repeat("]", 10), limits));
  EXPECT_FALSE(Document::parse(repeat("[", 11) + repeat("]", 11), limits));
  EXPECT_TRUE(Document::parse(repeat("{\"a\":", 10) + '1' + repeat("}", 10), limits));
  EXPECT_FALSE(Document::parse(repeat("{\"a\":", 11) + '1' + repeat("}", 11), limits));
}

TEST(Document, megabytes_of_open_brackets_are_refused_at_the_depth_limit) {
  for (const std::string_view text : {"[", "{\"a\":", "[{\"a\":"}) {
    const auto result = Document::parse(repeat(text, (std::size_t{16} << 20U) / text.size()));
    ASSERT_FALSE(result);
    const std::string& message = result.error().message;
    const std::size_t byte = std::stoul(message.substr(message.find("byte ") + 5));
    EXPECT_LE(byte, 513 * text.size()) << "read on after the depth limit";
  }
}

TEST(Document, texts_of_tiny_values_are_refused_at_the_memory_limit) {
  const std::size_t bytes = std::size_t{8} << 20U;
  for (const std::string_view text : {"1,", "[],", "{},", "\"\",", "{\"a\":1},"}) {
    const auto result = Document::parse('[' + repeat(text, bytes / text.size()) + "0]");
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().message.find("JSON holds too many values"), 0U);
  }
  EXPECT_FALSE(Document::parse('{' + repeat("\"a\":1,", bytes / 6) + "\"a\":1}"));
}

TEST(Document, the_largest_item_of_the_smallest_values_is_read) {
  const Document document =
      Document::parse(R"({"L":[)" + repeat(R"({"N":"1"},)", 409'600 / 3) + R"({"N":"1"}]})").value();
  EXPECT_EQ(document.root().at("L").as_array().size(), 409'600U / 3 + 1);
}

TEST(Document, the_largest_request_of_common_items_is_read) {
  const std::string item = R"({"PutRequest":{"Item":{"pk":{"S":"MSG#5ae290ed-55d1-47a0-bc6d-fe2bc2700399"},)"
                           R"("sk":{"S":"2026-11-21"},"n":{"N":"1042"}}}},)";
  EXPECT_TRUE(Document::parse('[' + repeat(item, (std::size_t{16} << 20U) / item.size()) + "0]"));
}

TEST(Document, numbers_too_large_for_a_double_are_seen_as_not_finite) {
  for (const std::string_view text : {"1e400", "-1e400", "0e400", "1e999999999999"}) {
    const auto document = Document::parse(text);
    if (!document) continue;  // refusing it is as good
    ASSERT_TRUE(document->root().is_double()) << text;
    EXPECT_FALSE(std::isfinite(document->root().as_double())) << text;
  }
  EXPECT_TRUE(Document::parse("9223372036854775807").value().root().is_int64());
  EXPECT_TRUE(Document::parse("18446744073709551615").value().root().is_uint64());
  EXPECT_TRUE(Document::parse("18446744073709551616").value().root().is_double());
  EXPECT_TRUE(Document::parse("1" + repeat("0", 5000)));
}

TEST(Document, large_flat_texts_are_read) {
  const std::size_t count = 100'000;
  const Document array = Document::parse("[" + repeat("1,", count) + "1]").value();
  EXPECT_EQ(array.root().as_array().size(), count + 1);
  std::string object = "{";
  for (std::size_t i = 0; i < count; ++i)
    object += '"' + std::to_string(i) + "\":0,";
  EXPECT_EQ(Document::parse(object + "\"last\":0}").value().root().as_object().size(), count + 1);
}

}  // namespace
}  // namespace ddb::json
