#include "emulator/storage/reader_pool.h"

#include <functional>
#include <thread>

#include "emulator/storage/file_layer.h"
#include "emulator/storage/format.h"
#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

namespace {

class ReaderPoolTest : public testing::Test {
 protected:
  ReaderPoolTest() {
    options_.file = directory_ / "store.db";
    store_ = open_store(options_);
    changed_pages_.add_unknown();  // nobody tells it of changes
  }

  const TemporaryDirectory directory_;
  StoreOptions options_;
  ChangedPages changed_pages_;
  std::unique_ptr<Store> store_;
};

/// In its view.
bool sees_a_collection(const Reader& reader) {
  return reader.connection->counter("next_id") > 0;
}

}  // namespace

TEST_F(ReaderPoolTest, ReaderThatComesBackKeepsItsViewWhileTheGroupIsTheSame) {
  ReaderPool pool(options_, changed_pages_);
  Reader reader = pool.take(7);
  const Connection* connection = reader.connection.get();
  EXPECT_FALSE(sees_a_collection(reader));
  pool.give_back(std::move(reader));
  new_collection(*store_);
  reader = pool.take(7);
  EXPECT_EQ(reader.connection.get(), connection);
  EXPECT_FALSE(sees_a_collection(reader));
  pool.give_back(std::move(reader));
  reader = pool.take(8);
  EXPECT_EQ(reader.connection.get(), connection);
  EXPECT_TRUE(sees_a_collection(reader));
  pool.give_back(std::move(reader));
}

TEST_F(ReaderPoolTest, ThreadGetsTheReaderThatItHadLast) {
  ReaderPool pool(options_, changed_pages_);
  Reader mine = pool.take(1);
  const Connection* connection = mine.connection.get();
  Reader of_another_thread;
  std::thread([&] { of_another_thread = pool.take(1); }).join();
  pool.give_back(std::move(mine));
  pool.give_back(std::move(of_another_thread));
  mine = pool.take(1);
  EXPECT_EQ(mine.connection.get(), connection);
  pool.give_back(std::move(mine));
}

TEST_F(ReaderPoolTest, NoViewIsKeptWhileTheyEnd) {
  ReaderPool pool(options_, changed_pages_);
  Reader idle = pool.take(1);
  Reader out = pool.take(1);
  EXPECT_FALSE(sees_a_collection(idle));
  EXPECT_FALSE(sees_a_collection(out));
  pool.give_back(std::move(idle));
  {
    const ReaderPool::KeptViewsEnd outer(pool);
    const ReaderPool::KeptViewsEnd inner(pool);
    pool.give_back(std::move(out));
  }
  new_collection(*store_);
  // Though the group is the same.
  idle = pool.take(1);
  out = pool.take(1);
  EXPECT_TRUE(sees_a_collection(idle));
  EXPECT_TRUE(sees_a_collection(out));
  pool.give_back(std::move(idle));
  pool.give_back(std::move(out));
}

/// The pool of a file that this test writes, and tells of or not.
class KeptPagesOfAReaderTest : public ReaderPoolTest {
 protected:
  KeptPagesOfAReaderTest() {
    store_.reset();
    options_.file = directory_ / "other.db";
    writer_ = *open_writer(options_);
    write([&] {
      writer_->create_collection(1);
      writer_->create_collection(2);
      writer_->put(1, "key", "before");
    });
    tell_of_all_pages();
    told_.commit();
  }

  void write(const std::function<void()>& change) {
    writer_->run(StatementKind::kBeginWrite);
    change();
    writer_->run(StatementKind::kCommit);
  }
  void tell_of_all_pages() {
    const auto count = writer_->database().read_integer("PRAGMA page_count");
    for (std::int64_t number = 1; number <= count; ++number)
      told_.add(static_cast<ChangedPages::PageNumber>(number));
  }

  /// The row that a view of this group sees.
  std::string read(std::uint64_t group) {
    Reader reader = pool_.take(group);
    std::string row(reader.connection->find(1, "key")->row());
    pool_.give_back(std::move(reader));
    return row;
  }

  ChangedPages told_;
  ReaderPool pool_{options_of_other_file(), told_};
  std::unique_ptr<Connection> writer_;

 private:
  StoreOptions options_of_other_file() const {
    StoreOptions options;
    options.file = directory_ / "other.db";
    return options;
  }
};

// The only way to see that a page was not read anew: it was changed, and nobody was told.
TEST_F(KeptPagesOfAReaderTest, ANewViewKeepsPagesThatAreNotCalledChanged) {
  ChangedPages* const nobody = nullptr;
  const auto put = [&](ChangedPages* told, CollectionId collection, std::string_view row) {
    tell_changed_pages_to(writer_->database().handle(), told);
    write([&] { writer_->put(collection, "key", row); });
    if (told) told->commit();
  };
  EXPECT_EQ(read(1), "before");
  put(&told_, 2, "elsewhere");
  EXPECT_EQ(read(2), "before");
  put(nobody, 1, "unseen");
  put(&told_, 2, "elsewhere again");
  EXPECT_EQ(read(3), "before");
  put(&told_, 1, "after");
  EXPECT_EQ(read(4), "after");
}

TEST_F(KeptPagesOfAReaderTest, WhatIsInTheLogAndNotYetCommittedIsDroppedInEachViewUntilItIs) {
  EXPECT_EQ(read(1), "before");
  write([&] { writer_->put(2, "key", "elsewhere"); });
  tell_of_all_pages();
  told_.commit();
  tell_of_all_pages();  // as if a transaction had spilled them
  EXPECT_EQ(read(2), "before");
  write([&] { writer_->put(1, "key", "after"); });
  told_.commit();
  EXPECT_EQ(read(3), "after");
}

TEST_F(KeptPagesOfAReaderTest, WhatIsCommittedBeforeItIsCalledSoIsSeen) {
  EXPECT_EQ(read(1), "before");
  write([&] { writer_->put(1, "key", "after"); });
  tell_of_all_pages();
  EXPECT_EQ(read(2), "after");
}

TEST_F(KeptPagesOfAReaderTest, AChangeThatIsNotKnownDropsAll) {
  EXPECT_EQ(read(1), "before");
  write([&] { writer_->put(1, "key", "after"); });
  told_.add_unknown();
  EXPECT_EQ(read(2), "after");
}

}  // namespace ddb::storage
