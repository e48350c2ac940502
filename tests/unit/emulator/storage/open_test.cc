#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <fstream>
#include <random>

#include "emulator/storage/format.h"
#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

class OpenTest : public testing::Test {
 protected:
  StoreOptions options() const {
    StoreOptions options;
    options.file = file_;
    return options;
  }
  void write_file(std::string_view content) const { std::ofstream(file_, std::ios::binary) << content; }
  std::string read_file() const {
    std::ifstream in(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  std::vector<std::string> names_in_directory() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(directory_.path()))
      names.push_back(entry.path().filename().string());
    return names;
  }
  /// Runs SQL on the file as another program would.
  void run_foreign_sql(const std::string& sql) const {
    Database database({.path = file_.string()});
    database.execute(sql);
  }

  TemporaryDirectory directory_;
  std::filesystem::path file_ = directory_ / "store.db";
};

TEST_F(OpenTest, ClosedStoreLeavesOneFileThatOpensAgainWithEverythingInIt) {
  CollectionId collection = 0;
  {
    const auto store = open_store(options());
    collection = new_collection(*store);
    put_row(*store, collection, "a", "one");
    put_row(*store, collection, "b", std::string(20'000, 'x'));
    EXPECT_EQ(row_of(store->begin_read(), collection, "a"), "one");  // by a reader that keeps its view
  }
  EXPECT_THAT(names_in_directory(), testing::ElementsAre("store.db"));
  const auto store = open_store(options());
  EXPECT_EQ(row_of(store->begin_read(), collection, "a"), "one");
  put_row(*store, collection, "b", "small");
  EXPECT_EQ(row_of(store->begin_read(), collection, "b"), "small");
}

TEST_F(OpenTest, FileSaysWhatItIs) {
  open_store(options());
  const std::string header = read_file();
  ASSERT_GE(header.size(), 100U);
  EXPECT_EQ(header.substr(68, 4), "DdbE");
  EXPECT_EQ(header.substr(60, 4), std::string("\0\0\0\2", 4));
}

TEST_F(OpenTest, EmptyFileIsMadeAStore) {
  write_file("");
  EXPECT_THAT(open_failure(options()), IsEmpty());
}

TEST_F(OpenTest, DirectoryIsRefused) {
  StoreOptions options;
  options.file = directory_.path();
  EXPECT_THAT(open_failure(options),
              AllOf(HasSubstr(directory_.path().string()), HasSubstr("it is a directory")));
  options.file = directory_.path() / "";
  EXPECT_THAT(open_failure(options), HasSubstr("it is a directory"));
}

TEST_F(OpenTest, MissingDirectoryIsNamed) {
  StoreOptions options;
  options.file = directory_ / "missing" / "store.db";
  EXPECT_THAT(open_failure(options), HasSubstr("there is no directory " + (directory_ / "missing").string()));
}

TEST_F(OpenTest, DeviceIsRefused) {
  StoreOptions options;
  options.file = "/dev/null";
  EXPECT_THAT(open_failure(options), HasSubstr("no ordinary file"));
}

TEST_F(OpenTest, TextFileIsRefusedAndNotChanged) {
  const std::string text = "Dear diary, today I learnt about databases. " + std::string(2'000, '.');
  for (const std::string& content : {text, std::string("short")}) {
    write_file(content);
    EXPECT_THAT(open_failure(options()), AllOf(HasSubstr(file_.string()), HasSubstr("not a database")));
    EXPECT_EQ(read_file(), content);
    EXPECT_THAT(names_in_directory(), testing::ElementsAre("store.db"));
  }
}

TEST_F(OpenTest, DatabaseOfAnotherProgramIsRefusedAndNotChanged) {
  run_foreign_sql("CREATE TABLE recipes(name TEXT)");
  const std::string before = read_file();
  EXPECT_THAT(open_failure(options()), AllOf(HasSubstr(file_.string()), HasSubstr("another program")));
  EXPECT_EQ(read_file(), before);
  EXPECT_THAT(names_in_directory(), testing::ElementsAre("store.db"));
}

TEST_F(OpenTest, NewerFormatIsRefusedInWords) {
  open_store(options());
  run_foreign_sql("PRAGMA user_version=" + std::to_string(kFormatVersion + 1));
  EXPECT_THAT(open_failure(options()),
              AllOf(HasSubstr("format 2"), HasSubstr("newer version"), HasSubstr("Update")));
}

TEST_F(OpenTest, InterruptedMakingIsBegunAgain) {
  run_foreign_sql("PRAGMA journal_mode=WAL");
  EXPECT_THAT(open_failure(options()), IsEmpty());
}

TEST_F(OpenTest, SecondStoreOfAFileIsRefusedAtOnceAndHarmsNothing) {
  const auto first = open_store(options());
  const CollectionId collection = new_collection(*first);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(open_failure(options()), AllOf(HasSubstr(file_.string()), HasSubstr("in use by another server"),
                                             HasSubstr("process " + std::to_string(::getpid()))));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(500));
  put_row(*first, collection, "a", "one");
  EXPECT_EQ(row_of(first->begin_read(), collection, "a"), "one");
}

TEST_F(OpenTest, SecondNameOfTheFileDoesNotGetAroundTheLock) {
  const auto first = open_store(options());
  StoreOptions by_link;
  by_link.file = directory_ / "link.db";
  std::filesystem::create_symlink(file_, *by_link.file);
  EXPECT_THAT(open_failure(by_link), HasSubstr("in use by another server"));
}

TEST_F(OpenTest, FileIsFreeAgainOnceItsStoreIsGone) {
  open_store(options());
  EXPECT_THAT(open_failure(options()), IsEmpty());
}

/// Runs `action` in a child process without root's rights, which would open anything; gives what it returns.
template <class Action>
std::string as_nobody(Action&& action) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    const bool dropped = ::geteuid() != 0 || ::seteuid(65534) == 0;
    const std::string answer = dropped ? action() : "root's rights stayed";
    const bool written =
        ::write(ends[1], answer.data(), answer.size()) == static_cast<ssize_t>(answer.size());
    ::_exit(written ? 0 : 1);
  }
  ::close(ends[1]);
  std::string answer(4096, '\0');
  const ssize_t size = ::read(ends[0], answer.data(), answer.size());
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  answer.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return answer;
}

