#include <atomic>
#include <optional>
#include <thread>

#include "emulator/storage/sqlite.h"
#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

namespace {

constexpr std::size_t kCheckpointSizeBytes = 256 * 1024;

class CheckpointTest : public testing::Test {
 protected:
  CheckpointTest() {
    options_.file = directory_ / "store.db";
    options_.wal_size_bytes_checkpoint = kCheckpointSizeBytes;
    store_ = open_store(options_);
    collection_ = new_collection(*store_);
  }

  /// As much log as makes a checkpoint due, and a quarter more.
  void write_what_makes_it_due() {
    for (int number = 0; log_size_bytes() < kCheckpointSizeBytes * 5 / 4; ++number)
      put_row(*store_, collection_, "row", std::to_string(number));
  }

  void write_round(int round) {
    for (int number = 0; number < 20; ++number)
      put_row(*store_, collection_, std::to_string(number),
              std::string(7'000, static_cast<char>('a' + round % 26)));
  }

  std::uintmax_t log_size_bytes() const { return std::filesystem::file_size(directory_ / "store.db-wal"); }
  std::uintmax_t file_size_bytes() const { return std::filesystem::file_size(*options_.file); }

  const TemporaryDirectory directory_;
  StoreOptions options_;
  std::unique_ptr<Store> store_;
  CollectionId collection_ = 0;
};

}  // namespace

TEST_F(CheckpointTest, IsLeftToWhoeverAskedForIt) {
  int due = 0;
  store_->leave_checkpoints_to([&due] { ++due; });
  const std::uintmax_t before = file_size_bytes();
  write_what_makes_it_due();
  EXPECT_EQ(due, 1);
  EXPECT_EQ(file_size_bytes(), before);
  store_->checkpoint();
  EXPECT_GT(file_size_bytes(), before);
  EXPECT_NE(row_of(store_->begin_read(), collection_, "row"), "0");
}

TEST_F(CheckpointTest, LogBeginsAnewAfterIt) {
  store_->leave_checkpoints_to([] {});
  for (int round = 0; round < 20; ++round) {
    write_round(round);
    store_->checkpoint();
  }
  EXPECT_LT(log_size_bytes(), 3 * kCheckpointSizeBytes);
}

TEST_F(CheckpointTest, LogBeginsAnewThoughReadersKeepTheirViews) {
  store_->leave_checkpoints_to([] {});
  for (int round = 0; round < 20; ++round) {
    write_round(round);
    // Two views, of two moments, that nobody reads from any more when the checkpoint begins.
    std::optional<ReadTransaction> first = store_->begin_read();
    EXPECT_NE(row_of(*first, collection_, "0"), "(none)");
    put_row(*store_, collection_, "between", std::to_string(round));
    EXPECT_EQ(row_of(store_->begin_read(), collection_, "between"), std::to_string(round));
    first.reset();
    store_->checkpoint();
  }
  EXPECT_LT(log_size_bytes(), 3 * kCheckpointSizeBytes);
}

TEST_F(CheckpointTest, CommitsThatDoItEndTheViewsThatReadersKeep) {
  for (int round = 0; round < 60; ++round) {
    write_round(round);
    EXPECT_EQ(row_of(store_->begin_read(), collection_, "0"),
              std::string(7'000, static_cast<char>('a' + round % 26)));
  }
  EXPECT_LT(log_size_bytes(), 3 * kCheckpointSizeBytes);
}

TEST_F(CheckpointTest, TakesTheOpenGroupWithIt) {
  store_->leave_checkpoints_to([] {});
  const std::uint64_t group = store_->group();
  {
    WriteTransaction transaction = store_->begin_write(Rollback::kPossible, CommitMode::kGroup);
    transaction.put(collection_, "a", "one");
    transaction.commit();
  }
  EXPECT_EQ(store_->group(), group);
  store_->checkpoint();
  EXPECT_EQ(store_->group(), group + 1);
  EXPECT_EQ(row_of(store_->begin_read(), collection_, "a"), "one");
}

TEST_F(CheckpointTest, CommitsDoItWhereNobodyElseDoes) {
  store_->leave_checkpoints_to([] {});
  for (int round = 0; round < 60; ++round)
    write_round(round);
  EXPECT_LT(log_size_bytes(), 6 * kCheckpointSizeBytes);
  store_->leave_checkpoints_to(nullptr);
  for (int round = 0; round < 60; ++round)
    write_round(round);
  EXPECT_LT(log_size_bytes(), 6 * kCheckpointSizeBytes);
}

TEST_F(CheckpointTest, GoesOnBesideWritersAndReaders) {
  std::atomic<bool> due = false;
  std::atomic<bool> writing = true;
  store_->leave_checkpoints_to([&due] { due = true; });
  std::thread checkpoints([&] {
    while (writing)
      if (due.exchange(false)) store_->checkpoint();
  });
  std::thread reader([&] {
    while (writing) {
      const ReadTransaction transaction = store_->begin_read();
      keys_of(transaction, collection_);
    }
  });
  for (int round = 0; round < 60; ++round)
    write_round(round);
  writing = false;
  checkpoints.join();
  reader.join();
  for (int number = 0; number < 20; ++number)
    EXPECT_EQ(row_of(store_->begin_read(), collection_, std::to_string(number)),
              std::string(7'000, static_cast<char>('a' + 59 % 26)));
  EXPECT_LT(log_size_bytes(), 8 * kCheckpointSizeBytes);
  store_.reset();
  Database database({.path = options_.file->string()});
  EXPECT_EQ(database.read_text("PRAGMA integrity_check"), "ok");
}

TEST_F(CheckpointTest, InMemoryThereIsNothingToDo) {
  const auto store = open_store({});
  store->leave_checkpoints_to([] {});
  store->checkpoint();
}

}  // namespace ddb::storage
