#include "shared/value/json.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>

#include "shared/json/json.h"
#include "shared/json/parsed_text.h"
#include "tests/unit/shared/value/random_values.h"

namespace ddb::value {
namespace {

json::Document parse(std::string_view text) {
  return json::Document::parse(text).value();
}

Item item(std::string_view text) {
  return item_from_json(parse(text).root().as_object()).value();
}

ValueError error(std::string_view text) {
  return item_from_json(parse(text).root().as_object()).error();
}

std::string to_json(ItemView item) {
  std::string text;
  append_json(text, item);
  return text;
}

/// Reads the item, checks its bytes, and writes it again.
std::string round_trip(std::string_view text) {
  const Item read = item(text);
  EXPECT_TRUE(is_well_formed_item(read.encoded())) << text;
  return to_json(read);
}

TEST(ItemJson, every_type_comes_back_as_it_went_in) {
  for (const std::string_view text : {
           R"({})",
           R"({"a":{"S":""}})",
           R"({"a":{"S":"text"}})",
           R"({"a":{"N":"-12.5"}})",
           R"({"a":{"B":""}})",
           R"({"a":{"B":"AQ=="}})",
           R"({"a":{"B":"AQI="}})",
           R"({"a":{"B":"AQID"}})",
           R"({"a":{"BOOL":true},"b":{"BOOL":false}})",
           R"({"a":{"NULL":true}})",
           R"({"a":{"L":[]}})",
           R"({"a":{"L":[{"S":"x"},{"L":[{"N":"1"}]},{"M":{}}]}})",
           R"({"a":{"M":{}}})",
           R"({"a":{"M":{"b":{"M":{"c":{"S":"d"}}},"e":{"NULL":true}}}})",
           R"({"a":{"SS":["","a","b"]}})",
           R"({"a":{"NS":["-1","0","0.5","10"]}})",
           R"({"a":{"BS":["","AA==","/w=="]}})",
       })
    EXPECT_EQ(round_trip(text), text);
}

// The example in docs/item-format.md; a database file of today must be readable tomorrow.
TEST(ItemJson, bytes_are_as_the_format_document_says) {
  const Item read = item(R"({"pk":{"S":"a"},"n":{"N":"12.5"}})");
  constexpr char kBytes[] =
      "\x07\x00\x00\x00\x02\x01n\x02\x03\xc1\x19\x64\x02pk\x01\x01"
      "a";
  EXPECT_EQ(read.encoded(), std::string_view(kBytes, sizeof(kBytes) - 1));
  EXPECT_EQ(read.view().size_bytes(), 7U);
}

TEST(ItemJson, every_type_has_its_bytes) {
  const Item read = item(R"({"a":{"B":"AQ=="},"b":{"BOOL":true},"c":{"NULL":true},"d":{"L":[{"S":""}]},)"
                         R"("e":{"M":{"f":{"BOOL":false}}},)"
                         R"("g":{"SS":["y","x"]},"h":{"NS":["1"]},"i":{"BS":["AQ=="]}})");
  constexpr char kBytes[] =
      "\x01"
      "a\x03\x01\x01\x01"
      "b\x04\x01\x01"
      "c\x05\x01"
      "d\x06\x03\x01\x01\x00\x01"
      "e\x07\x05\x01\x01"
      "f\x04\x00\x01"
      "g\x08\x07\x02\x01\x01x\x01\x01y\x01"
      "h\x09\x05\x01\x02\x02\xc1\x02\x01"
      "i\x0a\x04\x01\x03\x01\x01";
  EXPECT_EQ(read.encoded().substr(5), std::string_view(kBytes, sizeof(kBytes) - 1));
}

TEST(ItemJson, attributes_sets_and_numbers_come_back_in_normal_form) {
  EXPECT_EQ(round_trip(R"({"b":{"S":"2"},"a":{"S":"1"}})"), R"({"a":{"S":"1"},"b":{"S":"2"}})");
  EXPECT_EQ(round_trip(R"({"a":{"N":"+1.50e2"}})"), R"({"a":{"N":"150"}})");
  EXPECT_EQ(round_trip(R"({"a":{"NS":["10","9","1e2","-1"]}})"), R"({"a":{"NS":["-1","9","10","100"]}})");
  EXPECT_EQ(round_trip(R"({"a":{"SS":["b","aa","B"]}})"), R"({"a":{"SS":["B","aa","b"]}})");
  EXPECT_EQ(round_trip(R"({"a":{"BS":["/w==","AQ==",""]}})"), R"({"a":{"BS":["","AQ==","/w=="]}})");
}

TEST(ItemJson, many_and_long_names_are_sorted_bytewise) {
  std::string text = "{";
  std::vector<std::string> names;
  names.reserve(200);
  for (int i = 0; i < 200; ++i)
    names.push_back("a common prefix " + std::to_string(i * 7919 % 200));
  for (const std::string& name : names)
    text += (text.size() > 1 ? ",\"" : "\"") + name + "\":{\"NULL\":true}";
  const Item read = item(text + '}');
  EXPECT_TRUE(is_well_formed_item(read.encoded()));
  EXPECT_EQ(read.view().attributes().count(), names.size());
  for (const std::string& name : names)
    EXPECT_TRUE(read.view().find(name)) << name;
  EXPECT_EQ(round_trip(R"({"ab":{"NULL":true},"a":{"NULL":true},"a\u0000":{"NULL":true},"é":{"NULL":true}})"),
            R"({"a":{"NULL":true},"a\u0000":{"NULL":true},"ab":{"NULL":true},"é":{"NULL":true}})");
}

TEST(ItemJson, names_of_every_small_size_are_sorted_bytewise) {
  std::string text = "{";
  for (std::size_t size = 10; size > 0; --size)
    for (const char last : {'c', 'b', 'a'})
      text += (text.size() > 1 ? ",\"" : "\"") + std::string(size - 1, 'b') + last + "\":{\"NULL\":true}";
  EXPECT_TRUE(is_well_formed_item(item(text + '}').encoded()));
}

TEST(ItemJson, random_items_survive_the_way_through_json) {
  testing::RandomValues random(8);
  for (int i = 0; i < 500; ++i) {
    const Item before = random.item();
    const std::string text = to_json(before);
    const Item after = item(text);
    EXPECT_EQ(after, before) << text;
    EXPECT_EQ(after.view().size_bytes(), before.view().size_bytes());
    EXPECT_EQ(boost::json::serialize(boost::json::parse(text)), text) << "not compact JSON";
  }
}

TEST(ItemJson, appending_keeps_what_was_there) {
  std::string text = "before ";
  append_json(text, item(R"({"a":{"S":"b"}})"));
  append_json(text, Value::null().view());
  EXPECT_EQ(text, R"(before {"a":{"S":"b"}}{"NULL":true})");
}

TEST(ItemJson, a_value_of_several_types_is_refused_after_mistakes_in_each) {
  EXPECT_EQ(error(R"({"a":{}})").kind, ValueErrorKind::kEmpty);
  EXPECT_EQ(error(R"({"a":{"X":"unknown"}})").kind, ValueErrorKind::kEmpty);
  EXPECT_EQ(error(R"({"a":{"S":null}})").kind, ValueErrorKind::kEmpty);
  EXPECT_EQ(error(R"({"a":{"S":"a","N":"1"}})").kind, ValueErrorKind::kSeveralTypes);
  EXPECT_EQ(error(R"({"a":{"S":"a","N":"x"}})").kind, ValueErrorKind::kNumberNotANumber);
  EXPECT_EQ(to_json(item(R"({"a":{"S":"a","N":null}})")), R"({"a":{"S":"a"}})");
}

TEST(ItemJson, each_mistake_has_its_kind_and_text) {
  EXPECT_EQ(error(R"({"a":{"NULL":false}})").kind, ValueErrorKind::kNullNotTrue);
  EXPECT_EQ(error(R"({"a":{"SS":[]}})").kind, ValueErrorKind::kEmptyStringSet);
  EXPECT_EQ(error(R"({"a":{"NS":[]}})").kind, ValueErrorKind::kEmptyNumberSet);
  EXPECT_EQ(error(R"({"a":{"BS":[]}})").kind, ValueErrorKind::kEmptyBinarySet);
  EXPECT_EQ(error(R"({"":{"S":"a"}})").kind, ValueErrorKind::kEmptyAttributeName);
  EXPECT_EQ(error(R"({"a":{"M":{"":{"S":"a"}}}})").kind, ValueErrorKind::kEmptyAttributeName);
  EXPECT_EQ(error("{\"" + std::string(65536, 'x') + "\":{\"S\":\"a\"}}").kind,
            ValueErrorKind::kAttributeNameTooLong);
  EXPECT_EQ(item("{\"" + std::string(65535, 'x') + "\":{\"S\":\"a\"}}").view().size_bytes(), 65536U);

  EXPECT_EQ(error(R"({"a":{"N":"1e126"}})").kind, ValueErrorKind::kNumberOverflow);
  EXPECT_EQ(error(R"({"a":{"N":"1e-131"}})").kind, ValueErrorKind::kNumberUnderflow);
  const ValueError number = error(R"({"a":{"NS":["1","abc"]}})");
  EXPECT_EQ(number.kind, ValueErrorKind::kNumberNotANumber);
  EXPECT_EQ(number.detail, "abc");
  EXPECT_EQ(number.detail_older_wording, "abc");
  const ValueError digits = error(R"({"a":{"N":"123456789012345678901234567890123456789"}})");
  EXPECT_EQ(digits.kind, ValueErrorKind::kNumberTooManyDigits);
  EXPECT_EQ(digits.detail, "123456789012345678901234567890123456789");
}

// Vectors set-021, set-022, set-036, set-049.
TEST(ItemJson, duplicates_in_a_set_are_shown_as_dynamodb_shows_them) {
  const ValueError strings = error(R"({"a":{"SS":["b","a","b"]}})");
  EXPECT_EQ(strings.kind, ValueErrorKind::kDuplicateInSet);
  EXPECT_EQ(strings.detail, R"(["a", "b", "b"])");
  EXPECT_EQ(strings.detail_older_wording, "[b, a, b]");
  EXPECT_EQ(error(R"({"a":{"SS":["",""]}})").detail, R"(["", ""])");

  const ValueError binaries = error(R"({"a":{"BS":["/w==","AA==","AA=="]}})");
  EXPECT_EQ(binaries.kind, ValueErrorKind::kDuplicateInSet);
  EXPECT_EQ(binaries.detail, R"(["AA==","/w==","AA=="]of type BS)");
  EXPECT_EQ(binaries.detail_older_wording, "[/w==, AA==, AA==]of type BS");
  EXPECT_EQ(error(R"({"a":{"BS":["",""]}})").detail, R"(["",""]of type BS)");

  const ValueError numbers = error(R"({"a":{"NS":["2","1","2.0"]}})");
  EXPECT_EQ(numbers.kind, ValueErrorKind::kDuplicateInSet);
  EXPECT_EQ(numbers.detail, "");
}

TEST(ItemJson, the_first_mistake_in_the_order_given_is_told) {
  EXPECT_EQ(error(R"({"b":{"N":"second"},"a":{"N":"first"}})").detail, "second");
  EXPECT_EQ(error(R"({"b":{"M":{"y":{"N":"one"},"x":{"N":"two"}}},"a":{"N":"three"}})").detail, "one");
  EXPECT_EQ(error(R"({"b":{"NULL":false},"a":{"SS":[]}})").kind, ValueErrorKind::kNullNotTrue);
}

std::string nested(int maps, std::string_view open, std::string_view close) {
  std::string text = R"({"a":)";
  for (int i = 0; i < maps; ++i)
    text += open;
  text += R"({"S":"leaf"})";
  for (int i = 0; i < maps; ++i)
    text += close;
  return text + '}';
}

// Vectors siz-040 to siz-044, ord-063.
TEST(ItemJson, nesting_ends_at_level_32) {
  constexpr std::pair<std::string_view, std::string_view> kMap = {R"({"M":{"n":)", "}}"};
  constexpr std::pair<std::string_view, std::string_view> kList = {R"({"L":[)", "]}"};
  for (const auto& [open, close] : {kMap, kList}) {
    EXPECT_EQ(round_trip(nested(31, open, close)), nested(31, open, close));
    EXPECT_EQ(error(nested(32, open, close)).kind, ValueErrorKind::kTooDeep);
    EXPECT_EQ(error(nested(100, open, close)).kind, ValueErrorKind::kTooDeep);
  }
}

TEST(ItemJson, a_json_shape_that_protocol_lets_through_is_a_bug) {
  for (const std::string_view text :
       {R"({"a":1})", R"({"a":{"S":1}})", R"({"a":{"N":1}})", R"({"a":{"BOOL":"true"}})",
        R"({"a":{"NULL":"x"}})", R"({"a":{"L":{}}})", R"({"a":{"L":[1]}})", R"({"a":{"M":[]}})",
        R"({"a":{"SS":"a"}})", R"({"a":{"SS":[1]}})", R"({"a":{"B":"A"}})", R"({"a":{"B":"===="}})",
        R"({"a":{"BS":["AR=="]}})"}) {
    const json::Document document = parse(text);
    EXPECT_THROW(static_cast<void>(item_from_json(document.root().as_object())), std::logic_error) << text;
  }
}

std::optional<ItemOfJson> if_valid(std::string_view text) {
  const json::ParsedText parsed = json::ParsedText::parse(text).value();
  return item_if_valid(parsed.root().get_object());
}

TEST(ItemIfValid, is_the_same_item_and_tells_its_levels) {
  for (const auto& [text, levels] : std::initializer_list<std::pair<std::string_view, std::size_t>>{
           {"{}", 0},
           {R"({"b":{"S":"x"},"a":{"N":"1.50"}})", 0},
           {R"({"a":{"B":"AQ=="},"s":{"BS":["/w==","AQ=="]},"t":{"BOOL":false},"n":{"NULL":true}})", 0},
           {R"({"a":{"L":[]}})", 1},
           {R"({"a":{"M":{"n":{"L":[{"S":"x"}]}}},"b":{"M":{}}})", 2},
           {R"({"a":{"S":"x","N":null,"unknown":{"L":[[]]}}})", 0}}) {
    const auto valid = if_valid(text);
    ASSERT_TRUE(valid) << text;
    EXPECT_EQ(valid->item, item(text)) << text;
    EXPECT_EQ(valid->levels, levels) << text;
  }
}

TEST(ItemIfValid, is_nothing_whatever_is_wrong) {
  for (const std::string_view text :
       {R"({"a":1})", R"({"a":null})", R"({"a":{}})", R"({"a":{"S":1}})", R"({"a":{"S":null}})",
        R"({"a":{"N":"x"}})", R"({"a":{"B":"A"}})", R"({"a":{"BOOL":"true"}})", R"({"a":{"NULL":false}})",
        R"({"a":{"L":[null]}})", R"({"a":{"M":{"n":null}}})", R"({"a":{"SS":[]}})", R"({"a":{"SS":["x",1]}})",
        R"({"a":{"NS":["1","1.0"]}})", R"({"a":{"BS":["AQ==","?"]}})", R"({"a":{"S":"x","N":"1"}})",
        R"({"":{"S":"x"}})"})
    EXPECT_FALSE(if_valid(text)) << text;
  EXPECT_FALSE(if_valid(nested(32, R"({"L":[)", "]}")));
}

TEST(ValueJson, one_value_is_read_alone) {
  const json::Document document = parse(R"({"L":[{"N":"1.0"},{"S":"x"}]})");
  const Value value = value_from_json(document.root().as_object()).value();
  EXPECT_TRUE(is_well_formed_value(value.view().encoded()));
  std::string text;
  append_json(text, value.view());
  EXPECT_EQ(text, R"({"L":[{"N":"1"},{"S":"x"}]})");
  const json::Document bad = parse(R"({"NULL":false})");
  EXPECT_EQ(value_from_json(bad.root().as_object()).error().kind, ValueErrorKind::kNullNotTrue);
}

std::string as_json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonString, escapes_what_json_demands_and_nothing_else) {
  EXPECT_EQ(as_json_string(""), R"("")");
  EXPECT_EQ(as_json_string("plain / text \x7F é 😀"), "\"plain / text \x7F é 😀\"");
  EXPECT_EQ(as_json_string("\"\\\b\f\n\r\t"), R"("\"\\\b\f\n\r\t")");
  EXPECT_EQ(as_json_string(std::string_view("\0\x01\x1f ", 4)), R"("\u0000\u0001\u001f ")");
}

TEST(JsonString, finds_an_escape_at_every_place) {
  for (int byte = 0; byte < 256; ++byte) {
    const auto c = static_cast<char>(byte);
    for (std::size_t size = 1; size < 20; ++size) {
      for (std::size_t place = 0; place < size; ++place) {
        std::string text(size, 'x');
        text[place] = c;
        const bool must_escape = byte < 0x20 || c == '"' || c == '\\';
        const std::string out = as_json_string(text);
        ASSERT_EQ(out == '"' + text + '"', !must_escape) << byte << " at " << place << " of " << size;
        if (byte < 0x80) {
          ASSERT_EQ(boost::json::value_to<std::string>(boost::json::parse(out)), text);
        }
      }
    }
  }
}

TEST(ItemJson, finds_an_escape_at_every_place_of_a_name_and_a_text_and_never_in_what_stands_behind) {
  for (std::size_t size = 1; size <= 40; ++size)
    for (std::size_t place = 0; place <= size; ++place) {
      std::string text(size, 'm');
      if (place < size) text[place] = '"';
      const std::string quoted = as_json_string(text);
      const std::string behind = as_json_string(std::string(40, '\\'));
      const std::string json = "{" + quoted + R"(:{"S":)" + quoted + R"(},"n":{"S":)" + behind + "}}";
      ASSERT_EQ(round_trip(json), json);
    }
}

TEST(JsonString, a_long_string_of_escapes_comes_through) {
  const std::string text(100'000, '\x01');
  EXPECT_EQ(as_json_string(text).size(), 600'002U);
}

}  // namespace
}  // namespace ddb::value
