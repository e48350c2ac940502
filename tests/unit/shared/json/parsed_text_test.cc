#include "shared/json/parsed_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <cmath>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace ddb::json {
namespace {

using namespace std::string_view_literals;
using testing::ElementsAre;

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (; times != 0; --times)
    out += text;
  return out;
}

std::vector<std::string_view> names_of(Object object) {
  std::vector<std::string_view> names;
  for (const Member member : object)
    names.push_back(member.key());
  return names;
}

/// The last of that name.
const Value* find(Object object, std::string_view name) {
  const Value* found = nullptr;
  for (const Member member : object)
    if (member.key() == name) found = &member.value();
  return found;
}

TEST(ParsedText, ReadsEveryKindOfValue) {
  const std::string text = R"( {"a":[1,-2,18446744073709551615,3.5,true,false,null,"text",{},[]],"b":"x"} )";
  const ParsedText parsed = ParsedText::parse(text).value();
  EXPECT_EQ(boost::json::serialize(parsed.root().copy()),
            R"({"a":[1,-2,18446744073709551615,3.5E0,true,false,null,"text",{},[]],"b":"x"})");
  const Array array = parsed.root().get_object().begin().operator*().value().get_array();
  EXPECT_EQ(array.size(), 10U);
  std::string kinds;
  for (const Value& value : array)
    kinds += boost::json::to_string(value.kind());
  EXPECT_EQ(kinds, "int64int64uint64doubleboolboolnullstringobjectarray");
  double sum = 0;
  for (const Value& value : array)
    if (value.is_number()) sum += value.to_double();
  EXPECT_EQ(sum, 18446744073709551615.0 + 2.5);
}

TEST(ParsedText, StringsWithoutEscapesAreSeenInTheText) {
  const std::string text = R"({"name":"value"})";
  const ParsedText parsed = ParsedText::parse(text).value();
  const Member member = *parsed.root().get_object().begin();
  EXPECT_EQ(member.key().data(), text.data() + 2);
  EXPECT_EQ(member.value().get_string().data(), text.data() + 9);
}

TEST(ParsedText, StringsWithEscapesAreUnescapedWhateverTheirLength) {
  for (const std::size_t length : {0U, 1U, 100U, 255U, 256U, 257U, 5'000U, 300'000U}) {
    const std::string plain(length, 'x');
    const std::string text = "{\"" + plain + "\\n" + plain + "\":[\"" + plain + "\\u00e9\\ud83d\\ude00" +
                             plain + "\\\\\",\"" + plain + "\"]}";
    const ParsedText parsed = ParsedText::parse(text).value();
    const Member member = *parsed.root().get_object().begin();
    EXPECT_EQ(member.key(), plain + "\n" + plain);
    std::vector<std::string_view> strings;
    for (const Value& value : member.value().get_array())
      strings.push_back(value.get_string());
    EXPECT_THAT(strings, ElementsAre(plain + "é😀" + plain + "\\", plain));
  }
}

TEST(ParsedText, TheLastOfMembersWithOneNameCounts) {
  const ParsedText parsed =
      ParsedText::parse(R"({"a":{"x":1,"x":[2]},"b":2,"a":3,"\u0061":{"y":[4]},"c":5})").value();
  const Object object = parsed.root().get_object();
  EXPECT_EQ(object.size(), 3U);
  EXPECT_THAT(names_of(object), ElementsAre("b", "a", "c"));
  EXPECT_TRUE(find(object, "a")->is_object());
}

TEST(ParsedText, NamesOfOneSizeAndFirstLetterAreToldApart) {
  const ParsedText parsed = ParsedText::parse(R"({"ab":1,"ac":2,"":3,"ad":4,"ac":5,"":6,"ae":7})").value();
  const Object object = parsed.root().get_object();
  EXPECT_EQ(object.size(), 5U);
  EXPECT_THAT(names_of(object), ElementsAre("ab", "ad", "ac", "", "ae"));
  EXPECT_EQ(find(object, "ac")->get_int64(), 5);
}

TEST(ParsedText, TheLastOfManyMembersWithOneNameCounts) {
  std::string text = "{";
  for (int i = 0; i < 200; ++i)
    text += "\"n" + std::to_string(i % 50) + "\":[" + std::to_string(i) + "],";
  text.back() = '}';
  const ParsedText parsed = ParsedText::parse(text).value();
  const Object object = parsed.root().get_object();
  EXPECT_EQ(object.size(), 50U);
  EXPECT_EQ(names_of(object).size(), 50U);
  for (const Member member : object)
    EXPECT_EQ("n" + std::to_string((*member.value().get_array().begin()).get_int64() - 150), member.key());
}

TEST(ParsedText, EmptyArraysAndObjectsHaveNothing) {
  const ParsedText parsed = ParsedText::parse("[{},[]]").value();
  for (const Value& value : parsed.root().get_array()) {
    EXPECT_TRUE(value.is_object() ? value.get_object().empty() : value.get_array().empty());
  }
  EXPECT_EQ(parsed.root().get_array().size(), 2U);
}

