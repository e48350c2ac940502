#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "emulator/storage/storage_error.h"
#include "emulator/storage/transaction.h"
#include "shared/base/result.h"

/// An ordered, transactional store of bytes over SQLite: collections of rows, a catalog of definitions,
/// settings, and a log of changes. It knows nothing of what the bytes mean. docs/storage-format.md describes
/// the file.
namespace ddb::storage {

/// What a committed write has survived, in a file.
enum class Durability {
  kDefault,  ///< The end of the process, kill -9 included. A power failure may take back the last writes.
  kFull,     ///< A power failure too: every commit waits for the disk.
};

enum class CommitMode {
  kEach,   ///< Each write transaction is one transaction of SQLite.
  kGroup,  ///< Write transactions join an open group, which `Store::commit_group` commits as one. Until then
           ///< nothing is durable, and only later write transactions (in memory: all transactions) see it.
};

struct StoreOptions {
  std::optional<std::filesystem::path> file;  ///< Nothing: in memory. Created when it does not exist.
  Durability durability = Durability::kDefault;
  CommitMode commit_mode = CommitMode::kEach;
  /// Of a new file or of memory: a power of two, 512 to 65536. See docs/adr/0002-storage-layout.md.
  int page_size_bytes = 8192;
  std::size_t writer_cache_size_bytes = 64 * 1024 * 1024;  ///< Of pages of a file.
  std::size_t reader_cache_size_bytes = 16 * 1024 * 1024;  ///< The same, for each reader.
  std::size_t readers_max = 8;       ///< Read transactions of a file at the same time; others wait.
  std::size_t statements_max = 512;  ///< Prepared statements kept, for each connection.
  std::size_t wal_size_bytes_checkpoint = 8 * 1024 * 1024;  ///< From here on, commits move pages to the file.
  std::string vfs_name;  ///< The registered SQLite VFS to use; empty: the system's. For tests of faults.
};

/// Thread-safe. All transactions must be gone before it is destroyed.
class Store {
 public:
  /// Fails with a sentence and its remedy when the path is a directory, lies in no directory or can't be
  /// written; when the file is not a database, not one of ours, damaged, or of a newer format; and, within
  /// half a second, when another server has it open.
  static Result<std::unique_ptr<Store>> open(const StoreOptions& options);

  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store();

  /// Waits for the write transaction before it. Throws `StorageError` (kRefused) after a failed commit.
  WriteTransaction begin_write();
  ReadTransaction begin_read();

  /// Commits what the write transactions since the last call have committed, if any. Throws `StorageError`:
  /// then none of them has happened. With `CommitMode::kEach` there is nothing to do.
  void commit_group();

  bool in_memory() const;

 private:
  friend class ReadTransaction;
  friend class WriteTransaction;
  struct Implementation;
  explicit Store(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace ddb::storage
