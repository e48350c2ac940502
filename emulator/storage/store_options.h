#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace ddb::storage {

/// What a committed write survives, in a file.
enum class Durability {
  kDefault,  ///< The end of the process, kill -9 included. A power failure may take back the last writes.
  kFull,     ///< A power failure too: every commit waits for the disk.
};

/// When a write transaction's `commit` counts.
enum class CommitMode {
  kEach,   ///< At once, and with it the group that is open.
  kGroup,  ///< Once the group that it joins is committed: by `Store::commit_group`, by a transaction of
           ///< `kEach`, or in memory by the next read transaction. Until then nothing is durable, and only
           ///< write transactions see it.
};

/// Whether a write transaction may have to be undone once it has begun to write. It matters where a group is
/// open alone, as undoing one of several has its price.
enum class Rollback {
  kPossible,
  kUnneeded,  ///< Undone nevertheless, it takes the whole group with it.
};

/// What a read transaction is for.
enum class ReadKind {
  kSearch,  ///< Rows, and ranges of them, that are looked for.
  kScan,    ///< Much of a collection, or all of it: what was read does not stay in memory.
};

struct StoreOptions {
  std::optional<std::filesystem::path> file;  ///< Nothing: in memory. Created when it does not exist.
  Durability durability = Durability::kDefault;
  /// Of a new file or of memory: a power of two, 512 to 65536; nothing: 4096. See
  /// docs/adr/0002-storage-layout.md.
  std::optional<int> page_size_bytes;
  /// Of pages of a file: the inner pages of a tree of 10 million items are 62 MB.
  std::size_t writer_cache_size_bytes = 128 * 1024 * 1024;
  /// For each reader: of pages that are in the log, and of what is scanned. Others it sees in the mapped
  /// file.
  std::size_t reader_cache_size_bytes = 64 * 1024 * 1024;
  std::size_t readers_max = 8;  ///< Read transactions of a file at the same time, at least 1; others wait.
  std::size_t statements_max = 512;  ///< Prepared statements kept, for each connection.
  /// From here on, pages are moved from the log to the file. A larger log takes fewer of them, as most are
  /// changed again before; after a kill, reading one of 64 MB takes some 30 ms.
  std::size_t wal_size_bytes_checkpoint = 64 * 1024 * 1024;
  /// The registered SQLite VFS to use; empty: the system's. With another one, which may keep its files
  /// anywhere, the path is not checked, and no lock keeps a second server away. For tests of faults.
  std::string vfs_name;
};

}  // namespace ddb::storage
