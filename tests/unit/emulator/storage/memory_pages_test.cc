#include "emulator/storage/memory_pages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <random>

namespace ddb::storage {
namespace {

constexpr std::size_t kPageSizeBytes = 512;
constexpr std::size_t kExtraSizeBytes = 80;
/// What SQLite gives a page for a moment, as it splits one.
constexpr MemoryPages::PageNumber kFarNumber = 0x4000'0000 / kPageSizeBytes + 1;

class MemoryPagesTest : public testing::Test {
 protected:
  /// A page that remembers in its content which one it is.
  sqlite3_pcache_page* make(MemoryPages::PageNumber number) {
    sqlite3_pcache_page* page = pages_.find_or_make(number);
    std::memcpy(page->pBuf, &number, sizeof number);
    return page;
  }
  static MemoryPages::PageNumber made_as(const sqlite3_pcache_page* page) {
    MemoryPages::PageNumber number = 0;
    std::memcpy(&number, page->pBuf, sizeof number);
    return number;
  }

  MemoryPages pages_{kPageSizeBytes, kExtraSizeBytes};
};

TEST_F(MemoryPagesTest, APageIsFoundWhereItWasMade) {
  EXPECT_EQ(pages_.find(1), nullptr);
  sqlite3_pcache_page* const page = make(1);
  EXPECT_EQ(pages_.find(1), page);
  EXPECT_EQ(pages_.find_or_make(1), page);
  EXPECT_EQ(pages_.find(2), nullptr);
  EXPECT_EQ(pages_.count(), 1U);
}

TEST_F(MemoryPagesTest, ContentAndExtraAreWhollyTheCallers) {
  sqlite3_pcache_page* const page = make(1);
  const auto* extra = static_cast<const char*>(page->pExtra);
  EXPECT_TRUE(std::all_of(extra, extra + kExtraSizeBytes, [](char byte) { return byte == 0; }));
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(page->pBuf) % 8, 0U);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(page->pExtra) % 8, 0U);
  std::memset(page->pBuf, 0xFF, kPageSizeBytes);
  std::memset(page->pExtra, 0xFF, kExtraSizeBytes);
  EXPECT_EQ(pages_.find(1), page);
  pages_.drop(page);
  EXPECT_EQ(pages_.count(), 0U);
}

TEST_F(MemoryPagesTest, APageGoesFarAwayAndComesBack) {
  for (MemoryPages::PageNumber number = 1; number <= 100; ++number)
    make(number);
  sqlite3_pcache_page* const page = pages_.find(50);
  pages_.rename(page, kFarNumber);
  EXPECT_EQ(pages_.find(50), nullptr);
  EXPECT_EQ(pages_.find(kFarNumber), page);
  pages_.rename(pages_.find(70), 50);
  pages_.rename(page, 70);
  EXPECT_EQ(made_as(pages_.find(50)), 70U);
  EXPECT_EQ(made_as(pages_.find(70)), 50U);
  EXPECT_EQ(pages_.find(kFarNumber), nullptr);
  EXPECT_EQ(pages_.count(), 100U);
}

TEST_F(MemoryPagesTest, ARenamedPageTakesThePlaceOfTheOneThere) {
  make(1);
  make(2);
  pages_.rename(pages_.find(1), 2);
  EXPECT_EQ(made_as(pages_.find(2)), 1U);
  EXPECT_EQ(pages_.count(), 1U);
  pages_.rename(pages_.find(2), 2);
  EXPECT_EQ(pages_.count(), 1U);
}

TEST_F(MemoryPagesTest, ACutDropsWhatLiesBeyond) {
  for (MemoryPages::PageNumber number = 1; number <= 100; ++number)
    make(number);
  make(kFarNumber);
  pages_.cut(101);
  EXPECT_EQ(pages_.find(kFarNumber), nullptr);
  EXPECT_EQ(pages_.count(), 100U);
  pages_.cut(41);
  EXPECT_EQ(pages_.count(), 40U);
  EXPECT_NE(pages_.find(40), nullptr);
  EXPECT_EQ(pages_.find(41), nullptr);
  make(41);
  EXPECT_EQ(pages_.count(), 41U);
  pages_.cut(0);
  EXPECT_EQ(pages_.count(), 0U);
}

TEST_F(MemoryPagesTest, BehavesAsAMapWhateverIsDone) {
  std::map<MemoryPages::PageNumber, MemoryPages::PageNumber>
      expected;  // number -> the number it was made with
  std::mt19937 random(5);
  for (unsigned step = 0; step < 50'000; ++step) {
    const auto any_number = [&] {
      return random() % 50 == 0 ? static_cast<MemoryPages::PageNumber>(kFarNumber + random() % 3)
                                : static_cast<MemoryPages::PageNumber>(1 + random() % (1 + step / 50));
    };
    const MemoryPages::PageNumber number = any_number();
    sqlite3_pcache_page* const found = pages_.find(number);
    ASSERT_EQ(found != nullptr, expected.contains(number)) << step;
    if (found) {
      ASSERT_EQ(made_as(found), expected[number]) << step;
    }
    const auto choice = random() % 100;
    if (choice < 60 && !found) {
      make(number);
      expected[number] = number;
    } else if (choice < 80 && found) {
      const MemoryPages::PageNumber to = any_number();
      pages_.rename(found, to);
      const MemoryPages::PageNumber origin = expected[number];
      expected.erase(number);
      expected[to] = origin;
    } else if (choice < 98 && found) {
      pages_.drop(found);
      expected.erase(number);
    } else if (choice == 99) {
      const MemoryPages::PageNumber from = number + 20;
      pages_.cut(from);
      expected.erase(expected.lower_bound(from), expected.end());
    }
    ASSERT_EQ(pages_.count(), expected.size()) << step;
  }
}

}  // namespace
}  // namespace ddb::storage
