#include "emulator/storage/reader_pool.h"

#include <atomic>
#include <functional>
#include <stdexcept>
#include <thread>
#include <vector>

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

  ReaderPool::Options pool_options() const {
    return {.open = [options = options_] { return open_reader(options); },
            .readers_max = options_.readers_max,
            .changed_pages = &changed_pages_};
  }

  const TemporaryDirectory directory_;
  StoreOptions options_;
  ChangedPages changed_pages_;
  std::unique_ptr<Store> store_;
};

bool sees_a_collection(ReaderPool::Reader& reader, std::uint64_t group) {
  return reader.view(group).counter("next_id") > 0;
}

}  // namespace

TEST_F(ReaderPoolTest, ReaderThatComesBackKeepsItsViewWhileTheGroupIsTheSame) {
  ReaderPool pool(pool_options());
  ReaderPool::Reader reader = pool.take();
  const Connection* connection = &reader.view(7);
  EXPECT_FALSE(sees_a_collection(reader, 7));
  reader = {};
  new_collection(*store_);
  reader = pool.take();
  EXPECT_EQ(&reader.view(7), connection);
  EXPECT_FALSE(sees_a_collection(reader, 7));
  reader = {};
  reader = pool.take();
  EXPECT_EQ(&reader.view(8), connection);
  EXPECT_TRUE(sees_a_collection(reader, 8));
}

TEST_F(ReaderPoolTest, ThreadGetsTheReaderThatItHadLast) {
  ReaderPool pool(pool_options());
  ReaderPool::Reader mine = pool.take();
  const Connection* connection = &mine.view(1);
  std::thread([&] { EXPECT_NE(&pool.take().view(1), connection); }).join();
  mine = {};
  mine = pool.take();
  EXPECT_EQ(&mine.view(1), connection);
}

TEST_F(ReaderPoolTest, ThereAreNoMoreReadersThanWereOutAtOneTime) {
  ReaderPool pool(pool_options());
  const Connection* connection = &pool.take().view(1);
  for (int i = 0; i < 3; ++i)
    std::thread([&] { EXPECT_EQ(&pool.take().view(1), connection); }).join();
}

TEST_F(ReaderPoolTest, ThreadThatHasThemAllIsToldSoWhenItAsksForOneMore) {
  options_.readers_max = 2;
  ReaderPool pool(pool_options());
  const ReaderPool::Reader first = pool.take();
  const ReaderPool::Reader second = pool.take();
  EXPECT_THROW(pool.take(), std::logic_error);
}

TEST_F(ReaderPoolTest, NoViewIsKeptWhileTheyEnd) {
  ReaderPool pool(pool_options());
  ReaderPool::Reader idle = pool.take();
  ReaderPool::Reader out = pool.take();
  EXPECT_FALSE(sees_a_collection(idle, 1));
  EXPECT_FALSE(sees_a_collection(out, 1));
  idle = {};
  {
    const ReaderPool::KeptViewsEnd outer(pool);
    const ReaderPool::KeptViewsEnd inner(pool);
    out = {};
  }
  new_collection(*store_);
  // Though the group is the same.
  idle = pool.take();
  out = pool.take();
  EXPECT_TRUE(sees_a_collection(idle, 1));
  EXPECT_TRUE(sees_a_collection(out, 1));
}

TEST_F(ReaderPoolTest, NoReaderIsOutWhileTheyAreKeptOut) {
  ReaderPool pool(pool_options());
  std::atomic<int> out = 0;
  std::atomic<bool> ended = false;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] {
      while (!ended) {
        const ReaderPool::Reader reader = pool.take();
        ++out;
        --out;
      }
    });
  for (int i = 0; i < 2'000; ++i) {
    pool.keep_out();
    EXPECT_EQ(out, 0);
    pool.let_in();
  }
  ended = true;
}

TEST_F(ReaderPoolTest, WhoHasAReaderCanNotKeepThemOut) {
  ReaderPool pool(pool_options());
  ReaderPool::Reader reader = pool.take();
  EXPECT_THROW(pool.keep_out(), std::logic_error);
  // And nothing is left of the attempt.
  std::thread([&] { EXPECT_TRUE(pool.take()); }).join();
  reader = {};
  pool.keep_out();
  pool.let_in();
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
    ReaderPool::Reader reader = pool_.take();
    return std::string(reader.view(group).find(1, "key")->row());
  }

  ChangedPages told_;
  ReaderPool pool_{{.open = [this] { return open_reader(options_); }, .changed_pages = &told_}};
  std::unique_ptr<Connection> writer_;
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
