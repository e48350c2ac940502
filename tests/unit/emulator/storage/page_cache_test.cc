#include <random>

#include "emulator/storage/connection.h"
#include "emulator/storage/format.h"
#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

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
