#include "emulator/storage/statement_cache.h"

#include <gtest/gtest.h>

#include <optional>

#include "emulator/storage/replaced_row.h"

namespace ddb::storage {

class StatementCacheTest : public testing::Test {
 protected:
  StatementCacheTest() {
    replaced_row_.install(database_);
    for (int id = 1; id <= 10; ++id)
      database_.execute("CREATE TABLE c" + std::to_string(id) +
                        "(key BLOB PRIMARY KEY,row BLOB) WITHOUT ROWID");
  }
  ReplacedRow replaced_row_;  // kPut needs its function
  Database database_{DatabaseOptions{}};
  StatementCache cache_{database_, 4};
};

TEST_F(StatementCacheTest, KeepsNoMoreThanItsLimit) {
  for (int round = 0; round < 3; ++round) {
    for (int id = 1; id <= 10; ++id)
      EXPECT_FALSE(cache_.query(StatementKind::kGet, id)->bind(1, "a").step());
  }
  EXPECT_EQ(cache_.size(), 4U);
  EXPECT_EQ(cache_.in_use_count(), 0U);
}

TEST_F(StatementCacheTest, StatementInUseIsNeitherGivenAgainNorDropped) {
  cache_.query(StatementKind::kPut, 1)->bind(1, "a").bind(2, "one").run();
  CachedQuery held = cache_.query(StatementKind::kGet, 1);
  held->bind(1, "a");
  ASSERT_TRUE(held->step());
  {
    CachedQuery second = cache_.query(StatementKind::kGet, 1);
    second->bind(1, "b");
    EXPECT_FALSE(second->step());
    EXPECT_EQ(cache_.in_use_count(), 2U);
  }
  for (int id = 2; id <= 10; ++id)
    EXPECT_FALSE(cache_.query(StatementKind::kGet, id)->bind(1, "a").step());
  EXPECT_EQ(held->blob(0), "one");
  EXPECT_EQ(cache_.in_use_count(), 1U);
}

TEST_F(StatementCacheTest, ForgetDropsTheStatementsOfOneId) {
  cache_.query(StatementKind::kGet, 1)->bind(1, "a").run();
  cache_.query(StatementKind::kErase, 1)->bind(1, "a").run();
  cache_.query(StatementKind::kGet, 2)->bind(1, "a").run();
  cache_.forget(1);
  EXPECT_EQ(cache_.size(), 1U);
}

TEST_F(StatementCacheTest, FailedPreparationLeavesTheCacheAsItWas) {
  try {
    cache_.query(StatementKind::kGet, 4711);
    ADD_FAILURE() << "nothing was thrown";
  } catch (const StorageError& error) {
    EXPECT_EQ(error.failure(), StorageFailure::kMissing);
  }
  EXPECT_EQ(cache_.size(), 0U);
  EXPECT_EQ(cache_.in_use_count(), 0U);
}

}  // namespace ddb::storage
