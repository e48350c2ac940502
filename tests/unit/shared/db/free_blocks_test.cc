#include "shared/db/free_blocks.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace ddb::db {
namespace {

/// Memory for blocks, which ends with the test.
class FreeBlocksTest : public testing::Test {
 protected:
  void* block(std::size_t size_bytes) {
    memory_.emplace_back(size_bytes / sizeof(void*) + 1);
    return memory_.back().data();
  }

  FreeBlocks blocks_;

 private:
  std::vector<std::vector<void*>> memory_;
};

TEST_F(FreeBlocksTest, GivesABlockForItsOwnSizeAlone) {
  void* kept = block(64);
  ASSERT_TRUE(blocks_.keep(kept, 64));
  EXPECT_EQ(blocks_.take(56), nullptr);
  EXPECT_EQ(blocks_.take(65), nullptr);
  EXPECT_EQ(blocks_.take(64), kept);
  EXPECT_EQ(blocks_.take(64), nullptr);
}

TEST_F(FreeBlocksTest, GivesABlockForSizesThatRoundUpToIt) {
  void* kept = block(64);
  ASSERT_TRUE(blocks_.keep(kept, 64));
  EXPECT_EQ(blocks_.take(57), kept);
}

TEST_F(FreeBlocksTest, KeepsNoSizeBetweenGranulesAndNoneThatIsTooLarge) {
  EXPECT_FALSE(blocks_.keep(block(60), 60));
  EXPECT_FALSE(blocks_.keep(block(1040), FreeBlocks::kBlockBytesMax + FreeBlocks::kGranuleBytes));
  EXPECT_EQ(blocks_.take(60), nullptr);
  EXPECT_EQ(blocks_.take(FreeBlocks::kBlockBytesMax + 1), nullptr);
  EXPECT_EQ(blocks_.kept_bytes(), 0U);
}

TEST_F(FreeBlocksTest, KeepsNoMoreThanItsLimit) {
  std::size_t count = 0;
  while (blocks_.keep(block(FreeBlocks::kBlockBytesMax), FreeBlocks::kBlockBytesMax))
    ++count;
  EXPECT_EQ(count, FreeBlocks::kKeptBytesMax / FreeBlocks::kBlockBytesMax);
  EXPECT_LE(blocks_.kept_bytes(), FreeBlocks::kKeptBytesMax);
  ASSERT_NE(blocks_.take(FreeBlocks::kBlockBytesMax), nullptr);
  EXPECT_TRUE(blocks_.keep(block(FreeBlocks::kBlockBytesMax), FreeBlocks::kBlockBytesMax));
}

TEST_F(FreeBlocksTest, GivesAllBack) {
  const std::set<void*> kept = {block(8), block(8), block(512)};
  for (void* one : kept)
    ASSERT_TRUE(blocks_.keep(one, 8));
  std::set<void*> given_back;
  blocks_.give_back_all([&](void* one) { given_back.insert(one); });
  EXPECT_EQ(given_back, kept);
  EXPECT_EQ(blocks_.kept_bytes(), 0U);
  EXPECT_EQ(blocks_.take(8), nullptr);
}

}  // namespace
}  // namespace ddb::db
