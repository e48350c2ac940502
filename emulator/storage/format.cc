#include "emulator/storage/format.h"

#include <sqlite3.h>

#include <cassert>
#include <filesystem>
#include <string>
#include <system_error>

#include "emulator/storage/file_layer.h"

namespace ddb::storage {

namespace {

constexpr std::size_t kWalSizeFactorMax = 2;
/// The log takes whole pages, and so does the journal of a database in memory.
constexpr int kPageSizeBytes = 4096;

/// What pages are really taken so the VFS decides.
constexpr const char* kMapAllPragma = "PRAGMA mmap_size=0x7fffffffffff";

DatabaseOptions database_options(const StoreOptions& options, DatabaseOptions::Access access) {
  return {.path = options.file ? options.file->string() : std::string(),
          .access = access,
          .vfs_name = options.vfs_name};
}

std::string cache_size_pragma(std::size_t size_bytes) {
  return "PRAGMA cache_size=-" + std::to_string(size_bytes / 1024);
}

std::string page_size_pragma(const StoreOptions& options) {
  return "PRAGMA page_size=" + std::to_string(options.page_size_bytes.value_or(kPageSizeBytes));
}

/// Whether the file is new (no tables yet), ours, or none of both.
Result<bool> is_new(Database& database, const std::string& name) {
  const std::int64_t application_id = database.read_integer("PRAGMA application_id");
  const std::int64_t version = database.read_integer("PRAGMA user_version");
  const bool has_checksums = has_page_checksums(database.handle());
  if (application_id == kApplicationId &&
      version == (has_checksums ? kFormatVersion : kFormatVersionWithoutChecksums))
    return false;
  if (application_id == kApplicationId && version > kFormatVersion)
    return Error{"The database " + name + " has format " + std::to_string(version) +
                 ", which a newer version of this program has written; this one knows format " +
                 std::to_string(kFormatVersion) + ". Update the program, or choose another file."};
  if (application_id == kApplicationId)
    return Error{"The content of the database " + name +
                 " is damaged (its header contradicts itself). Restore it from a copy."};
  const bool is_empty = database.read_integer("SELECT count(*) FROM sqlite_schema") == 0;
  if (application_id == 0 && version == 0 && is_empty) return true;
  return Error{"The file " + name +
               " is an SQLite database of another program. Choose another file; this one was not changed."};
}

/// All or nothing, so that a file whose making was interrupted is still new.
void create_tables(Database& database) {
  database.execute("BEGIN IMMEDIATE");
  database.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
  database.execute("PRAGMA user_version=" + std::to_string(kFormatVersion));
  database.execute("CREATE TABLE definitions(name TEXT PRIMARY KEY,blob BLOB NOT NULL) WITHOUT ROWID");
  database.execute("CREATE TABLE settings(name TEXT PRIMARY KEY,blob BLOB NOT NULL) WITHOUT ROWID");
  database.execute("CREATE TABLE counters(name TEXT PRIMARY KEY,value INTEGER NOT NULL) WITHOUT ROWID");
  database.execute("COMMIT");
}

void set_up_memory(Database& database, const StoreOptions& options) {
  database.execute(page_size_pragma(options));
  database.execute("PRAGMA journal_mode=MEMORY");
  database.execute("PRAGMA synchronous=OFF");
  create_tables(database);
}

/// Has SQLite look at all cells of a page that it reads, unless the page's checksum says already that it is
/// as it was written: among millions of rows that takes a twentieth of a request. The header must have been
/// read.
void check_cells_without_checksums(Database& database) {
  if (!has_page_checksums(database.handle())) database.execute("PRAGMA cell_size_check=ON");
}

void set_durability(Database& database, const StoreOptions& options) {
  const bool full = options.durability == Durability::kFull;
  database.execute(full ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
}

void set_up_file(Database& database, const StoreOptions& options, bool make) {
  if (make) {
    database.execute(page_size_pragma(options));
    begin_page_checksums(database.handle());
    // A new file holds nothing to lose; the checkpoint at the end of its making waits for the disk, once.
    database.execute("PRAGMA synchronous=OFF");
  }
  check_cells_without_checksums(database);
  if (database.read_text("PRAGMA journal_mode=WAL") != "wal")
    throw StorageError(
        StorageFailure::kInputOutput,
        "The database can't keep a write-ahead log where it lies. Choose a path on a local disk.");
  if (make) create_tables(database);
  set_durability(database, options);
  // Into the file itself, where `file` and other programs look for what it is.
  if (make) database.checkpoint(CheckpointMode::kTruncate);
  database.execute("PRAGMA journal_size_limit=" +
                   std::to_string(kWalSizeFactorMax * options.wal_size_bytes_checkpoint));
  database.execute(cache_size_pragma(options.writer_cache_size_bytes));
}

void set_up_any(Database& database) {
  database.execute("PRAGMA secure_delete=OFF");
  database.execute("PRAGMA temp_store=MEMORY");
}

}  // namespace

Result<void> check_path(const std::filesystem::path& file) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (fs::is_directory(file, ignored) || !file.has_filename())
    return Error{"The database " + file.string() +
                 " can't be opened: it is a directory. Give the path of a file in it."};
  const fs::path directory = fs::absolute(file, ignored).parent_path();
  if (!fs::is_directory(directory, ignored))
    return Error{"The database " + file.string() + " can't be opened: there is no directory " +
                 directory.string() + ". Create it, or choose another path."};
  if (fs::exists(file, ignored) && !fs::is_regular_file(file, ignored))
    return Error{"The database " + file.string() +
                 " can't be opened: it is no ordinary file. Choose another path."};
  return {};
}

Result<std::unique_ptr<Connection>> open_writer(const StoreOptions& options) {
  auto connection = std::make_unique<Connection>(
      database_options(options, DatabaseOptions::Access::kReadWriteCreate), options.statements_max);
  Database& database = connection->database();
  const std::string name = options.file ? options.file->string() : std::string("in memory");
  DDB_TRY(make, is_new(database, name));
  if (database.is_read_only())
    return Error{"The database " + name +
                 " can't be written. Change its permissions, or choose another file."};
  set_up_any(database);
  if (options.file)
    set_up_file(database, options, make);
  else
    set_up_memory(database, options);
  connection->load();
  return connection;
}

std::unique_ptr<Connection> open_reader(const StoreOptions& options) {
  assert(options.file);
  auto connection = std::make_unique<Connection>(
      database_options(options, DatabaseOptions::Access::kReadOnly), options.statements_max);
  set_up_any(connection->database());
  connection->database().read_integer("PRAGMA schema_version");  // reads the header
  check_cells_without_checksums(connection->database());
  connection->database().execute(cache_size_pragma(options.reader_cache_size_bytes));
  connection->database().execute(kMapAllPragma);
  return connection;
}

std::unique_ptr<Connection> open_reader(const MemoryFile& file, const StoreOptions& options) {
  auto connection = std::make_unique<Connection>(file, options.statements_max);
  set_up_any(connection->database());
  connection->database().execute(kMapAllPragma);
  return connection;
}

std::unique_ptr<Connection> open_checkpointer(const StoreOptions& options) {
  assert(options.file);
  auto connection = std::make_unique<Connection>(
      database_options(options, DatabaseOptions::Access::kReadWriteCreate), options.statements_max);
  Database& database = connection->database();
  sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  set_up_any(database);
  set_durability(database, options);
  database.execute(cache_size_pragma(0));
  database.read_integer("PRAGMA schema_version");  // opens the log
  return connection;
}

}  // namespace ddb::storage
