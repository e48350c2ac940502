#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <random>
#include <stdexcept>

#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

using testing::ElementsAre;
using testing::IsEmpty;

class RowsTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Store, RowsTest, testing::Values(Medium::kMemory, Medium::kFile), medium_name);

std::string filled(std::size_t size_bytes, char with) {
  return std::string(size_bytes, with);
}

TEST_P(RowsTest, GetFindsWhatWasPutAndNothingElse) {
  const CollectionId collection = new_collection(*store_);
  put_row(*store_, collection, "a", "one");
  const ReadTransaction transaction = store_->begin_read();
  EXPECT_EQ(row_of(transaction, collection, "a"), "one");
  EXPECT_EQ(row_of(transaction, collection, "b"), "(none)");
  EXPECT_EQ(row_of(transaction, collection, ""), "(none)");
}

TEST_P(RowsTest, PutReplacesTheRowOfItsKey) {
  const CollectionId collection = new_collection(*store_);
  put_row(*store_, collection, "a", "one");
  put_row(*store_, collection, "a", "two, longer");
  const ReadTransaction transaction = store_->begin_read();
  EXPECT_EQ(row_of(transaction, collection, "a"), "two, longer");
  EXPECT_THAT(keys_of(transaction, collection), ElementsAre("a"));
}

TEST_P(RowsTest, ReplaceGivesTheRowThatWasThere) {
  const CollectionId collection = new_collection(*store_);
  WriteTransaction transaction = store_->begin_write();
  EXPECT_EQ(transaction.replace(collection, "a", "one"), std::nullopt);
  EXPECT_EQ(transaction.replace(collection, "a", ""), "one");
  EXPECT_EQ(transaction.replace(collection, "a", "three"), "");
  EXPECT_EQ(transaction.replace(collection, "b", "four"), std::nullopt);
  EXPECT_EQ(row_of(transaction, collection, "a"), "three");
}

TEST_P(RowsTest, OverwriteReplacesTheRowThatIsThere) {
  const CollectionId collection = new_collection(*store_);
  WriteTransaction transaction = store_->begin_write();
  for (const char* key : {"a", "b", "c"})
    transaction.put(collection, key, "one");
  for (const std::string& row : {std::string("two, longer"), std::string(), filled(400, 'x')}) {
    transaction.overwrite(collection, "b", row);
    EXPECT_EQ(row_of(transaction, collection, "b"), row);
  }
  EXPECT_EQ(row_of(transaction, collection, "a"), "one");
  EXPECT_EQ(row_of(transaction, collection, "c"), "one");
  EXPECT_THROW(transaction.overwrite(collection, "bb", "none"), std::logic_error);
}

TEST_P(RowsTest, EraseTellsWhetherThereWasARow) {
  const CollectionId collection = new_collection(*store_);
  put_row(*store_, collection, "a", "one");
  WriteTransaction transaction = store_->begin_write();
  EXPECT_TRUE(transaction.erase(collection, "a"));
  EXPECT_FALSE(transaction.erase(collection, "a"));
  EXPECT_EQ(row_of(transaction, collection, "a"), "(none)");
}

TEST_P(RowsTest, KeysAndRowsMayBeEmptyAndHoldAnyByte) {
  const CollectionId collection = new_collection(*store_);
  const std::string every_byte = [] {
    std::string all;
    for (int byte = 0; byte < 256; ++byte)
      all.push_back(static_cast<char>(byte));
    return all;
  }();
  put_row(*store_, collection, "", every_byte);
  put_row(*store_, collection, every_byte, "");
  put_row(*store_, collection, std::string_view(), std::string_view(every_byte));
  const ReadTransaction transaction = store_->begin_read();
  EXPECT_EQ(row_of(transaction, collection, ""), every_byte);
  EXPECT_EQ(row_of(transaction, collection, every_byte), "");
  EXPECT_THAT(keys_of(transaction, collection), ElementsAre("", every_byte));
}

TEST_P(RowsTest, CollectionsAreApart) {
  const CollectionId first = new_collection(*store_);
  const CollectionId second = new_collection(*store_);
  EXPECT_NE(first, second);
  put_row(*store_, first, "a", "one");
  const ReadTransaction transaction = store_->begin_read();
  EXPECT_THAT(keys_of(transaction, second), IsEmpty());
}

