#include "shared/base/base64.h"

#include <gtest/gtest.h>

#include "shared/base/random.h"

namespace ddb {
namespace {

// RFC 4648 section 10, and one value with both '+' and '/'.
const std::pair<std::string, std::string> kExamples[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
    {"\xfb\xff\xfe", "+//+"},
};

std::optional<Base64Error> error_of(std::string_view text) {
  std::string output(base64_decoded_size_max(text.size()) + 1, '\0');
  return base64_decode(text, output.data()).error;
}

TEST(Base64, EncodesTheExamplesOfTheStandard) {
  for (const auto& [bytes, text] : kExamples)
    EXPECT_EQ(base64_encode(bytes), text);
}

TEST(Base64, DecodesTheExamplesOfTheStandard) {
  for (const auto& [bytes, text] : kExamples)
    EXPECT_EQ(base64_decode(text), bytes) << text;
}

TEST(Base64, AppendsToWhatIsThere) {
  std::string text = "\"";
  base64_append(text, "foo");
  EXPECT_EQ(text, "\"Zm9v");
}

TEST(Base64, RefusesALengthThatIsNoMultipleOfFour) {
  for (const auto* text : {"Z", "Zg", "Zg=", "Zm9vY", "Zm9vYg="})
    EXPECT_EQ(error_of(text), Base64Error::kLength) << text;
}

TEST(Base64, RefusesEveryByteOutsideTheAlphabetAtEveryPlace) {
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int c = 0; c < 256; ++c) {
    const char character = static_cast<char>(c);
    for (std::size_t place = 0; place < 8; ++place) {
      std::string text = "Zm9vYmFy";
      text[place] = character;
      const bool is_allowed = allowed.find(character) != std::string_view::npos;
      if (is_allowed || (character == '=' && place == 7)) continue;
      EXPECT_EQ(error_of(text), Base64Error::kCharacter) << c << " at " << place;
    }
  }
}

TEST(Base64, RefusesPaddingAnywhereButAtTheEnd) {
  for (const auto* text : {"====", "Z===", "=g==", "Zg==Zg==", "Zg=g", "Zm8=Zm9v", "Z=9v"}) {
    EXPECT_EQ(error_of(text), Base64Error::kCharacter) << text;
  }
}

TEST(Base64, RefusesBitsThatNoByteHolds) {
  for (const auto* text : {"Zh==", "Zv==", "Zm9=", "Zm+="})
    EXPECT_EQ(error_of(text), Base64Error::kTrailingBits) << text;
}

TEST(Base64, ReadsBackWhateverItWrote) {
  SeededRandom random(7);
  for (std::size_t size = 0; size < 300; ++size) {
    std::string bytes(size, '\0');
    for (char& c : bytes)
      c = static_cast<char>(random.next());
    const std::string text = base64_encode(bytes);
    ASSERT_EQ(text.size(), base64_encoded_size(size));
    ASSERT_EQ(base64_decode(text), bytes);
  }
}

// RFC 4648 section 10, without padding; and the two characters that differ.
TEST(Base64Url, WritesAndReadsThePublishedExamples) {
  for (const auto& [bytes, text] :
       std::vector<std::pair<std::string, std::string>>{{"", ""},
                                                        {"f", "Zg"},
                                                        {"fo", "Zm8"},
                                                        {"foo", "Zm9v"},
                                                        {"foob", "Zm9vYg"},
                                                        {"\xFB\xEF\xFF", "--__"}}) {
    EXPECT_EQ(base64url_encode(bytes), text);
    EXPECT_EQ(base64url_decode(text), bytes);
  }
}

TEST(Base64Url, RefusesWhatIsNotStrict) {
  for (const auto* text :
       {"Zg==", "Zm8=", "Z", "Zm9vY", "Zh", "Zm9", "Zm+v", "Zm/v", "Zm 9", "Zm9v\n", "Zm9\xC3", "="})
    EXPECT_FALSE(base64url_decode(text).has_value()) << text;
  EXPECT_FALSE(base64url_decode(std::string_view("Zm\0v", 4)).has_value());
}

TEST(Base64Url, ReadsBackWhateverItWrote) {
  SeededRandom random(8);
  for (std::size_t size = 0; size < 100; ++size) {
    std::string bytes(size, '\0');
    for (char& c : bytes)
      c = static_cast<char>(random.next());
    ASSERT_EQ(base64url_decode(base64url_encode(bytes)), bytes);
  }
}

}  // namespace
}  // namespace ddb
