#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

using testing::ElementsAre;

std::unique_ptr<Store> store_on_file(const TemporaryDirectory& directory, std::size_t readers_max = 8) {
  StoreOptions options;
  options.file = directory / "store.db";
  options.readers_max = readers_max;
  options.wal_size_bytes_checkpoint = 256 * 1024;
  return open_store(options);
}

TEST(ReadersOfAFileTest, ViewStaysAsItWasWhileOthersCommit) {
  const TemporaryDirectory directory;
  const auto store = store_on_file(directory);
  const CollectionId collection = new_collection(*store);
  put_row(*store, collection, "a", "one");
  const ReadTransaction before = store->begin_read();
  EXPECT_EQ(row_of(before, collection, "a"), "one");
  put_row(*store, collection, "a", "two");
  put_row(*store, collection, "b", "two");
  EXPECT_EQ(row_of(before, collection, "a"), "one");
  EXPECT_THAT(keys_of(before, collection), ElementsAre("a"));
  EXPECT_EQ(row_of(store->begin_read(), collection, "a"), "two");
}

TEST(ReadersOfAFileTest, CursorGoesOnInACollectionThatIsDropped) {
  const TemporaryDirectory directory;
  const auto store = store_on_file(directory);
  const CollectionId collection = new_collection(*store);
  put_row(*store, collection, "a", "one");
  put_row(*store, collection, "b", std::string(10'000, 'x'));
  const ReadTransaction reader = store->begin_read();
  Cursor cursor = reader.scan(collection, {});
  ASSERT_TRUE(cursor.next());
  {
    WriteTransaction transaction = store->begin_write();
    transaction.drop_collection(collection);
    transaction.commit();
  }
  ASSERT_TRUE(cursor.next());
  EXPECT_EQ(cursor.row(), std::string(10'000, 'x'));
}

TEST(ReadersOfAFileTest, UncommittedWritesAreNotSeen) {
  const TemporaryDirectory directory;
  const auto store = store_on_file(directory);
  const CollectionId collection = new_collection(*store);
  WriteTransaction writer = store->begin_write();
  writer.put(collection, "a", "one");
  EXPECT_EQ(row_of(store->begin_read(), collection, "a"), "(none)");
  writer.commit();
  EXPECT_EQ(row_of(store->begin_read(), collection, "a"), "one");
}

/// Two threads read in turn, each until the other one has begun: there is a reader at every moment, so the
/// log can begin anew only because the writer waits for those who read from it.
TEST(ReadersOfAFileTest, LogStaysBoundedUnderReadersThatAlwaysOverlap) {
  const TemporaryDirectory directory;
  const auto store = store_on_file(directory);
  const CollectionId collection = new_collection(*store);
  std::atomic<bool> writing = true;
  std::array<std::atomic<int>, 2> begun = {0, 0};
  std::vector<std::thread> readers;
  for (std::size_t self = 0; self < 2; ++self) {
    readers.emplace_back([&, self] {
      while (writing) {
        const ReadTransaction transaction = store->begin_read();
        keys_of(transaction, collection);
        const int others = begun[1 - self];
        begun[self]++;
        begun[self].notify_all();
        if (writing) begun[1 - self].wait(others);
      }
      begun[self]++;
      begun[self].notify_all();
    });
  }
  std::uintmax_t largest = 0;
  for (int round = 0; round < 60; ++round) {
    for (int number = 0; number < 20; ++number)
      put_row(*store, collection, std::to_string(number),
              std::string(7'000, static_cast<char>('a' + round % 26)));
    largest = std::max(largest, std::filesystem::file_size(directory / "store.db-wal"));
  }
  writing = false;
  for (std::atomic<int>& count : begun) {
    count++;
    count.notify_all();
  }
  for (std::thread& reader : readers)
    reader.join();
  // 1,200 rows of 7,000 bytes were written; the log is waited for at twice its usual 256 KiB.
  EXPECT_LT(largest, 2U * 1024 * 1024);
}

class CountersTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Store, CountersTest, testing::Values(Medium::kMemory, Medium::kFile), medium_name);

/// Two rows, on pages of their own, always hold the same number; every writer adds one to both, every reader
/// must find them equal, and never less than before.
TEST_P(CountersTest, WritersLoseNothingAndReadersSeeWholeTransactions) {
  constexpr int kWriters = 3;
  constexpr int kReaders = 3;
  constexpr int kAdditions = 300;
  const CollectionId collection = new_collection(*store_);
  const StreamId stream = new_stream(*store_);
  put_row(*store_, collection, "left", "0");
  put_row(*store_, collection, "right", "0");

  std::atomic<int> writing = kWriters;
  std::atomic<int> unequal = 0;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&] {
      for (int addition = 0; addition < kAdditions; ++addition) {
        WriteTransaction transaction = store_->begin_write();
        const std::string next = std::to_string(std::stoi(row_of(transaction, collection, "left")) + 1);
        transaction.put(collection, "left", next);
        transaction.put(collection, "right", next + std::string(600, ' '));
        transaction.append_change(stream, 1, next);
        transaction.commit();
      }
      --writing;
    });
  }
  for (int reader = 0; reader < kReaders; ++reader) {
    threads.emplace_back([&] {
      int last_number = 0;
      while (writing > 0) {
        const ReadTransaction transaction = store_->begin_read();
        const int number = std::stoi(row_of(transaction, collection, "left"));
        if (number != std::stoi(row_of(transaction, collection, "right")) || number < last_number) ++unequal;
        last_number = number;
        ChangeCursor changes = transaction.changes(stream, 0);
        std::uint64_t last_sequence = 0;
        while (changes.next())
          last_sequence = changes.sequence();
        // Every record of a number before `next_sequence` is there; in memory there is no later one either.
        if (last_sequence + 1 < transaction.next_sequence()) ++unequal;
        if (last_sequence >= transaction.next_sequence() && GetParam() == Medium::kMemory) ++unequal;
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  EXPECT_EQ(unequal, 0);
  EXPECT_EQ(row_of(store_->begin_read(), collection, "left"), std::to_string(kWriters * kAdditions));
  EXPECT_EQ(store_->begin_read().change_span(stream)->last_sequence, std::uint64_t{kWriters} * kAdditions);
}

TEST(ReadersOfAFileTest, ReadersBeyondTheLimitWaitForOneToEnd) {
  const TemporaryDirectory directory;
  const auto store = store_on_file(directory, 2);
  const CollectionId collection = new_collection(*store);
  put_row(*store, collection, "a", "one");
  std::atomic<int> now = 0;
  std::atomic<int> most = 0;
  std::vector<std::thread> threads;
  for (int reader = 0; reader < 6; ++reader) {
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        const ReadTransaction transaction = store->begin_read();
        const int count = ++now;
        int seen = most;
        while (count > seen && !most.compare_exchange_weak(seen, count)) {
        }
        EXPECT_EQ(row_of(transaction, collection, "a"), "one");
        --now;
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  EXPECT_LE(most, 2);
}

}  // namespace ddb::storage
