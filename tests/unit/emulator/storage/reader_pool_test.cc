#include "emulator/storage/reader_pool.h"

#include <thread>

#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

namespace {

class ReaderPoolTest : public testing::Test {
 protected:
  ReaderPoolTest() {
    options_.file = directory_ / "store.db";
    store_ = open_store(options_);
  }

  const TemporaryDirectory directory_;
  StoreOptions options_;
  std::unique_ptr<Store> store_;
};

/// In its view, which begins with this if it has not yet.
bool sees_a_collection(const Reader& reader) {
  return reader.connection->counter("next_id") > 0;
}

}  // namespace

TEST_F(ReaderPoolTest, ReaderThatComesBackKeepsItsViewWhileTheGroupIsTheSame) {
  ReaderPool pool(options_);
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
  ReaderPool pool(options_);
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
  ReaderPool pool(options_);
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

}  // namespace ddb::storage
