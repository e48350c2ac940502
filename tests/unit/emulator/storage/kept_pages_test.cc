// Readers keep cached pages over commits. Whatever is written, undone, lost and moved into the file
// meanwhile, and whichever views stay open: each sees what a plain map saw when it began.
#include <iterator>
#include <list>
#include <map>
#include <random>

#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

namespace {

using Rows = std::map<std::string, std::string>;

class KeptPagesTest : public testing::TestWithParam<unsigned> {
 protected:
  static constexpr std::size_t kViewsMax = 3;

  struct View {
    ReadTransaction transaction;
    CollectionId collection;
    Rows rows;
  };

  KeptPagesTest() : random_(GetParam()) {
    StoreOptions options;
    options.file = directory_ / "store.db";
    // Small, so that trees are deep, transactions spill into the log, and the log is moved all the time.
    options.page_size_bytes = 512;
    options.writer_cache_size_bytes = 32 * 1024;
    options.reader_cache_size_bytes = GetParam() % 2 == 0 ? 16 * 1024 : 4 * 1024 * 1024;
    options.wal_size_bytes_checkpoint = 16 * 1024 * 1024;
    options.readers_max = kViewsMax;
    store_ = open_store(options);
    collection_ = new_collection(*store_);
  }

  unsigned below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }
  std::string random_key() { return "key " + std::to_string(below(400)); }
  /// Some are large rows, with pages of their own.
  std::string random_row() {
    return std::string(below(10) == 0 ? below(2'000) : below(60), static_cast<char>('a' + below(26)));
  }

  /// What one transaction makes of `rows`.
  void change(WriteTransaction& transaction, Rows& rows) {
    const unsigned count = below(200) == 0 ? 3'000 : 1 + below(30);
    for (unsigned i = 0; i < count; ++i) {
      const std::string key = random_key();
      if (below(3) == 0) {
        EXPECT_EQ(transaction.erase(collection_, key), rows.erase(key) == 1);
      } else {
        rows[key] = random_row();
        transaction.put(collection_, key, rows[key]);
      }
    }
  }

  void write() {
    const CommitMode mode = below(3) == 0 ? CommitMode::kGroup : CommitMode::kEach;
    WriteTransaction transaction = store_->begin_write(Rollback::kPossible, mode);
    Rows rows = written_;
    change(transaction, rows);
    if (below(5) == 0) return;  // undone
    transaction.commit();
    written_ = std::move(rows);
    if (mode == CommitMode::kEach) committed_ = written_;
  }

  void replace_collection() {
    WriteTransaction transaction = store_->begin_write();
    transaction.drop_collection(collection_);
    collection_ = transaction.next_collection_id();
    transaction.create_collection(collection_);
    written_.clear();
    change(transaction, written_);
    transaction.commit();
    committed_ = written_;
  }

  void check(const View& view) {
    for (int i = 0; i < 5; ++i) {
      const std::string key = random_key();
      const auto found = view.rows.find(key);
      ASSERT_EQ(row_of(view.transaction, view.collection, key),
                found == view.rows.end() ? "(none)" : found->second);
    }
    const std::string from = random_key();
    auto expected = view.rows.lower_bound(from);
    Cursor cursor = view.transaction.scan(view.collection, {KeyBound::inclusive(from), KeyBound::open()});
    for (unsigned left = below(100); left != 0 && expected != view.rows.end(); --left, ++expected) {
      ASSERT_TRUE(cursor.next());
      ASSERT_EQ(cursor.key(), expected->first);
      ASSERT_EQ(cursor.row(), expected->second);
    }
  }

  void begin_view() {
    if (views_.size() == kViewsMax) views_.erase(std::next(views_.begin(), below(kViewsMax)));
    views_.push_back({.transaction = store_->begin_read(), .collection = collection_, .rows = committed_});
  }

  TemporaryDirectory directory_;
  std::mt19937 random_;
  std::unique_ptr<Store> store_;
  CollectionId collection_ = 0;
  Rows written_;
  Rows committed_;
  std::list<View> views_;
};

INSTANTIATE_TEST_SUITE_P(Seeds, KeptPagesTest, testing::Range(1U, 13U));

}  // namespace

TEST_P(KeptPagesTest, EveryViewSeesWhatWasCommittedWhenItBegan) {
  for (int step = 0; step < 3'000 && !HasFatalFailure(); ++step) {
    switch (below(10)) {
      case 0:
      case 1:
      case 2:
        write();
        break;
      case 3:
        store_->commit_group();
        committed_ = written_;
        break;
      case 4:
        if (below(20) == 0) replace_collection();
        break;
      case 5:
        if (below(10) != 0) break;
        store_->checkpoint();  // which commits the group first
        committed_ = written_;
        break;
      case 6:
        if (!views_.empty()) views_.pop_back();
        break;
      default:
        begin_view();
        check(views_.back());
        check(*std::next(views_.begin(), below(static_cast<unsigned>(views_.size()))));
    }
  }
}

}  // namespace ddb::storage
