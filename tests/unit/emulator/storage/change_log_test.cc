#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

using testing::ElementsAre;
using testing::IsEmpty;

class ChangeLogTest : public StoreTest {
 protected:
  std::uint64_t append(StreamId stream, std::int64_t created_us, std::string_view record) {
    WriteTransaction transaction = store_->begin_write();
    const std::uint64_t sequence = transaction.append_change(stream, created_us, record);
    transaction.commit();
    return sequence;
  }
  std::size_t trim(StreamId stream, std::int64_t created_before_us, std::size_t limit) {
    WriteTransaction transaction = store_->begin_write();
    const std::size_t count = transaction.trim_changes(stream, created_before_us, limit);
    transaction.commit();
    return count;
  }
  std::vector<std::string> records(StreamId stream, std::uint64_t from) {
    const ReadTransaction transaction = store_->begin_read();
    ChangeCursor cursor = transaction.changes(stream, from);
    std::vector<std::string> all;
    while (cursor.next())
      all.push_back(std::to_string(cursor.sequence()) + "@" + std::to_string(cursor.created_us()) + " " +
                    std::string(cursor.record()));
    return all;
  }
  void reopen_if_file() {
    if (GetParam() == Medium::kMemory) return;
    store_.reset();
    store_ = open_store(options());
  }
};
INSTANTIATE_TEST_SUITE_P(Store, ChangeLogTest, testing::Values(Medium::kMemory, Medium::kFile), medium_name);

TEST_P(ChangeLogTest, RecordsComeBackInOrderFromAnyNumber) {
  const StreamId stream = new_stream(*store_);
  EXPECT_EQ(append(stream, 100, "one"), 1U);
  EXPECT_EQ(append(stream, 90, "two"), 2U);
  EXPECT_EQ(append(stream, 110, std::string(50'000, 'x')), 3U);
  EXPECT_THAT(records(stream, 0), ElementsAre("1@100 one", "2@90 two", "3@110 " + std::string(50'000, 'x')));
  EXPECT_THAT(records(stream, 2), testing::SizeIs(2));
  EXPECT_THAT(records(stream, 4), IsEmpty());
  EXPECT_THAT(records(stream, ~std::uint64_t{0}), IsEmpty());
}

TEST_P(ChangeLogTest, NumbersAscendInTheWholeStore) {
  const StreamId first = new_stream(*store_);
  const StreamId second = new_stream(*store_);
  EXPECT_EQ(append(first, 1, "a"), 1U);
  EXPECT_EQ(append(second, 1, "b"), 2U);
  EXPECT_EQ(append(first, 1, "c"), 3U);
  EXPECT_EQ(store_->begin_read().next_sequence(), 4U);
  EXPECT_THAT(records(first, 0), ElementsAre("1@1 a", "3@1 c"));
  EXPECT_THAT(store_->begin_read().streams(), ElementsAre(first, second));
}

TEST_P(ChangeLogTest, SpanTellsTheFirstAndTheLastRecord) {
  const StreamId stream = new_stream(*store_);
  EXPECT_EQ(store_->begin_read().change_span(stream), std::nullopt);
  append(stream, 100, "one");
  append(stream, 200, "two");
  append(stream, 300, "three");
  EXPECT_EQ(store_->begin_read().change_span(stream), (ChangeSpan{1, 100, 3, 300}));
}

TEST_P(ChangeLogTest, TrimmingDeletesTheOldestUpToTheFirstYoungOne) {
  const StreamId stream = new_stream(*store_);
  append(stream, 100, "one");
  append(stream, 200, "two");
  append(stream, 50, "late, after a younger one");
  append(stream, 300, "four");
  EXPECT_EQ(trim(stream, 100, 10), 0U);
  EXPECT_EQ(trim(stream, 150, 10), 1U);
  EXPECT_THAT(records(stream, 0), testing::SizeIs(3));
  EXPECT_EQ(trim(stream, 1'000, 2), 2U);
  EXPECT_THAT(records(stream, 0), ElementsAre("4@300 four"));
}

TEST_P(ChangeLogTest, NumbersAreNotGivenAgainAfterTrimmingDroppingAndReopening) {
  const StreamId stream = new_stream(*store_);
  append(stream, 100, "one");
  const std::uint64_t last = append(stream, 100, "two");
  EXPECT_EQ(trim(stream, 1'000, 10), 2U);
  reopen_if_file();
  EXPECT_GT(store_->begin_read().next_sequence(), last);
  const std::uint64_t after_trim = append(stream, 100, "three");
  EXPECT_GT(after_trim, last);
  {
    WriteTransaction transaction = store_->begin_write();
    transaction.drop_stream(stream);
    transaction.commit();
  }
  reopen_if_file();
  EXPECT_THAT(store_->begin_read().streams(), IsEmpty());
  EXPECT_GT(append(new_stream(*store_), 100, "four"), after_trim);
}

TEST_P(ChangeLogTest, NumbersStayUniqueOverManyReservedBlocksAndUndoneWrites) {
  const StreamId stream = new_stream(*store_);
  std::uint64_t last = 0;
  for (int round = 0; round < 5; ++round) {
    {
      WriteTransaction undone = store_->begin_write();
      for (int number = 0; number < 1'500; ++number)
        undone.append_change(stream, 1, "undone");
    }
    {
      WriteTransaction transaction = store_->begin_write();
      for (int number = 0; number < 700; ++number) {
        const std::uint64_t sequence = transaction.append_change(stream, 1, "record");
        EXPECT_GT(sequence, last);
        EXPECT_EQ(transaction.next_sequence(), sequence + 1);
        last = sequence;
      }
      transaction.commit();
    }
    reopen_if_file();
  }
  EXPECT_EQ(store_->begin_read().change_span(stream)->last_sequence, last);
  EXPECT_THAT(records(stream, 0), testing::SizeIs(3'500));
}

TEST_P(ChangeLogTest, RecordAndRowAreWrittenTogetherOrNotAtAll) {
  const StreamId stream = new_stream(*store_);
  const CollectionId collection = new_collection(*store_);
  {
    WriteTransaction transaction = store_->begin_write();
    transaction.put(collection, "a", "one");
    transaction.append_change(stream, 1, "a is one");
  }
  EXPECT_THAT(records(stream, 0), IsEmpty());
  EXPECT_THAT(keys_of(store_->begin_read(), collection), IsEmpty());
}

}  // namespace ddb::storage
