#include "emulator/storage/mapped_file.h"

#include <fstream>

#include "emulator/storage/format.h"
#include "emulator/storage/memory_pages.h"
#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

namespace {

constexpr int kRows = 2'000;

std::string key_of(int number) {
  return std::to_string(1'000'000 + number);
}

/// A file with rows on some hundred pages, none of them in the log any more.
class MappedFileTest : public testing::Test {
 protected:
  MappedFileTest() {
    options_.file = directory_ / "store.db";
    store_ = open_store(options_);
    collection_ = new_collection(*store_);
    put_rows("before");
    store_->checkpoint();
  }

  void put_rows(std::string_view row) {
    WriteTransaction transaction = store_->begin_write();
    for (int number = 0; number < kRows; ++number)
      transaction.put(collection_, key_of(number), std::string(row) + std::string(100, '.'));
    transaction.commit();
  }

  /// What a reader's cache takes once it has read all rows.
  int cache_size_bytes_after_reading(const MappedFile* file) {
    const auto reader = open_reader(options_);
    reader->run(StatementKind::kBeginRead);
    reader->run(StatementKind::kBeginView);
    reader->take_pages_from(file);
    for (int number = 0; number < kRows; ++number)
      EXPECT_TRUE(reader->find(collection_, key_of(number)).has_value());
    int size_bytes = 0;
    int unused = 0;
    sqlite3_db_status(reader->database().handle(), SQLITE_DBSTATUS_CACHE_USED, &size_bytes, &unused, 0);
    return size_bytes;
  }

  void damage_pages() const {
    std::fstream file(*options_.file, std::ios::in | std::ios::out | std::ios::binary);
    for (int page = 10; page < 20; ++page) {
      file.seekp(page * 4096 + 2'000);
      file.put('\x7f').put('\x01');
    }
  }

  /// How many of the rows can't be read as their page is damaged; the others are right.
  template <class Transaction>
  int damaged_rows(const Transaction& transaction) const {
    int damaged = 0;
    for (int number = 0; number < kRows; ++number) {
      try {
        const auto found = transaction.find(collection_, key_of(number));
        EXPECT_TRUE(found && found->row().starts_with("before"));
      } catch (const StorageError& error) {
        EXPECT_EQ(error.failure(), StorageFailure::kDamaged);
        ++damaged;
      }
    }
    return damaged;
  }

  const TemporaryDirectory directory_;
  StoreOptions options_;
  std::unique_ptr<Store> store_;
  CollectionId collection_ = 0;
};

}  // namespace

TEST_F(MappedFileTest, PagesThatAreShownAreNotCopied) {
  const auto file = MappedFile::open(*options_.file);
  EXPECT_LT(cache_size_bytes_after_reading(file.get()), 50'000);
  EXPECT_GT(cache_size_bytes_after_reading(nullptr), 300'000);
}

TEST_F(MappedFileTest, WhatIsWrittenLaterIsSeenInTheLogAndInTheFile) {
  EXPECT_TRUE(row_of(store_->begin_read(), collection_, key_of(1)).starts_with("before"));
  put_rows("in the log");
  EXPECT_TRUE(row_of(store_->begin_read(), collection_, key_of(1)).starts_with("in the log"));
  store_->checkpoint();
  EXPECT_TRUE(row_of(store_->begin_read(), collection_, key_of(1)).starts_with("in the log"));
  EXPECT_TRUE(row_of(store_->begin_read(ReadKind::kScan), collection_, key_of(1)).starts_with("in the log"));
}

TEST_F(MappedFileTest, PagesThatTheFileHasGrownByAreShown) {
  EXPECT_EQ(keys_of(store_->begin_read(), collection_).size(), std::size_t{kRows});
  const CollectionId other = new_collection(*store_);
  for (int number = 0; number < kRows; ++number)
    put_row(*store_, other, key_of(number), std::string(400, 'x'), CommitMode::kGroup);
  store_->checkpoint();
  const ReadTransaction transaction = store_->begin_read();
  for (int number = 0; number < kRows; ++number)
    ASSERT_EQ(row_of(transaction, other, key_of(number)).size(), 400U);
}

TEST_F(MappedFileTest, ADamagedPageIsNotShown) {
  store_.reset();
  damage_pages();
  store_ = open_store(options_);
  const ReadTransaction transaction = store_->begin_read();
  EXPECT_GT(damaged_rows(transaction), 10);
}

TEST_F(MappedFileTest, APageThatAWriterReadsAgainIsCheckedAgain) {
  store_.reset();
  options_.writer_cache_size_bytes = 32 * 1024;
  store_ = open_store(options_);
  EXPECT_EQ(damaged_rows(store_->begin_write()), 0);
  damage_pages();
  EXPECT_GT(damaged_rows(store_->begin_write()), 10);
}

TEST_F(MappedFileTest, NothingBeyondWhatIsMappedIsOffered) {
  const auto file = MappedFile::open(*options_.file);
  EXPECT_NE(file->bytes(0, 4096), nullptr);
  EXPECT_NE(file->bytes(MappedFile::kMappedBytesMax - 4096, 4096), nullptr);
  EXPECT_EQ(file->bytes(MappedFile::kMappedBytesMax - 4095, 4096), nullptr);
}

TEST_F(MappedFileTest, AFileThatIsNotThereIsNotMapped) {
  EXPECT_EQ(MappedFile::open(directory_ / "none.db"), nullptr);
}

}  // namespace ddb::storage
