#include "shared/db/free_blocks.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace ddb::db {
namespace {

/// Memory for blocks, which ends with the test.
class FreeBlocksTest : public testing::Test {
 protected:
  void* block() {
    memory_.emplace_back(FreeBlocks::kBlockBytes / sizeof(void*) + 1);
    return memory_.back().data();
  }

  FreeBlocks blocks_;

 private:
  std::vector<std::vector<void*>> memory_;
};

TEST_F(FreeBlocksTest, GivesABlockForItsOwnSizeAlone) {
  void* kept = block();
  ASSERT_TRUE(blocks_.keep(kept, FreeBlocks::kBlockBytes));
  EXPECT_EQ(blocks_.take(512), nullptr);
  EXPECT_EQ(blocks_.take(FreeBlocks::kBlockBytes + 1), nullptr);
  EXPECT_EQ(blocks_.take(FreeBlocks::kBlockBytes), kept);
  EXPECT_EQ(blocks_.take(FreeBlocks::kBlockBytes), nullptr);
}

TEST_F(FreeBlocksTest, GivesABlockForAFewBytesLess) {
  void* kept = block();
  ASSERT_TRUE(blocks_.keep(kept, FreeBlocks::kBlockBytes));
  EXPECT_EQ(blocks_.take(1024), kept);
}

TEST_F(FreeBlocksTest, KeepsNoOtherSize) {
  EXPECT_FALSE(blocks_.keep(block(), FreeBlocks::kBlockBytes - 8));
  EXPECT_FALSE(blocks_.keep(block(), FreeBlocks::kBlockBytes + 8));
  EXPECT_EQ(blocks_.count(), 0U);
}

TEST_F(FreeBlocksTest, KeepsNoMoreThanItsLimit) {
  for (std::size_t i = 0; i < FreeBlocks::kBlocksMax; ++i)
    ASSERT_TRUE(blocks_.keep(block(), FreeBlocks::kBlockBytes));
  EXPECT_FALSE(blocks_.keep(block(), FreeBlocks::kBlockBytes));
  ASSERT_NE(blocks_.take(FreeBlocks::kBlockBytes), nullptr);
  EXPECT_TRUE(blocks_.keep(block(), FreeBlocks::kBlockBytes));
}

TEST_F(FreeBlocksTest, GivesAllBack) {
  const std::set<void*> kept = {block(), block(), block()};
  for (void* one : kept)
    ASSERT_TRUE(blocks_.keep(one, FreeBlocks::kBlockBytes));
  std::set<void*> given_back;
  blocks_.give_back_all([&](void* one) { given_back.insert(one); });
  EXPECT_EQ(given_back, kept);
  EXPECT_EQ(blocks_.count(), 0U);
  EXPECT_EQ(blocks_.take(FreeBlocks::kBlockBytes), nullptr);
}

}  // namespace
}  // namespace ddb::db
