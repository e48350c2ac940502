#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdint>

#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

namespace {

/// Writes rows and their change records for ever, and tells the number of each one that was committed.
[[noreturn]] void write_for_ever(const StoreOptions& options, CollectionId collection, StreamId stream,
                                 std::uint64_t first, int pipe_end) {
  const auto store = open_store(options);
  for (std::uint64_t number = first;; ++number) {
    WriteTransaction transaction = store->begin_write();
    const std::string row(static_cast<std::size_t>(number * 37 % 3'000),
                          static_cast<char>('a' + number % 26));
    transaction.put(collection, std::to_string(number), row);
    transaction.append_change(stream, 1, std::to_string(number));
    transaction.commit();
    if (::write(pipe_end, &number, sizeof number) != sizeof number) ::_exit(1);
  }
}

/// Starts the writer, kills it once it has acknowledged `count` rows, and gives the last one acknowledged.
std::uint64_t last_acknowledged_before_kill(const StoreOptions& options, CollectionId collection,
                                            StreamId stream, std::uint64_t first, std::uint64_t count) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const pid_t child = ::fork();
  if (child == 0) write_for_ever(options, collection, stream, first, ends[1]);
  ::close(ends[1]);
  std::uint64_t last = first - 1;
  std::uint64_t number = 0;
  while (::read(ends[0], &number, sizeof number) == sizeof number) {
    last = number;
    if (last == first + count) ::kill(child, SIGKILL);
  }
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return last;
}

}  // namespace

TEST(CrashTest, EveryAcknowledgedRowSurvivesKill) {
  const TemporaryDirectory directory;
  StoreOptions options;
  options.file = directory / "store.db";
  options.wal_size_bytes_checkpoint = 256 * 1024;
  CollectionId collection = 0;
  StreamId stream = 0;
  {
    const auto store = open_store(options);
    collection = new_collection(*store);
    stream = new_stream(*store);
  }
  std::uint64_t first = 1;
  for (std::uint64_t round = 0; round < 5; ++round) {
    const std::uint64_t acknowledged =
        last_acknowledged_before_kill(options, collection, stream, first, 20 + round * 97);
    ASSERT_GE(acknowledged, first);
    const auto store = open_store(options);
    const ReadTransaction transaction = store->begin_read();
    for (std::uint64_t number = 1; number <= acknowledged; ++number)
      ASSERT_NE(row_of(transaction, collection, std::to_string(number)), "(none)") << number;
    // The change log holds exactly the rows there are: no transaction was torn.
    std::uint64_t records = 0;
    std::uint64_t last_sequence = 0;
    ChangeCursor changes = transaction.changes(stream, 0);
    while (changes.next()) {
      EXPECT_GT(changes.sequence(), last_sequence);
      last_sequence = changes.sequence();
      EXPECT_EQ(changes.record(), std::to_string(++records));
    }
    EXPECT_EQ(keys_of(transaction, collection).size(), records);
    EXPECT_GE(records, acknowledged);
    EXPECT_GT(transaction.next_sequence(), last_sequence);
    first = records + 1;
  }
}

}  // namespace ddb::storage
