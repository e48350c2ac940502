#include "emulator/storage/sqlite.h"

#include <sqlite3.h>

#include <mutex>
#include <utility>

#include "emulator/storage/file_layer.h"
#include "emulator/storage/ids.h"
#include "emulator/storage/memory_file.h"
#include "emulator/storage/page_cache.h"

namespace ddb::storage {

namespace {

/// SQLite takes only an empty path for a file of its own making.
constexpr std::string_view kMemoryPath = "in memory";

/// Before the file layer, which is SQLite's first use.
void configure_library_once() {
  static std::once_flag once;
  std::call_once(once, [] {
    db::configure_library();
    install_page_cache();
  });
}

DatabaseOptions for_the_store(DatabaseOptions options) {
  configure_library_once();
  if (!options.path.empty()) options.vfs_name = file_layer_over(options.vfs_name);
  options.row_size_bytes_max = kRowSizeBytesMax;
  return options;
}

}  // namespace

Database::Database(const DatabaseOptions& options) : db::Database(for_the_store(options)) {}

Database::Database(const MemoryFile& file)
    : db::Database({.path = std::string(kMemoryPath),
                    .access = DatabaseOptions::Access::kReadOnly,
                    .vfs_name = file.vfs_name(),
                    .row_size_bytes_max = kRowSizeBytesMax}) {}

void Database::manage_checkpoints() {
  const auto note_pages = [](void* self, sqlite3*, const char*, int pages) {
    static_cast<Database*>(self)->wal_pages_ = pages;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(handle(), note_pages, this);
}

void Database::checkpoint(CheckpointMode mode) {
  const int sqlite_mode = mode == CheckpointMode::kPassive   ? SQLITE_CHECKPOINT_PASSIVE
                          : mode == CheckpointMode::kRestart ? SQLITE_CHECKPOINT_RESTART
                                                             : SQLITE_CHECKPOINT_TRUNCATE;
  const int result_code = sqlite3_wal_checkpoint_v2(handle(), "main", sqlite_mode, nullptr, nullptr);
  if (result_code != SQLITE_OK && db::failure_of(result_code) != StorageFailure::kBusy) fail(result_code);
}

}  // namespace ddb::storage
