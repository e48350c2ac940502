#include "emulator/storage/statement_cache.h"

#include <gtest/gtest.h>

#include <latch>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

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

class ThreadStatementsTest : public StatementCacheTest {
 protected:
  ThreadStatements statements_{database_, 4};
  const std::thread::id here_ = std::this_thread::get_id();
  const std::thread::id nowhere_;
};

TEST_F(ThreadStatementsTest, EachThreadHasItsOwn) {
  statements_.use_those_of(here_);
  const CachedQuery mine = statements_.query(StatementKind::kGet, 1);
  EXPECT_EQ(statements_.in_use_count(), 1U);
  statements_.use_those_of(nowhere_);
  EXPECT_EQ(statements_.in_use_count(), 0U);
  statements_.use_those_of(here_);
  EXPECT_EQ(statements_.in_use_count(), 1U);
}

TEST_F(ThreadStatementsTest, ForgetDropsTheStatementsOfAllThreads) {
  for (const std::thread::id thread : {here_, nowhere_}) {
    statements_.use_those_of(thread);
    EXPECT_FALSE(statements_.query(StatementKind::kGet, 1)->bind(1, "a").step());
  }
  statements_.forget(1);
  database_.execute("DROP TABLE c1");
  for (const std::thread::id thread : {here_, nowhere_}) {
    statements_.use_those_of(thread);
    EXPECT_THROW(statements_.query(StatementKind::kGet, 1), StorageError);
  }
}

TEST_F(ThreadStatementsTest, MoreThreadsThanItHasRoomForShare) {
  constexpr std::ptrdiff_t kThreads = ThreadStatements::kThreadsMax + 2;
  std::mutex turn;
  std::latch all_had_their_turn(kThreads);
  std::size_t found_one_in_use = 0;
  std::vector<CachedQuery> held;
  {
    std::vector<std::jthread> threads;
    for (std::ptrdiff_t i = 0; i < kThreads; ++i)
      threads.emplace_back([&] {
        {
          const std::lock_guard lock(turn);
          statements_.use_those_of(std::this_thread::get_id());
          if (statements_.in_use_count() > 0) ++found_one_in_use;
          held.push_back(statements_.query(StatementKind::kGet, 1));
        }
        all_had_their_turn.arrive_and_wait();  // so that no thread gets the id of an earlier one
      });
  }
  EXPECT_EQ(found_one_in_use, 1U);  // the second of the two without statements of their own
}

}  // namespace ddb::storage