TEST(ParsedText, ValuesStayWhereTheyAreWhenItIsMoved) {
  const std::string text = R"([1,"\n"])";
  ParsedText first = ParsedText::parse(text).value();
  const Value* root = &first.root();
  const ParsedText second = std::move(first);
  EXPECT_EQ(&second.root(), root);
  EXPECT_EQ(boost::json::serialize(second.root().copy()), R"([1,"\n"])");
}

TEST(ParsedText, ValuesOfAShortTextAreInTheRoomGiven) {
  ParsedText::Room room;
  const std::string text = R"({"a":[1,2,{"b":"c"}]})";
  EXPECT_EQ(&ParsedText::parse(text, {}, &room)->root(), room.data());
  const std::string long_text = '[' + repeat("1234567890,", 10'000) + "1]";
  EXPECT_NE(&ParsedText::parse(long_text, {}, &room)->root(), room.data());
}

TEST(ParsedText, ValuesThatOutgrowTheRoomAreAllThere) {
  ParsedText::Room room;
  const std::string text = '[' + repeat("1,", 600) + "2]";
  const auto parsed = ParsedText::parse(text, {}, &room);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->root().copy(), Document::parse(text).value().root());
}

TEST(ParsedText, RefusesWhatADocumentRefusesInTheSameWords) {
  for (const std::string_view text : {""sv, " "sv, "["sv, "{\"a\":1"sv, "[1,x]"sv, "{}{}"sv, "null,"sv,
                                      "{} //"sv, "[1,]"sv, "{\"a\"}"sv, "01"sv, "\"\n\""sv, "\"\\ud800\""sv,
                                      "\"\xFF\""sv, "{\"\xC0\x80\":1}"sv, "\xEF\xBB\xBF{}"sv, "1\0"sv}) {
    const auto parsed = ParsedText::parse(text);
    ASSERT_FALSE(parsed) << testing::PrintToString(text);
    EXPECT_EQ(parsed.error().message, Document::parse(text).error().message);
  }
}

TEST(ParsedText, NestingEndsAtTheLimit) {
  const Limits limits{.depth_max = 10};
  EXPECT_TRUE(ParsedText::parse(repeat("[", 10) + repeat("]", 10), limits));
  EXPECT_FALSE(ParsedText::parse(repeat("{\"a\":", 11) + '1' + repeat("}", 11), limits));
}

TEST(ParsedText, TextsOfTinyValuesAreRefusedAtTheMemoryLimit) {
  const std::size_t bytes = std::size_t{8} << 20U;
  for (const std::string_view text : {"1,", "[],", "{},", "\"\",", "{\"a\":1},", "\"\\n\","}) {
    const auto result = ParsedText::parse('[' + repeat(text, bytes / text.size()) + "0]");
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().message.find("JSON holds too many values"), 0U);
  }
  EXPECT_FALSE(ParsedText::parse('{' + repeat("\"a\":1,", bytes / 6) + "\"a\":1}"));
}

TEST(ParsedText, TheLargestRequestsAreRead) {
  const std::string common =
      R"({"PutRequest":{"Item":{"pk":{"S":"MSG#5ae290ed-55d1-47a0-bc6d-fe2bc2700399"},)"
      R"("sk":{"S":"2026-11-21"},"n":{"N":"1042"}}}},)";
  EXPECT_TRUE(ParsedText::parse('[' + repeat(common, (std::size_t{16} << 20U) / common.size()) + "0]"));
  EXPECT_TRUE(ParsedText::parse(R"({"L":[)" + repeat(R"({"N":"1"},)", 409'600 / 3) + R"({"N":"1"}]})"));
}

/// Random JSON text, with repeated names, escapes and all white space.
class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  std::string value(int depth) {
    static const std::vector<std::string> scalars = {
        "0", "-7", "1.5e3", "18446744073709551615", "true", "null", "\"\"", "\"\\u0000\"", "\"é\""};
    if (depth == 0 || random_() % 3 == 0) return space() + scalars[random_() % scalars.size()] + space();
    const bool is_object = random_() % 2 == 0;
    std::string text;
    for (std::size_t count = random_() % (random_() % 8 == 0 ? 40 : 6); count > 0; --count) {
      if (!text.empty()) text += ',';
      if (is_object) text += space() + name() + space() + ':';
      text += value(depth - 1);
    }
    if (text.empty()) text = space();
    return space() + (is_object ? '{' + text + '}' : '[' + text + ']') + space();
  }

 private:
  std::string space() { return std::string(random_() % 2, " \t\r\n"[random_() % 4]); }
  std::string name() {
    return (random_() % 4 == 0 ? "\"\\u0061" : "\"a") + std::to_string(random_() % 12) + '"';
  }

  std::mt19937 random_;
};

TEST(ParsedText, AgreesWithADocumentOnRandomTexts) {
  RandomText random(23);
  for (int round = 0; round < 2'000; ++round) {
    const std::string text = random.value(5);
    ParsedText::Room room;
    for (ParsedText::Room* const given : {static_cast<ParsedText::Room*>(nullptr), &room}) {
      const auto parsed = ParsedText::parse(text, {}, given);
      ASSERT_TRUE(parsed) << text;
      ASSERT_EQ(parsed->root().copy(), Document::parse(text).value().root()) << text;
    }
  }
}

}  // namespace
}  // namespace ddb::json
