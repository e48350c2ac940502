#include "emulator/storage/memory_file.h"

#include <thread>

#include "emulator/storage/format.h"
#include "emulator/storage/memory_pages.h"
#include "emulator/storage/page_cache.h"
#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

namespace {

/// A writer in memory, and a reader of its pages.
class MemoryFileTest : public testing::Test {
 protected:
  MemoryFileTest() {
    const NotedMemoryPages noted;
    writer_ = *open_writer(options_);
    file_ = std::make_unique<MemoryFile>(*noted.pages());
    reader_ = open_reader(*file_, options_);
    writer_->create_collection(1);
  }

  std::string read(CollectionId collection, std::string_view key) {
    const auto found = reader_->find(collection, key);
    return found ? std::string(found->row()) : "(none)";
  }

  const StoreOptions options_;
  std::unique_ptr<Connection> writer_;
  std::unique_ptr<MemoryFile> file_;
  std::unique_ptr<Connection> reader_;
};

TEST_F(MemoryFileTest, AReaderSeesWhatIsWrittenBetweenItsTransactions) {
  EXPECT_EQ(read(1, "a"), "(none)");
  writer_->put(1, "a", "one");
  EXPECT_EQ(read(1, "a"), "one");
  writer_->put(1, "a", "two");
  EXPECT_EQ(read(1, "a"), "two");
  writer_->erase(1, "a");
  EXPECT_EQ(read(1, "a"), "(none)");
}

// What nobody may do shows it: in the middle of a reader's transaction, the page is another one.
TEST_F(MemoryFileTest, PagesAreReadWhereTheyLie) {
  for (int number = 0; number < 1'000; ++number)
    writer_->put(1, std::to_string(number), std::string(100, 'b'));
  reader_->run(StatementKind::kBeginRead);
  EXPECT_EQ(read(1, "500"), std::string(100, 'b'));
  writer_->overwrite(1, "500", std::string(100, 'c'));
  EXPECT_EQ(read(1, "500"), std::string(100, 'c'));
}

TEST_F(MemoryFileTest, LargeRowsAndManyPagesAreRead) {
  for (int number = 0; number < 500; ++number)
    writer_->put(1, std::to_string(number), std::string(static_cast<std::size_t>(number) * 100, 'x'));
  for (int number = 0; number < 500; ++number)
    EXPECT_EQ(read(1, std::to_string(number)).size(), static_cast<std::size_t>(number) * 100);
}

// Neither the size of the database nor its count of free pages tells the two states apart.
TEST_F(MemoryFileTest, ATableInThePlaceOfAnotherIsSeen) {
  writer_->put(1, "a", "one");
  EXPECT_EQ(read(1, "a"), "one");
  writer_->drop_collection(1);
  writer_->create_collection(2);
  writer_->put(2, "a", "two");
  EXPECT_EQ(read(2, "a"), "two");
  EXPECT_EQ(failure_of([&] { read(1, "a"); }), StorageFailure::kMissing);
}

TEST_F(MemoryFileTest, WhatWasRolledBackIsNotSeen) {
  writer_->put(1, "a", "one");
  writer_->run(StatementKind::kBeginWrite);
  for (int number = 0; number < 1'000; ++number)
    writer_->put(1, std::to_string(number), std::string(400, 'x'));
  writer_->roll_back();
  EXPECT_EQ(read(1, "a"), "one");
  EXPECT_EQ(read(1, "5"), "(none)");
  EXPECT_EQ(reader_->database().read_text("PRAGMA integrity_check"), "ok");
}

TEST_F(MemoryFileTest, NothingCanBeWrittenThroughIt) {
  EXPECT_THROW(reader_->put(1, "a", "one"), StorageError);
  EXPECT_THROW(reader_->create_collection(2), StorageError);
}

TEST_F(MemoryFileTest, ItsNameGoesWithIt) {
  const std::string name = file_->vfs_name();
  EXPECT_NE(sqlite3_vfs_find(name.c_str()), nullptr);
  reader_.reset();
  file_.reset();
  EXPECT_EQ(sqlite3_vfs_find(name.c_str()), nullptr);
}

TEST(ReadersInMemoryTest, RunSideBySide) {
  const auto store = open_store({});
  const CollectionId collection = new_collection(*store);
  put_row(*store, collection, "a", "one");
  const ReadTransaction mine = store->begin_read();
  Cursor cursor = mine.scan(collection, {});
  ASSERT_TRUE(cursor.next());
  std::thread([&] { EXPECT_EQ(row_of(store->begin_read(), collection, "a"), "one"); }).join();
  EXPECT_EQ(cursor.row(), "one");
}

TEST(ReadersInMemoryTest, ThreadThatReadsIsToldThatItWouldWaitForItself) {
  const auto store = open_store({});
  {
    const ReadTransaction reader = store->begin_read();
    EXPECT_THROW(store->begin_write(), std::logic_error);
  }
  EXPECT_NO_THROW(store->begin_write());
}

TEST(ReadersInMemoryTest, AnOpenGroupIsCommittedForThem) {
  const auto store = open_store({});
  const CollectionId collection = new_collection(*store);
  const std::uint64_t group = store->group();
  put_row(*store, collection, "a", "one", CommitMode::kGroup);
  EXPECT_EQ(row_of(store->begin_read(), collection, "a"), "one");
  EXPECT_GT(store->group(), group);
}

/// Where another part of the program used SQLite first, its page cache can't be set up. In a process of its
/// own, as CTest runs each test; among others it reads as they do.
TEST(ReadersInMemoryTest, TakeTurnsWhereSqliteWasInUseBefore) {
  sqlite3_initialize();
  const auto store = open_store({});
  const CollectionId collection = new_collection(*store);
  put_row(*store, collection, "a", "one", CommitMode::kGroup);
  EXPECT_EQ(row_of(store->begin_read(), collection, "a"), "one");
  const WriteTransaction transaction = store->begin_write();
  EXPECT_THROW(store->begin_read(), std::logic_error);
}

}  // namespace

}  // namespace ddb::storage
