#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "emulator/storage/storage_error.h"
#include "emulator/storage/store_options.h"
#include "emulator/storage/transaction.h"
#include "shared/base/result.h"

/// An ordered, transactional store of bytes over SQLite: collections of rows, a catalog of definitions,
/// settings, and a log of changes. It knows nothing of what the bytes mean.
namespace ddb::storage {

class ChangedPages;
class Checkpointer;
class FileLock;
class MappedFile;
class MemoryFile;

/// Thread-safe. All transactions must be gone before it is destroyed.
class Store {
 public:
  /// Fails with a sentence and its remedy when the path is a directory, lies in no directory or can't be
  /// written; when the file is not a database, not one of ours, damaged, or of a newer format; and, without
  /// waiting, when another server (or store) has it open.
  static Result<std::unique_ptr<Store>> open(const StoreOptions& options);

  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store();

  /// Waits for the write transaction before it. Throws `StorageError` (kRefused) after a failure that writing
  /// must not go on from.
  WriteTransaction begin_write(Rollback rollback = Rollback::kPossible,
                               CommitMode commit_mode = CommitMode::kEach);
  ReadTransaction begin_read(ReadKind kind = ReadKind::kSearch);

  /// Commits the open group, if there is one. Throws `StorageError`: then none of its transactions has
  /// happened.
  void commit_group();
  /// The number of the open group, or of the next one: ascending. A transaction that begins after this was
  /// asked joins this group or a later one.
  std::uint64_t group() const;
  /// The highest number of a group that was lost: none of its transactions has happened. 0 if none was.
  std::uint64_t last_lost_group() const;

  /// Of a file: from now on commits do not move pages from the log into it themselves, and so do not wait for
  /// the disk. They call `when_due`, each time the log has grown by `wal_size_bytes_checkpoint`, for another
  /// thread to call `checkpoint`; it must not throw, nor use the store. Only where that does not keep pace do
  /// they still wait. Null: they do it themselves again. Not for who has a transaction open.
  void leave_checkpoints_to(std::function<void()> when_due);
  /// Moves the log's pages into the file, most of them while others write. One thread at a time, with no
  /// transaction open. Throws `StorageError`. In memory there is nothing to do.
  void checkpoint();

 private:
  Store(const StoreOptions& options, std::unique_ptr<FileLock> file_lock,
        std::unique_ptr<ChangedPages> changed_pages, std::unique_ptr<MappedFile> mapped_file,
        std::unique_ptr<MemoryFile> memory_file, std::unique_ptr<ReaderPool> readers,
        std::unique_ptr<Writer> writer);

  ReadTransaction begin_read_in_memory();

  // Destroyed from the last to the first: the lock goes when all connections are closed, and the writer's is
  // the last of them, which moves the log into the file, and has the pages in memory.
  std::unique_ptr<FileLock> file_lock_;          ///< Null in memory.
  std::unique_ptr<ChangedPages> changed_pages_;  ///< Null in memory.
  std::unique_ptr<MappedFile> mapped_file_;      ///< Null in memory, and with a VFS that was asked for.
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<MemoryFile> memory_file_;  ///< Null with a file.
  /// Null in memory where SQLite was in use before this program could set up its page cache.
  std::unique_ptr<ReaderPool> readers_;
  std::unique_ptr<Checkpointer> checkpointer_;  ///< Made when it is first needed.
  const StoreOptions options_;
};

}  // namespace ddb::storage