TEST_P(RowsTest, KeysAreOrderedByUnsignedBytes) {
  const CollectionId collection = new_collection(*store_);
  const std::vector<std::string> ordered = {"",
                                            std::string("\0", 1),
                                            std::string("\0\0", 2),
                                            "\x01",
                                            "a",
                                            std::string("a\0", 2),
                                            "aa",
                                            "b",
                                            "\x7F",
                                            "\x80",
                                            "\xFF",
                                            "\xFF\xFF"};
  std::vector<std::string> shuffled = ordered;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(7));
  for (const std::string& key : shuffled)
    put_row(*store_, collection, key, "row of " + key);
  const ReadTransaction transaction = store_->begin_read();
  EXPECT_EQ(keys_of(transaction, collection), ordered);
  const std::vector<std::string> reversed(ordered.rbegin(), ordered.rend());
  EXPECT_EQ(keys_of(transaction, collection, {}, Direction::kBackward), reversed);
}

TEST_P(RowsTest, EveryKindOfRangeAgreesWithASortedMap) {
  const CollectionId collection = new_collection(*store_);
  const std::vector<std::string> all = {"",    std::string("\0", 1), "a", std::string("a\0", 2), "ab", "b",
                                        "\xFF"};
  for (const std::string& key : all)
    put_row(*store_, collection, key, "row");
  const ReadTransaction transaction = store_->begin_read();

  std::vector<KeyBound> bounds = {KeyBound::open()};
  const std::vector<std::string> ends = {
      "", std::string("\0", 1), "a", std::string("a\0", 2), "aa", "b", "c", "\xFF"};
  for (const std::string& end : ends) {
    bounds.push_back(KeyBound::inclusive(end));
    bounds.push_back(KeyBound::exclusive(end));
  }
  using Kind = KeyBound::Kind;
  for (const KeyBound& lower : bounds) {
    for (const KeyBound& upper : bounds) {
      std::vector<std::string> expected;
      for (const std::string& key : all) {
        const bool above = lower.kind == Kind::kOpen || key > lower.key ||
                           (lower.kind == Kind::kInclusive && key == lower.key);
        const bool below = upper.kind == Kind::kOpen || key < upper.key ||
                           (upper.kind == Kind::kInclusive && key == upper.key);
        if (above && below) expected.push_back(key);
      }
      EXPECT_EQ(keys_of(transaction, collection, {lower, upper}), expected);
      std::reverse(expected.begin(), expected.end());
      EXPECT_EQ(keys_of(transaction, collection, {lower, upper}, Direction::kBackward), expected);
    }
  }
}

