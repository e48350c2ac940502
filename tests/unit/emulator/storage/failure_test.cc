#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

namespace {

void limit_file_size(rlim_t size_bytes) {
  const rlimit limit{size_bytes, RLIM_INFINITY};
  if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) throw std::runtime_error("no limit of file sizes");
}

/// Writes rows until the operating system refuses one, and checks what is left. Gives what went wrong, or
/// nothing.
std::string write_until_refused(const StoreOptions& options, CollectionId collection) {
  std::unique_ptr<Store> store = open_store(options);
  limit_file_size(1024 * 1024);
  std::uint64_t acknowledged = 0;
  StorageFailure failure = StorageFailure::kOther;
  try {
    for (;; ++acknowledged)
      put_row(*store, collection, std::to_string(acknowledged), std::string(3'000, 'x'));
  } catch (const StorageError& error) {
    failure = error.failure();
  }
  if (failure != StorageFailure::kInputOutput && failure != StorageFailure::kFull)
    return "not the right failure";
  if (acknowledged < 10) return "refused too early";
  if (failure == StorageFailure::kInputOutput) {
    try {
      put_row(*store, collection, "after", "");
      return "a write after the failure was taken";
    } catch (const StorageError& error) {
      if (error.failure() != StorageFailure::kRefused) return "a write after the failure was not refused";
    }
  }
  if (keys_of(store->begin_read(), collection).size() != acknowledged) return "reading shows other rows";

  store.reset();
  limit_file_size(RLIM_INFINITY);
  store = open_store(options);
  if (keys_of(store->begin_read(), collection).size() != acknowledged) return "other rows after reopening";
  put_row(*store, collection, "after", "");
  return {};
}

}  // namespace

TEST(FailureTest, WriteThatTheSystemRefusesLeavesEveryAcknowledgedRowAndNoOther) {
  const TemporaryDirectory directory;
  StoreOptions options;
  options.file = directory / "store.db";
  CollectionId collection = 0;
  {
    const auto store = open_store(options);
    collection = new_collection(*store);
  }
  // In a process of its own: the limit and the signal belong to the whole process.
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    std::string wrong;
    try {
      wrong = write_until_refused(options, collection);
    } catch (const std::exception& error) {
      wrong = error.what();
    }
    if (!wrong.empty()) ::dprintf(STDERR_FILENO, "%s\n", wrong.c_str());
    ::_exit(wrong.empty() ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST(FailureTest, ForeignWriterMakesAWriteFailButNotTheStore) {
  const TemporaryDirectory directory;
  StoreOptions options;
  options.file = directory / "store.db";
  const auto store = open_store(options);
  const CollectionId collection = new_collection(*store);
  Database foreign({.path = options.file->string()});
  foreign.execute("BEGIN IMMEDIATE");
  EXPECT_EQ(failure_of([&] { put_row(*store, collection, "a", "one"); }), StorageFailure::kBusy);
  foreign.execute("ROLLBACK");
  put_row(*store, collection, "a", "two");
  EXPECT_EQ(row_of(store->begin_read(), collection, "a"), "two");
}

}  // namespace ddb::storage
