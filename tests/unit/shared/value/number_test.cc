#include "shared/value/number.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <vector>

#include "tests/unit/shared/value/random_values.h"

namespace ddb::value {
namespace {

std::string encoded(const Number& number) {
  std::string bytes;
  number.encode(bytes);
  return bytes;
}

Number number(std::string_view text) {
  return Number::parse(text).value();
}

std::string_view name_of(NumberError error) {
  switch (error) {
    case NumberError::kNotANumber:
      return "not-a-number";
    case NumberError::kTooManyDigits:
      return "too-many-digits";
    case NumberError::kOverflow:
      return "overflow";
    case NumberError::kUnderflow:
      break;
  }
  return "underflow";
}

std::string outcome(const Result<Number, NumberError>& result) {
  return result ? result->text() : std::string(name_of(result.error()));
}

/// The rows of testdata/numbers/facts.tsv, which tools/generate_number_facts.py computes with Python's
/// decimal.
std::vector<std::vector<std::string>> facts(std::string_view kind) {
  std::ifstream file(DDB_SOURCE_DIR "/testdata/numbers/facts.tsv");
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> columns(1);
    for (const char c : line) {
      if (c == '\t') {
        columns.emplace_back();
      } else {
        columns.back() += c;
      }
    }
    if (columns.front() == kind) rows.push_back(std::move(columns));
  }
  EXPECT_GT(rows.size(), 1000U) << "testdata/numbers/facts.tsv is missing or cut short";
  return rows;
}

TEST(Number, parses_and_writes_what_python_decimal_does) {
  for (const auto& row : facts("parse"))
    EXPECT_EQ(outcome(Number::parse(row.at(1))), row.at(2)) << row.at(1);
}

TEST(Number, encodes_a_text_directly_as_by_way_of_the_number) {
  for (const auto& row : facts("parse")) {
    const auto parsed = Number::parse(row.at(1));
    std::array<char, Number::kEncodedBytesMax> bytes;
    const auto size = Number::encode_text(row.at(1), bytes.data());
    ASSERT_EQ(size.has_value(), parsed.has_value()) << row.at(1);
    if (!parsed) {
      EXPECT_EQ(size.error(), parsed.error()) << row.at(1);
      continue;
    }
    const std::string_view direct(bytes.data(), *size);
    EXPECT_EQ(direct, encoded(*parsed)) << row.at(1);
    std::array<char, Number::kTextBytesMax> text;
    EXPECT_EQ(std::string_view(text.data(), Number::write_text(direct, text.data())), row.at(2));
  }
}

TEST(Number, adds_exactly_or_refuses_as_python_decimal_does) {
  for (const auto& row : facts("add"))
    EXPECT_EQ(outcome(number(row.at(1)).add(number(row.at(2)))), row.at(3))
        << row.at(1) << " + " << row.at(2);
}

TEST(Number, subtracts_exactly_or_refuses_as_python_decimal_does) {
  for (const auto& row : facts("subtract"))
    EXPECT_EQ(outcome(number(row.at(1)).subtract(number(row.at(2)))), row.at(3))
        << row.at(1) << " - " << row.at(2);
}

int sign(std::strong_ordering order) {
  return std::is_lt(order) ? -1 : std::is_gt(order) ? 1 : 0;
}

TEST(Number, compares_as_python_decimal_does_and_so_do_the_encoded_bytes) {
  for (const auto& row : facts("compare")) {
    const Number left = number(row.at(1));
    const Number right = number(row.at(2));
    const int expected = std::stoi(row.at(3));
    EXPECT_EQ(sign(left <=> right), expected) << row.at(1) << " <=> " << row.at(2);
    EXPECT_EQ(sign(encoded(left) <=> encoded(right)), expected) << row.at(1) << " <=> " << row.at(2);
    EXPECT_EQ(left == right, expected == 0);
  }
}

TEST(Number, a_refused_text_with_a_tab_or_nul_is_no_number) {
  EXPECT_EQ(Number::parse("1\t").error(), NumberError::kNotANumber);
  EXPECT_EQ(Number::parse(std::string_view("1\0", 2)).error(), NumberError::kNotANumber);
  EXPECT_EQ(Number::parse(std::string(1'000'000, '9')).error(), NumberError::kOverflow);
}

TEST(Number, random_numbers_survive_encoding_and_sort_by_value) {
  testing::RandomValues random(1);
  std::vector<Number> numbers(2000);
  for (Number& each : numbers)
    each = random.number();
  std::vector<std::string> bytes;
  for (const Number& each : numbers) {
    bytes.push_back(encoded(each));
    ASSERT_TRUE(Number::encoded_is_valid(bytes.back())) << each.text();
    EXPECT_EQ(Number::decode(bytes.back()), each) << each.text();
    EXPECT_EQ(number(each.text()), each);
  }
  std::sort(numbers.begin(), numbers.end());
  std::sort(bytes.begin(), bytes.end());
  for (std::size_t i = 0; i < numbers.size(); ++i)
    ASSERT_EQ(encoded(numbers[i]), bytes[i]) << i;
  bytes.erase(std::unique(bytes.begin(), bytes.end()), bytes.end());
  for (std::size_t i = 1; i < bytes.size(); ++i)  // sorted, so a prefix would stand right before
    EXPECT_FALSE(bytes[i].starts_with(bytes[i - 1]));
}

std::string text_of_encoded(const Number& number) {
  std::array<char, Number::kTextBytesMax> text;
  return {text.data(), Number::write_text(encoded(number), text.data())};
}

TEST(Number, encoded_numbers_are_written_out_as_the_numbers_are) {
  testing::RandomValues random(2);
  for (int i = 0; i < 5000; ++i) {
    const Number each = random.number();
    ASSERT_EQ(text_of_encoded(each), each.text());
  }
  for (const std::string_view suffix : {"", "E-1", "E-2", "E-3", "E-5", "E2", "E3", "E15", "E16", "E17"})
    for (int digits = 0; digits < 11'000; ++digits)
      for (const std::string_view sign : {"", "-"}) {
        const Number each = number(std::string(sign) + std::to_string(digits) + std::string(suffix));
        ASSERT_EQ(text_of_encoded(each), each.text());
      }
}

TEST(Number, the_longest_forms_have_the_promised_sizes) {
  EXPECT_EQ(encoded(number("-1.2345678901234567890123456789012345678")).size(), Number::kEncodedBytesMax);
  EXPECT_EQ(number("-1.2345678901234567890123456789012345678e-130").text().size(), Number::kTextBytesMax);
}

TEST(Number, encoded_bytes_are_as_the_format_document_says) {
  EXPECT_EQ(encoded(number("0")), std::string_view("\x80\x00", 2));
  EXPECT_EQ(encoded(number("1")), "\xC1\x02");
  EXPECT_EQ(encoded(number("-1")), "\x3E\xFD");
  EXPECT_EQ(encoded(number("12.5")), "\xC1\x19\x64");
  EXPECT_EQ(encoded(number("1E-130")), "\x80\x02");
  EXPECT_EQ(encoded(number("1E125")), "\xFF\x14");
}

TEST(Number, only_canonical_encodings_are_valid) {
  using namespace std::string_view_literals;
  for (const std::string_view bytes :
       {""sv, "\x80"sv, "\x80\x00\x00"sv, "\xC1"sv, "\xC1\x00"sv, "\xC1\x01"sv, "\xC1\x03"sv,
        "\xC1\x03\x00"sv, "\xC1\x01\x02"sv, "\xC1\x02\x02"sv, "\xC1\xC8"sv, "\x7F\xFF"sv, "\x3E\xFE"sv})
    EXPECT_FALSE(Number::encoded_is_valid(bytes)) << bytes.size();
  std::string digits40 = "\xC1";  // 20 pairs of two digits each: two too many
  digits40 += std::string(19, '\x17') + '\x16';
  EXPECT_FALSE(Number::encoded_is_valid(digits40));
}

// Measured at the item size limit: paritysuite/dynamodb-conformance, numberByteSize (2026-08-18).
TEST(Number, weighs_what_dynamodb_charges) {
  const std::vector<std::pair<std::string_view, std::size_t>> sizes = {
      {"0", 1},
      {"-0", 1},
      {"1", 2},
      {"12", 2},
      {"123", 3},
      {"1234", 3},
      {"0042", 2},
      {"100", 2},
      {"1010", 3},
      {"-42", 3},
      {"1E125", 2},
      {"1E-100", 2},
      {"1.5", 3},
      {"15", 2},
      {"1.2", 3},
      {"1.200", 3},
      {"1.234", 4},
      {"3.14159", 5},
      {"123456", 4},
      {"100.5", 4},
      {"0.15", 2},
      {"0.0000001", 2},
      {"12345678901234567890123456789012345678", 20}};
  for (const auto& [text, size] : sizes)
    EXPECT_EQ(Number::size_bytes(encoded(number(text))), size) << text;
}

TEST(Number, integers_convert_both_ways) {
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t integer : {kMin, kMin + 1, std::int64_t{-100}, std::int64_t{-1}, std::int64_t{0},
                                     std::int64_t{1}, std::int64_t{1000}, kMax - 1, kMax}) {
    EXPECT_EQ(Number::from_integer(integer).text(), std::to_string(integer));
    EXPECT_EQ(Number::from_integer(integer).to_integer(), integer);
  }
  for (const std::string_view text : {"0.5", "9223372036854775808", "-9223372036854775809", "1e19", "1e125",
                                      "12345678901234567890123456789012345678"})
    EXPECT_EQ(number(text).to_integer(), std::nullopt) << text;
}

TEST(Number, negation_keeps_zero_without_a_sign) {
  EXPECT_EQ(Number().negated(), Number());
  EXPECT_EQ(number("1.5").negated(), number("-1.5"));
  EXPECT_FALSE(number("-0.0").is_negative());
}

TEST(Number, tells_where_its_encoded_form_ends) {
  testing::RandomValues random(5);
  for (int i = 0; i < 5'000; ++i) {
    std::string bytes;
    random.number().encode(bytes);
    const std::size_t size = bytes.size();
    for (std::size_t shorter = 0; shorter < size; ++shorter)
      ASSERT_EQ(Number::encoded_size_at_front(std::string_view(bytes).substr(0, shorter)), 0U);
    bytes += random.bytes(4);
    ASSERT_EQ(Number::encoded_size_at_front(bytes), size);
  }
}

}  // namespace
}  // namespace ddb::value
