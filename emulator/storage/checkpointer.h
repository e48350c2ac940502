#pragma once

#include <memory>

#include "emulator/storage/connection.h"
#include "emulator/storage/reader_pool.h"
#include "emulator/storage/store_options.h"
#include "emulator/storage/writer.h"

namespace ddb::storage {

/// Moves pages from the log into the file while transactions go on, over a connection of its own: waiting for
/// the disk, which takes most of the time, it holds up no writer.
///
/// SQLite before 3.51.3 loses writes where a checkpoint, which finds nothing left to do, begins while another
/// connection begins the log anew ("The WAL-reset bug", https://www.sqlite.org/wal.html). So a checkpoint
/// begins in the writer's turn, and gives it back at its first sync of the log: from there on it has its
/// share of the log, and until that is in the file no connection begins the log anew.
class Checkpointer {
 public:
  /// `writer` and `readers` outlive it. Throws `StorageError`.
  Checkpointer(Writer& writer, ReaderPool& readers, const StoreOptions& options);

  /// One checkpoint, after which the log begins anew unless readers stand in the way. Writers wait for the
  /// last part of it: what was written meanwhile. Throws `StorageError`; the writer has noted it as one of
  /// its own. For a thread that has no transaction open.
  void run();

 private:
  void move_beside_writers();
  void sync_files();

  Writer& writer_;
  ReaderPool& readers_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace ddb::storage
