#pragma once

#include "emulator/storage/storage_error.h"
#include "shared/db/sqlite.h"

namespace ddb::storage {

class MemoryFile;

using db::DatabaseOptions;
using db::Query;
using db::Statement;

enum class CheckpointMode {
  kPassive,  ///< As far as it goes without waiting for a reader.
  kRestart,  ///< Waits a little for readers, so that the log can begin anew.
  kTruncate  ///< The same, and shortens the log's file to nothing.
};

/// A connection of the store: over its file layer (file_layer.h) and page cache (page_cache.h), with rows of
/// up to `kRowSizeBytesMax`, and in charge of its checkpoints. `options.vfs_name` is what lies below the
/// layer.
class Database final : public db::Database {
 public:
  explicit Database(const DatabaseOptions& options);
  /// Reads a database in memory, without those layers.
  explicit Database(const MemoryFile& file);

  /// Takes over from SQLite when the write-ahead log is moved into the file: from now on only `checkpoint`.
  void manage_checkpoints();
  /// Pages in the write-ahead log after the last commit of this connection. Needs `manage_checkpoints`.
  int wal_pages() const { return wal_pages_; }
  /// Moves pages from the log to the file. That readers stand in the way is no failure.
  void checkpoint(CheckpointMode mode);

 private:
  int wal_pages_ = 0;
};

}  // namespace ddb::storage
