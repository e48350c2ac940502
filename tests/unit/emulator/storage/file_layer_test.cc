#include "emulator/storage/file_layer.h"

#include <cstring>
#include <fstream>

#include "emulator/storage/format.h"
#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

namespace {

constexpr std::size_t kPageBytes = 4096;

std::uint64_t checksum_of(const std::string& page, std::uint64_t page_number = 1) {
  return page_checksum(reinterpret_cast<const unsigned char*>(page.data()), page.size(), page_number);
}

std::string page_of_letters(std::size_t size_bytes) {
  std::string page;
  for (std::size_t i = 0; i < size_bytes; ++i)
    page.push_back(static_cast<char>('a' + i % 23));
  return page;
}

}  // namespace

TEST(PageChecksumTest, IsWhatTheFormatSays) {
  // The bytes of files that exist: these numbers must never change without a new format.
  EXPECT_EQ(checksum_of(std::string(512, '\0')), 6892793242660086334U);
  EXPECT_EQ(checksum_of(page_of_letters(8192), 7), 6186832196864194693U);
}

TEST(PageChecksumTest, EveryFlippedBitChangesItButThoseOfTheChecksumItself) {
  std::string page = page_of_letters(512);
  const std::uint64_t whole = checksum_of(page);
  for (std::size_t bit = 0; bit < page.size() * 8; ++bit) {
    page[bit / 8] = static_cast<char>(page[bit / 8] ^ (1 << bit % 8));
    const bool is_checksum = bit / 8 >= page.size() - kPageChecksumBytes;
    EXPECT_EQ(checksum_of(page) == whole, is_checksum) << bit;
    page[bit / 8] = static_cast<char>(page[bit / 8] ^ (1 << bit % 8));
  }
}

TEST(PageChecksumTest, TellsPagesInEachOthersPlaceApart) {
  const std::string page = page_of_letters(512);
  EXPECT_NE(checksum_of(page, 2), checksum_of(page, 3));
}

class FileLayerTest : public testing::Test {
 protected:
  FileLayerTest() {
    options_.file = file_;
    const auto store = open_store(options_);
    collection_ = new_collection(*store);
    put_row(*store, collection_, "small", "row");
    put_row(*store, collection_, "large", std::string(50'000, 'x'));
  }

  std::string read_file() const {
    std::ifstream in(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  void write_file(const std::string& content) const { std::ofstream(file_, std::ios::binary) << content; }

  /// Why the rows can't be read.
  StorageFailure failure_of_reading() const {
    return failure_of([&] {
      const auto store = open_store(options_);
      const ReadTransaction transaction = store->begin_read();
      row_of(transaction, collection_, "small");
      row_of(transaction, collection_, "large");
    });
  }

  bool readers_check_cells() const {
    return open_reader(options_)->database().read_integer("PRAGMA cell_size_check") != 0;
  }

  TemporaryDirectory directory_;
  std::filesystem::path file_ = directory_ / "store.db";
  StoreOptions options_;
  CollectionId collection_ = 0;
};

TEST_F(FileLayerTest, EveryPageOfAFileHasItsChecksum) {
  const std::string content = read_file();
  ASSERT_GT(content.size(), 8 * kPageBytes);
  for (std::size_t page = 0; page < content.size() / kPageBytes; ++page) {
    std::uint64_t stored = 0;
    const std::string bytes = content.substr(page * kPageBytes, kPageBytes);
    std::memcpy(&stored, bytes.data() + kPageBytes - kPageChecksumBytes, sizeof stored);
    EXPECT_EQ(stored, checksum_of(bytes, page + 1)) << page;
  }
}

TEST_F(FileLayerTest, FlippedBitInARowIsDamageAndNoOtherRow) {
  std::string content = read_file();
  const std::size_t row = content.find(std::string(1'000, 'x'));
  ASSERT_NE(row, std::string::npos);
  content[row + 500] ^= 1;
  write_file(content);
  EXPECT_EQ(failure_of_reading(), StorageFailure::kDamaged);
}

TEST_F(FileLayerTest, FileThatWasCutOffIsDamaged) {
  const std::string content = read_file();
  write_file(content.substr(0, content.size() - 2 * kPageBytes));
  EXPECT_THAT(open_failure(options_), testing::HasSubstr("damaged"));
}

TEST_F(FileLayerTest, PageInAnothersPlaceIsDamage) {
  std::string content = read_file();
  const std::string last = content.substr(content.size() - kPageBytes);
  content.replace(content.size() - 2 * kPageBytes, kPageBytes, last);
  write_file(content);
  EXPECT_EQ(failure_of_reading(), StorageFailure::kDamaged);
}

TEST_F(FileLayerTest, HeaderThatDeniesItsChecksumsIsRefused) {
  std::string content = read_file();
  content[20] = 0;
  write_file(content);
  EXPECT_THAT(open_failure(options_),
              testing::AllOf(testing::HasSubstr(file_.string()), testing::HasSubstr("damaged")));
}

TEST_F(FileLayerTest, CellsOfPagesWithChecksumsAreNotCheckedAsWell) {
  const auto store = open_store(options_);
  EXPECT_FALSE(readers_check_cells());
}

TEST_F(FileLayerTest, FileOfTheFirstFormatIsServedWithoutChecksums) {
  const std::filesystem::path old_file = directory_ / "old.db";
  {
    Database database({.path = old_file.string()});
    database.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
    database.execute("PRAGMA user_version=" + std::to_string(kFormatVersionWithoutChecksums));
    for (const std::string table : {"definitions", "settings"})
      database.execute("CREATE TABLE " + table + "(name TEXT PRIMARY KEY,blob BLOB NOT NULL) WITHOUT ROWID");
    database.execute("CREATE TABLE counters(name TEXT PRIMARY KEY,value INTEGER NOT NULL) WITHOUT ROWID");
  }
  options_.file = old_file;
  CollectionId collection = 0;
  {
    const auto store = open_store(options_);
    EXPECT_TRUE(readers_check_cells());
    collection = new_collection(*store);
    put_row(*store, collection, "key", "row");
  }
  EXPECT_EQ(row_of(open_store(options_)->begin_read(), collection, "key"), "row");
}

}  // namespace ddb::storage
