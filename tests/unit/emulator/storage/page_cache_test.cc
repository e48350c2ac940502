#include "emulator/storage/page_cache.h"

#include <sqlite3.h>

#include <random>

#include "emulator/storage/connection.h"
#include "emulator/storage/format.h"
#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

/// A cache as SQLite drives it, with pages 1 to 100.
class PageCacheLayerTest : public testing::Test {
 protected:
  static constexpr unsigned kFar = 131'073;

  PageCacheLayerTest() {
    open_store({});  // SQLite is set up with its first use.
    cache_ = methods_->xCreate(1024, 64, 0);
    for (unsigned number = 1; number <= 100; ++number)
      pages_.push_back(methods_->xFetch(cache_, number, 2));
  }
  ~PageCacheLayerTest() override { methods_->xDestroy(cache_); }

  void rename(unsigned page, unsigned from, unsigned to) {
    methods_->xRekey(cache_, pages_[page - 1], from, to);
  }
  int count_after_cut(unsigned number_from) {
    methods_->xTruncate(cache_, number_from);
    return methods_->xPagecount(cache_);
  }

  const sqlite3_pcache_methods2* methods_ = &page_cache_methods();
  sqlite3_pcache* cache_ = nullptr;
  std::vector<sqlite3_pcache_page*> pages_;
};

TEST_F(PageCacheLayerTest, CutsExactlyWhatLiesBeyond) {
  EXPECT_EQ(count_after_cut(101), 100);
  EXPECT_EQ(count_after_cut(100), 99);
  EXPECT_EQ(count_after_cut(61), 60);
  EXPECT_NE(methods_->xFetch(cache_, 60, 0), nullptr);
  EXPECT_EQ(methods_->xFetch(cache_, 61, 0), nullptr);
  EXPECT_NE(methods_->xFetch(cache_, 75, 2), nullptr);
  EXPECT_EQ(count_after_cut(70), 60);
  EXPECT_EQ(count_after_cut(1), 0);
}

TEST_F(PageCacheLayerTest, PageThatWasFarAwayForAMomentIsKept) {
  rename(50, 50, kFar);
  rename(51, 51, 50);
  rename(50, kFar, 51);
  EXPECT_EQ(count_after_cut(101), 100);
  EXPECT_EQ(methods_->xFetch(cache_, 50, 0), pages_[50]);
  EXPECT_EQ(methods_->xFetch(cache_, 51, 0), pages_[49]);
  EXPECT_EQ(count_after_cut(51), 50);
}

TEST_F(PageCacheLayerTest, PagesThatStayedFarAwayAreCut) {
  rename(10, 10, kFar);
  EXPECT_EQ(count_after_cut(101), 99);
  rename(20, 20, kFar + 5);
  rename(30, 30, kFar + 9);
  EXPECT_EQ(count_after_cut(kFar + 6), 98);
  EXPECT_EQ(count_after_cut(kFar), 97);
  EXPECT_EQ(count_after_cut(101), 97);
}

/// Grows and shrinks the database, committed and undone, with pages so small and a cache so short that
/// splits, evictions and cuts happen all the time: a page that the cache kept beyond its time would show as
/// damage.
class PageCacheTest : public StoreTest {
 protected:
  std::unique_ptr<Connection> open() const {
    StoreOptions small = options();
    if (small.file) small.file = directory_ / "small.db";
    small.page_size_bytes = 512;
    small.writer_cache_size_bytes = 64 * 1024;
    auto connection = open_writer(small);
    if (!connection) throw std::runtime_error(connection.error().message);
    return std::move(*connection);
  }
};
INSTANTIATE_TEST_SUITE_P(Store, PageCacheTest, testing::Values(Medium::kMemory, Medium::kFile), medium_name);

TEST_P(PageCacheTest, DatabaseStaysSoundThroughGrowthUndoAndShrinking) {
  const std::unique_ptr<Connection> connection = open();
  std::mt19937 random(3);
  const auto fill = [&](CollectionId collection, int count) {
    for (int number = 0; number < count; ++number)
      connection->put(collection, std::to_string(random()), std::string(random() % 120, 'x'));
  };
  for (CollectionId collection = 1; collection <= 6; ++collection) {
    connection->run(StatementKind::kBeginWrite);
    connection->create_collection(collection);
    fill(collection, 800);
    connection->run(StatementKind::kCommit);

    connection->run(StatementKind::kBeginWrite);
    fill(collection, 3'000);
    connection->roll_back();

    connection->run(StatementKind::kBeginWrite);
    fill(collection, 500);
    connection->run(StatementKind::kSavepoint);
    fill(collection, 1'000);
    connection->roll_back_to_savepoint();
    if (collection % 2 == 0) connection->drop_collection(collection - 1);
    connection->run(StatementKind::kCommit);
    ASSERT_EQ(connection->database().read_text("PRAGMA integrity_check"), "ok");
  }
  int count = 0;
  Cursor cursor = connection->scan(6, {}, Direction::kForward);
  while (cursor.next())
    ++count;
  EXPECT_EQ(count, 1'300);
}

}  // namespace ddb::storage
