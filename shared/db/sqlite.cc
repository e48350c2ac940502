#include "shared/db/sqlite.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <mutex>
#include <utility>

#include "shared/db/memory_pool.h"

namespace ddb::db {

StorageFailure failure_of(int result_code) {
  if (result_code == SQLITE_IOERR_NOMEM) return StorageFailure::kNoMemory;
  if (result_code == SQLITE_IOERR_CORRUPTFS || result_code == SQLITE_IOERR_DATA)
    return StorageFailure::kDamaged;
  switch (result_code & 0xFF) {
    case SQLITE_FULL:
      return StorageFailure::kFull;
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      return StorageFailure::kInputOutput;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return StorageFailure::kDamaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return StorageFailure::kBusy;
    case SQLITE_NOMEM:
      return StorageFailure::kNoMemory;
    case SQLITE_TOOBIG:
      return StorageFailure::kTooLarge;
    case SQLITE_CONSTRAINT:
      return StorageFailure::kConstraint;
    default:
      return StorageFailure::kOther;
  }
}

namespace {

/// Whether the last call failed for a table that the connection does not know.
bool names_missing_table(sqlite3* handle) {
  return std::string_view(sqlite3_errmsg(handle)).starts_with("no such table");
}

int open_flags(DatabaseOptions::Access access) {
  const int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  return access == DatabaseOptions::Access::kReadOnly ? common | SQLITE_OPEN_READONLY
                                                      : common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

/// Every limit that a program of ours could need, and a little more: what is beyond is a mistake or an attack
/// by way of the file's schema. The row's size has a limit of its own.
constexpr std::array<std::pair<int, int>, 9> kLimits = {{{SQLITE_LIMIT_SQL_LENGTH, 4096},
                                                         {SQLITE_LIMIT_COLUMN, 16},
                                                         {SQLITE_LIMIT_EXPR_DEPTH, 32},
                                                         {SQLITE_LIMIT_COMPOUND_SELECT, 4},
                                                         {SQLITE_LIMIT_VDBE_OP, 10'000},
                                                         {SQLITE_LIMIT_FUNCTION_ARG, 8},
                                                         {SQLITE_LIMIT_ATTACHED, 0},
                                                         {SQLITE_LIMIT_VARIABLE_NUMBER, 8},
                                                         {SQLITE_LIMIT_WORKER_THREADS, 0}}};

constexpr std::array<std::pair<int, int>, 7> kSwitches = {{{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                                           {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                                           {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                                                           {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                                           {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                                                           {SQLITE_DBCONFIG_DQS_DDL, 0},
                                                           {SQLITE_DBCONFIG_DQS_DML, 0}}};

/// SQLite takes a null pointer for NULL, which is not the empty blob.
const char* not_null(std::string_view bytes) {
  return bytes.data() ? bytes.data() : "";
}

}  // namespace

void configure_library() {
  static std::once_flag once;
  std::call_once(once, [] {
    // Counting every allocation would take one lock for all threads.
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    install_memory_pool();
  });
}

Database::Database(const DatabaseOptions& options)
    : name_(options.path.empty() ? "the in-memory store" : "the database " + options.path),
      row_size_bytes_max_(options.row_size_bytes_max) {
  configure_library();
  const char* path = options.path.empty() ? ":memory:" : options.path.c_str();
  const int result_code = sqlite3_open_v2(path, &handle_, open_flags(options.access),
                                          options.vfs_name.empty() ? nullptr : options.vfs_name.c_str());
  try {
    if (result_code != SQLITE_OK) fail(result_code);
    harden();
    sqlite3_busy_timeout(handle_, options.busy_timeout_ms);
    // The last connection of a file moves the log into it when it closes; only the writer may.
    if (options.access == DatabaseOptions::Access::kReadOnly)
      sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

void Database::harden() {
  sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, static_cast<int>(row_size_bytes_max_));
  for (const auto& [limit, value] : kLimits)
    sqlite3_limit(handle_, limit, value);
  for (const auto& [option, value] : kSwitches) {
    const int result_code = sqlite3_db_config(handle_, option, value, nullptr);
    if (result_code != SQLITE_OK) fail(result_code);
  }
}

Database::~Database() {
  const int result_code = sqlite3_close(handle_);
  assert(result_code == SQLITE_OK && "a statement outlived its connection");
  static_cast<void>(result_code);
}

void Database::execute(const std::string& sql) {
  const int result_code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (result_code != SQLITE_OK) fail(result_code);
}

std::string Database::read_text(const std::string& sql) {
  Statement statement(*this, sql);
  Query query(statement);
  if (!query.step()) throw std::logic_error("no row from: " + sql);
  return std::string(query.text(0));
}

std::int64_t Database::read_integer(const std::string& sql) {
  Statement statement(*this, sql);
  Query query(statement);
  if (!query.step()) throw std::logic_error("no row from: " + sql);
  return query.integer(0);
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(handle_);
}

std::int64_t Database::last_insert_row_id() const {
  return sqlite3_last_insert_rowid(handle_);
}

bool Database::in_autocommit() const {
  return sqlite3_get_autocommit(handle_) != 0;
}

bool Database::is_read_only() const {
  return sqlite3_db_readonly(handle_, "main") == 1;
}

std::string Database::sentence_of(StorageFailure failure, const std::string& reason) const {
  switch (failure) {
    case StorageFailure::kFull:
      return "There is no room left for " + name_ + " (" + reason + "). Free some space on its disk.";
    case StorageFailure::kInputOutput:
      return "The operating system failed to read or write " + name_ + " (" + reason +
             "). Check its disk and its permissions, then start again.";
    case StorageFailure::kDamaged:
      return "The content of " + name_ + " is damaged (" + reason + "). Restore it from a copy.";
    case StorageFailure::kBusy:
      return "Another program keeps " + name_ + " locked (" + reason + "). Close it there, then try again.";
    case StorageFailure::kNoMemory:
      return "There was not enough memory to work on " + name_ + ".";
    case StorageFailure::kTooLarge:
      return "A row for " + name_ + " is larger than " + std::to_string(row_size_bytes_max_) + " bytes.";
    case StorageFailure::kConstraint:
      return "A change of " + name_ + " breaks a rule of its tables (" + reason + ").";
    case StorageFailure::kMissing:
      return "There is no such table in " + name_ + ": " + reason + ".";
    default:
      return "SQLite failed on " + name_ + " (" + reason + ").";
  }
}

void Database::fail(int result_code) const {
  const std::string reason = result_code == SQLITE_IOERR_DATA ? "a page does not match its checksum"
                             : handle_                        ? sqlite3_errmsg(handle_)
                                                              : sqlite3_errstr(result_code);
  if (result_code == SQLITE_MISUSE || result_code == SQLITE_RANGE)
    throw std::logic_error("SQLite was misused: " + reason);
  if (result_code == SQLITE_ERROR && handle_ && names_missing_table(handle_))
    throw StorageError(StorageFailure::kMissing, sentence_of(StorageFailure::kMissing, reason));
  const StorageFailure failure = failure_of(result_code);
  throw StorageError(failure, sentence_of(failure, reason));
}

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
  const auto prepare = [&] {
    return sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                              SQLITE_PREPARE_PERSISTENT | SQLITE_PREPARE_NO_VTAB, &handle_, nullptr);
  };
  int result_code = prepare();
  if (result_code == SQLITE_ERROR && names_missing_table(database.handle())) {
    // A connection that knows an older schema, and can't read the file to see that, says the same: then
    // this throws what stands in the way.
    database.read_integer("PRAGMA schema_version");
    result_code = prepare();
  }
  if (result_code != SQLITE_OK) database.fail(result_code);
}

Statement::~Statement() {
  sqlite3_finalize(handle_);
}

int Statement::parameter(const std::string& name) const {
  return sqlite3_bind_parameter_index(handle_, name.c_str());
}

namespace {

/// Cheaper than sqlite3_column_blob and its like, each of which looks the value up anew. One thread at a time
/// may ask so, as one at a time uses a query.
std::string_view bytes_of(sqlite3_value* value) {
  const void* data = sqlite3_value_blob(value);
  const int size_bytes = sqlite3_value_bytes(value);
  return data ? std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size_bytes))
              : std::string_view();
}

}  // namespace

void Query::check(int result_code) const {
  if (result_code != SQLITE_OK) statement_->database().fail(result_code);
}

Query& Query::bind(int parameter, std::string_view bytes) {
  check(sqlite3_bind_blob64(statement_->handle(), parameter, not_null(bytes), bytes.size(), SQLITE_STATIC));
  return *this;
}

Query& Query::bind_copy(int parameter, std::string_view bytes) {
  check(
      sqlite3_bind_blob64(statement_->handle(), parameter, not_null(bytes), bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

Query& Query::bind_text(int parameter, std::string_view text) {
  check(sqlite3_bind_text64(statement_->handle(), parameter, not_null(text), text.size(), SQLITE_STATIC,
                            SQLITE_UTF8));
  return *this;
}

Query& Query::bind(int parameter, std::int64_t integer) {
  check(sqlite3_bind_int64(statement_->handle(), parameter, integer));
  return *this;
}

bool Query::step() {
  if (at_end_) return false;
  const int result_code = sqlite3_step(statement_->handle());
  if (result_code == SQLITE_ROW) return true;
  at_end_ = true;
  if (result_code != SQLITE_DONE) statement_->database().fail(result_code);
  return false;
}

std::string_view Query::blob(int column) const {
  return bytes_of(sqlite3_column_value(statement_->handle(), column));
}

std::optional<std::string_view> Query::blob_unless_integer(int column) const {
  sqlite3_value* value = sqlite3_column_value(statement_->handle(), column);
  if (sqlite3_value_type(value) == SQLITE_INTEGER) return std::nullopt;
  return bytes_of(value);
}

std::int64_t Query::integer(int column) const {
  return sqlite3_column_int64(statement_->handle(), column);
}

int Query::column_count() const {
  return sqlite3_column_count(statement_->handle());
}

void Query::reset() noexcept {
  if (statement_) sqlite3_reset(statement_->handle());
  statement_ = nullptr;
}

}  // namespace ddb::db