TEST_F(OpenTest, UnwritableDirectoryIsRefused) {
  std::filesystem::permissions(directory_.path(), std::filesystem::perms(0555));
  const std::string failure = as_nobody([&] { return open_failure(options()); });
  std::filesystem::permissions(directory_.path(), std::filesystem::perms(0755));
  EXPECT_THAT(failure, AllOf(HasSubstr(file_.string()), HasSubstr("Permission denied"), HasSubstr("Choose")));
}

TEST_F(OpenTest, UnwritableFileIsRefused) {
  open_store(options());
  std::filesystem::permissions(directory_.path(), std::filesystem::perms(0777));
  std::filesystem::permissions(file_, std::filesystem::perms(0444));
  EXPECT_THAT(as_nobody([&] { return open_failure(options()); }),
              AllOf(HasSubstr(file_.string()), HasSubstr("can't be written")));
}

/// What a store answers on a damaged file does not matter, but that it answers or throws `StorageError`.
void read_and_write_everything(const StoreOptions& options) {
  auto store = Store::open(options);
  if (!store) {
    EXPECT_THAT(store.error().message, Not(IsEmpty()));
    return;
  }
  for (std::int64_t id = 1; id <= 3; ++id) {
    try {
      const ReadTransaction transaction = (*store)->begin_read();
      transaction.definitions();
      transaction.settings("");
      transaction.streams();
      std::size_t size_bytes = 0;
      Cursor cursor = transaction.scan(id, {});
      while (cursor.next())
        size_bytes += cursor.key().size() + cursor.row().size();
      ChangeCursor changes = transaction.changes(id, 0);
      while (changes.next())
        size_bytes += changes.record().size();
      EXPECT_LT(size_bytes, 1'000'000'000U);
    } catch (const StorageError&) {
    }
    try {
      WriteTransaction transaction = (*store)->begin_write();
      for (int number = 0; number < 40; ++number)
        transaction.put(id, "key" + std::to_string(number),
                        std::string(static_cast<std::size_t>(number) * 40, 'y'));
      transaction.append_change(3, 2, "record");
      transaction.commit();
    } catch (const StorageError&) {
    }
  }
}

TEST_F(OpenTest, FileKeepsThePageSizeThatItWasMadeWith) {
  StoreOptions older = options();
  older.page_size_bytes = 8192;
  CollectionId collection = 0;
  {
    const auto store = open_store(older);
    collection = new_collection(*store);
    put_row(*store, collection, "small", std::string(512, 'x'));
    put_row(*store, collection, "large", std::string(513, 'y'));
  }
  {
    const auto store = open_store(options());
    put_row(*store, collection, "small", std::string(513, 'z'));
    EXPECT_EQ(row_of(store->begin_read(), collection, "large"), std::string(513, 'y'));
    EXPECT_EQ(row_of(store->begin_read(), collection, "small"), std::string(513, 'z'));
  }
  EXPECT_EQ(read_file().substr(16, 2), std::string("\x20\x00", 2)) << "the page size in the header";
}

TEST_F(OpenTest, FlippedBitsGiveAnErrorOrServiceButNoCrash) {
  StoreOptions small = options();
  small.page_size_bytes = 1024;
  {
    const auto store = open_store(small);
    for (int count = 0; count < 2; ++count) {
      const CollectionId collection = new_collection(*store);
      for (int number = 0; number < 40; ++number)
        put_row(*store, collection, "key" + std::to_string(number),
                std::string(static_cast<std::size_t>(number) * 30, 'x'));
    }
    const StreamId stream = new_stream(*store);
    WriteTransaction transaction = store->begin_write();
    transaction.append_change(stream, 1, std::string(3'000, 'r'));
    transaction.put_definition("table", "definition");
    transaction.commit();
  }
  const std::string sound = read_file();
  std::mt19937 random(5);
  for (int round = 0; round < 120; ++round) {
    std::string damaged = sound;
    for (int flip = 0; flip < 1 + round % 20; ++flip)
      damaged[random() % damaged.size()] ^= static_cast<char>(1U << random() % 8);
    if (round % 10 == 0) damaged.resize(random() % damaged.size());
    write_file(damaged);
    read_and_write_everything(small);
    std::filesystem::remove(file_.string() + "-wal");
    std::filesystem::remove(file_.string() + "-shm");
  }
}

}  // namespace ddb::storage