TEST_P(RowsTest, ScanGivesTheRowsOfItsKeys) {
  const CollectionId collection = new_collection(*store_);
  put_row(*store_, collection, "a", "small");
  put_row(*store_, collection, "b", filled(20'000, 'x'));
  put_row(*store_, collection, "c", "");
  const ReadTransaction transaction = store_->begin_read();
  Cursor cursor = transaction.scan(collection, {});
  ASSERT_TRUE(cursor.next());
  EXPECT_EQ(cursor.row(), "small");
  ASSERT_TRUE(cursor.next());
  EXPECT_EQ(cursor.key(), "b");
  EXPECT_EQ(cursor.row(), filled(20'000, 'x'));
  EXPECT_EQ(cursor.row(), filled(20'000, 'x'));
  ASSERT_TRUE(cursor.next());
  EXPECT_EQ(cursor.row(), "");
  EXPECT_FALSE(cursor.next());
  EXPECT_FALSE(cursor.next());
}

TEST_P(RowsTest, SeveralCursorsOfOneCollectionRunSideBySide) {
  const CollectionId collection = new_collection(*store_);
  for (const char* key : {"a", "b", "c"})
    put_row(*store_, collection, key, filled(5'000, *key));
  const ReadTransaction transaction = store_->begin_read();
  Cursor outer = transaction.scan(collection, {});
  std::string seen;
  while (outer.next()) {
    Cursor inner = transaction.scan(collection, {});
    while (inner.next())
      seen += std::string(outer.key()) + std::string(inner.row().substr(0, 1)) +
              std::string(outer.row().substr(0, 1)) + " ";
  }
  EXPECT_EQ(seen, "aaa aba aca bab bbb bcb cac cbc ccc ");
}

TEST_P(RowsTest, CursorGoesOnWhileItsRowsAreErased) {
  const CollectionId collection = new_collection(*store_);
  for (int number = 100; number < 400; ++number)
    put_row(*store_, collection, std::to_string(number), filled(number % 2 ? 10 : 3'000, 'x'));
  WriteTransaction transaction = store_->begin_write();
  {
    Cursor cursor = transaction.scan(collection, {});
    while (cursor.next())
      EXPECT_TRUE(transaction.erase(collection, std::string(cursor.key())));
  }
  EXPECT_THAT(keys_of(transaction, collection), IsEmpty());
}

std::optional<std::string_view> row_in(const std::map<std::string, std::string>& model,
                                       const std::string& key) {
  const auto found = model.find(key);
  return found == model.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

/// Rows move between the tree of keys and the table of large rows as their size changes.
TEST_P(RowsTest, RandomWritesOfAllSizesAgreeWithAMap) {
  const CollectionId collection = new_collection(*store_);
  std::map<std::string, std::string> model;
  std::mt19937 random(11);
  const std::vector<std::size_t> sizes = {0, 1, 100, 511, 512, 513, 2'000, 8'200, 40'000};
  for (int step = 0; step < 1'500; ++step) {
    const std::string key = "key" + std::to_string(random() % 60);
    WriteTransaction transaction = store_->begin_write();
    std::map<std::string, std::string> changed = model;
    if (random() % 4 == 0) {
      EXPECT_EQ(transaction.erase(collection, key), changed.erase(key) == 1);
    } else {
      const std::string row = filled(sizes[random() % sizes.size()], static_cast<char>('a' + random() % 26));
      const auto way = random() % 3;
      if (way == 0 && changed.contains(key))
        transaction.overwrite(collection, key, row);
      else if (way == 1)
        transaction.put(collection, key, row);
      else
        EXPECT_EQ(transaction.replace(collection, key, row), row_in(model, key));
      changed[key] = row;
    }
    if (random() % 5 == 0) continue;
    transaction.commit();
    model = std::move(changed);
  }
  const ReadTransaction transaction = store_->begin_read();
  Cursor cursor = transaction.scan(collection, {});
  for (const auto& [key, row] : model) {
    ASSERT_TRUE(cursor.next());
    EXPECT_EQ(cursor.key(), key);
    EXPECT_EQ(cursor.row(), row);
    EXPECT_EQ(row_of(transaction, collection, key), row);
  }
  EXPECT_FALSE(cursor.next());
}

TEST(RowsOnFileTest, ReplacedAndErasedLargeRowsLeaveNoSpaceBehind) {
  const TemporaryDirectory directory;
  StoreOptions options;
  options.file = directory / "store.db";
  std::unique_ptr<Store> store = open_store(options);
  const CollectionId collection = new_collection(*store);
  const auto fill_and_empty = [&] {
    for (int number = 0; number < 50; ++number) {
      put_row(*store, collection, std::to_string(number), filled(30'000, 'x'));
      put_row(*store, collection, std::to_string(number), "small");
      put_row(*store, collection, std::to_string(number), filled(30'000, 'y'));
    }
    WriteTransaction transaction = store->begin_write();
    for (int number = 0; number < 50; ++number)
      transaction.erase(collection, std::to_string(number));
    transaction.commit();
  };
  const auto size_after_close = [&] {
    store.reset();
    const std::uintmax_t size_bytes = std::filesystem::file_size(directory / "store.db");
    store = open_store(options);
    return size_bytes;
  };
  fill_and_empty();
  const std::uintmax_t once = size_after_close();
  for (int round = 0; round < 3; ++round)
    fill_and_empty();
  EXPECT_LE(size_after_close(), once + 64 * 1024);
}

TEST_P(RowsTest, TooLargeARowIsRefusedAndLeavesTheStoreUsable) {
  const CollectionId collection = new_collection(*store_);
  {
    WriteTransaction transaction = store_->begin_write();
    const std::string row(kRowSizeBytesMax + 1, 'x');
    EXPECT_EQ(failure_of([&] { transaction.put(collection, "a", row); }), StorageFailure::kTooLarge);
  }
  put_row(*store_, collection, "a", "one");
  EXPECT_EQ(row_of(store_->begin_read(), collection, "a"), "one");
}

TEST_P(RowsTest, MissingCollectionIsToldFromOtherFailures) {
  EXPECT_EQ(failure_of([&] { row_of(store_->begin_read(), 4711, "a"); }), StorageFailure::kMissing);
  EXPECT_EQ(failure_of([&] { put_row(*store_, 4711, "a", "one"); }), StorageFailure::kMissing);
  EXPECT_EQ(failure_of([&] { store_->begin_read().changes(4711, 0); }), StorageFailure::kMissing);
  const CollectionId collection = new_collection(*store_);
  put_row(*store_, collection, "a", "one");
}

TEST_P(RowsTest, DroppedCollectionIsGoneAndItsIdIsNotGivenAgain) {
  const CollectionId collection = new_collection(*store_);
  put_row(*store_, collection, "a", "one");
  put_row(*store_, collection, "b", filled(10'000, 'x'));
  EXPECT_EQ(row_of(store_->begin_read(), collection, "a"), "one");
  {
    WriteTransaction transaction = store_->begin_write();
    transaction.drop_collection(collection);
    EXPECT_EQ(failure_of([&] { row_of(transaction, collection, "a"); }), StorageFailure::kMissing);
    transaction.commit();
  }
  EXPECT_EQ(failure_of([&] { row_of(store_->begin_read(), collection, "a"); }), StorageFailure::kMissing);
  EXPECT_GT(new_collection(*store_), collection);
}

TEST_P(RowsTest, UndoneDropLeavesTheCollectionAsItWas) {
  const CollectionId collection = new_collection(*store_);
  put_row(*store_, collection, "a", filled(10'000, 'x'));
  store_->begin_write().drop_collection(collection);
  EXPECT_EQ(row_of(store_->begin_read(), collection, "a"), filled(10'000, 'x'));
  put_row(*store_, collection, "a", "small");
  put_row(*store_, collection, "b", filled(10'000, 'y'));
  EXPECT_THAT(keys_of(store_->begin_read(), collection), ElementsAre("a", "b"));
}

TEST_P(RowsTest, UndoneCreationAndFirstLargeRowLeaveNothing) {
  const CollectionId collection = new_collection(*store_);
  store_->begin_write().put(collection, "a", filled(10'000, 'x'));
  EXPECT_THAT(keys_of(store_->begin_read(), collection), IsEmpty());
  put_row(*store_, collection, "a", filled(10'000, 'y'));
  EXPECT_EQ(row_of(store_->begin_read(), collection, "a"), filled(10'000, 'y'));
  CollectionId undone = 0;
  {
    WriteTransaction transaction = store_->begin_write();
    undone = transaction.next_collection_id();
    transaction.create_collection(undone);
    transaction.put(undone, "a", "one");
  }
  EXPECT_EQ(failure_of([&] { row_of(store_->begin_read(), undone, "a"); }), StorageFailure::kMissing);
}

TEST_P(RowsTest, DroppingAMillionRowsTakesLessThanASecond) {
  const CollectionId collection = new_collection(*store_);
  {
    WriteTransaction transaction = store_->begin_write();
    std::string key(8, '\0');
    for (std::uint32_t number = 0; number < 1'000'000; ++number) {
      for (std::size_t byte = 0; byte < 4; ++byte)
        key[byte] = static_cast<char>(number >> (24 - 8 * byte));
      transaction.put(collection, key, "0123456789012345678901234567890123456789");
    }
    transaction.commit();
  }
  const auto start = std::chrono::steady_clock::now();
  WriteTransaction transaction = store_->begin_write();
  transaction.drop_collection(collection);
  transaction.commit();
  const auto took = std::chrono::steady_clock::now() - start;
  EXPECT_LT(took, std::chrono::seconds(1));
}

TEST_P(RowsTest, ThousandsOfCollectionsWork) {
  constexpr int kCollections = 3'000;
  std::vector<CollectionId> collections;
  {
    WriteTransaction transaction = store_->begin_write();
    for (int number = 0; number < kCollections; ++number) {
      collections.push_back(transaction.next_collection_id());
      transaction.create_collection(collections.back());
    }
    transaction.commit();
  }
  for (const CollectionId collection : collections)
    put_row(*store_, collection, "a", std::to_string(collection));
  if (GetParam() == Medium::kFile) {
    store_.reset();
    store_ = open_store(options());
  }
  const ReadTransaction transaction = store_->begin_read();
  for (const CollectionId collection : collections)
    ASSERT_EQ(row_of(transaction, collection, "a"), std::to_string(collection));
}

}  // namespace ddb::storage
