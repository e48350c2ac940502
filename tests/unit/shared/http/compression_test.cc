#include "shared/http/compression.h"

#include <gtest/gtest.h>

#include <string>

namespace ddb::http {
namespace {

using std::string_literals::operator""s;

constexpr std::size_t kAmple = 64 << 20;

TEST(Compression, GivesBackWhatWentIn) {
  std::string varied;
  for (unsigned i = 0; i < 200'000; ++i)
    varied += static_cast<char>((i * i) % 251);
  for (const ContentCoding coding : {ContentCoding::kGzip, ContentCoding::kDeflate})
    for (const std::string& plain : {""s, "a"s, std::string(10'000'000, 'a'), varied}) {
      const std::string compressed = compress(plain, coding);
      const auto back = decompress(compressed, coding, kAmple);
      ASSERT_TRUE(back) << back.error().message;
      EXPECT_TRUE(*back == plain) << plain.size();
    }
}

TEST(Compression, ReadsWhatGzipWrote) {
  // printf hello | gzip -n
  const std::string gzip =
      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xcb\x48\xcd\xc9\xc9\x07\x00\x86\xa6\x10\x36\x05\x00\x00\x00"s;
  EXPECT_EQ(*decompress(gzip, ContentCoding::kGzip, 5), "hello");
}

TEST(Compression, StopsABombAtTheLimit) {
  for (const ContentCoding coding : {ContentCoding::kGzip, ContentCoding::kDeflate}) {
    const std::string bomb = compress(std::string(50'000'000, '\0'), coding);
    ASSERT_LT(bomb.size(), 500'000U);
    for (const std::size_t limit :
         {std::size_t{0}, std::size_t{1}, std::size_t{4096}, std::size_t{49'999'999}}) {
      const auto result = decompress(bomb, coding, limit);
      ASSERT_FALSE(result);
      EXPECT_EQ(result.error().failure, DecompressFailure::kTooLarge);
    }
    EXPECT_EQ(decompress(bomb, coding, 50'000'000)->size(), 50'000'000U);
  }
}

TEST(Compression, RefusesWhatIsCutShortChangedOrFollowedByMore) {
  for (const ContentCoding coding : {ContentCoding::kGzip, ContentCoding::kDeflate}) {
    const std::string whole = compress("some text, some text, some more text", coding);
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const auto result = decompress(whole.substr(0, size), coding, kAmple);
      ASSERT_FALSE(result) << size;
      EXPECT_EQ(result.error().failure, DecompressFailure::kCorrupt);
    }
    std::string changed = whole;
    changed[whole.size() - 9] ^= 1;
    EXPECT_FALSE(decompress(changed, coding, kAmple));
    EXPECT_FALSE(decompress(whole + "x", coding, kAmple));
    EXPECT_FALSE(decompress(whole + whole, coding, kAmple));
    EXPECT_FALSE(decompress("plain text", coding, kAmple));
  }
  EXPECT_FALSE(decompress(compress("a", ContentCoding::kGzip), ContentCoding::kDeflate, kAmple));
}

TEST(Compression, KnowsTheCodingsByName) {
  EXPECT_EQ(content_coding("gzip"), ContentCoding::kGzip);
  EXPECT_EQ(content_coding("X-GZIP"), ContentCoding::kGzip);
  EXPECT_EQ(content_coding("Deflate"), ContentCoding::kDeflate);
  EXPECT_EQ(content_coding("br"), std::nullopt);
  EXPECT_EQ(content_coding("gzip, gzip"), std::nullopt);
  EXPECT_EQ(content_coding(""), std::nullopt);
}

TEST(Compression, ChoosesACodingThatTheClientTakes) {
  const std::pair<const char*, std::optional<ContentCoding>> rows[] = {
      {"", std::nullopt},
      {"identity", std::nullopt},
      {"br, zstd", std::nullopt},
      {"gzip", ContentCoding::kGzip},
      {"gzip, deflate, br", ContentCoding::kGzip},
      {"deflate, GZIP", ContentCoding::kGzip},
      {"deflate", ContentCoding::kDeflate},
      {"gzip;q=0, deflate", ContentCoding::kDeflate},
      {"gzip; q=0.000", std::nullopt},
      {"gzip;q=0.5", ContentCoding::kGzip},
      {"*", ContentCoding::kGzip},
      {"*;q=0", std::nullopt},
      {"gzip;q=0, *", ContentCoding::kDeflate},
      {"xgzip", std::nullopt},
      {",, ,gzip,,", ContentCoding::kGzip},
  };
  for (const auto& [accept_encoding, coding] : rows)
    EXPECT_EQ(accepted_coding(accept_encoding), coding) << accept_encoding;
}

}  // namespace
}  // namespace ddb::http
