#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/db/storage_error.h"

struct sqlite3;
struct sqlite3_stmt;

/// SQLite in three nouns: a Database is a connection, a Statement is prepared SQL, a Query is one run of it.
/// What SQLite reports as failed is thrown as `StorageError`; what only a mistake of ours can cause, as
/// `std::logic_error`. Nothing here is thread-safe.
namespace ddb::db {

/// How a connection is opened.
struct DatabaseOptions {
  std::string path = {};  ///< Empty: in memory.
  enum class Access { kReadWriteCreate, kReadOnly } access = Access::kReadWriteCreate;
  std::string vfs_name = {};  ///< Empty: the system's.
  int busy_timeout_ms = 250;  ///< How long to wait for another program's lock.
  std::size_t row_size_bytes_max = 1024 * 1024;
};

/// Sets what SQLite takes for the whole process, and only before its first use. `Database` does it by itself.
void configure_library();

/// What a result code of SQLite, extended or not, stands for.
StorageFailure failure_of(int result_code);

/// A connection, hardened: defensive mode, no trusted schema, no extensions, triggers, views or attached
/// databases, and limits on everything.
class Database {
 public:
  explicit Database(const DatabaseOptions& options);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  /// All statements must be gone.
  ~Database();

  /// Runs SQL of our own making (never user text) whose rows don't matter.
  void execute(const std::string& sql);
  /// The first column of the first row; throws when there is none.
  std::string read_text(const std::string& sql);
  std::int64_t read_integer(const std::string& sql);

  /// Rows that the last INSERT, UPDATE or DELETE changed.
  std::int64_t changes() const;
  std::int64_t last_insert_row_id() const;
  /// No explicit transaction is open. SQLite ends one by itself after some failures.
  bool in_autocommit() const;
  bool is_read_only() const;

  /// Throws the error that stands for SQLite's result code.
  [[noreturn]] void fail(int result_code) const;

  sqlite3* handle() const { return handle_; }

 private:
  void harden();
  std::string sentence_of(StorageFailure failure, const std::string& reason) const;

  std::string name_;  ///< For messages.
  std::size_t row_size_bytes_max_;
  sqlite3* handle_ = nullptr;
};

/// One prepared statement, for use many times.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  Database& database() const { return *database_; }
  /// The number of a named parameter, such as "$1" or ":handle"; 0 when the statement has none of that name.
  int parameter(const std::string& name) const;
  sqlite3_stmt* handle() const { return handle_; }

 private:
  Database* database_;
  sqlite3_stmt* handle_ = nullptr;
};

/// One run of a statement, from binding to reset. One at a time for each statement, which outlives it.
class Query {
 public:
  explicit Query(Statement& statement) : statement_(&statement) {}
  Query(Query&& other) noexcept : statement_(other.statement_), at_end_(other.at_end_) {
    other.statement_ = nullptr;
  }
  Query& operator=(Query&&) = delete;
  ~Query() { reset(); }

  /// Parameters count from 1. The bytes must stay as they are until the query ends.
  Query& bind(int parameter, std::string_view bytes);
  /// The same, with a copy.
  Query& bind_copy(int parameter, std::string_view bytes);
  Query& bind_text(int parameter, std::string_view text);
  Query& bind(int parameter, std::int64_t integer);

  /// To the next row; false at the end, and from then on.
  bool step();
  /// Runs to the end a statement that gives no rows.
  void run() {
    while (step()) {
    }
  }

  /// Columns count from 0. The bytes are valid until the next step.
  std::string_view blob(int column) const;
  std::string_view text(int column) const { return blob(column); }
  std::int64_t integer(int column) const;
  /// The same, or nothing for a column that holds an integer.
  std::optional<std::string_view> blob_unless_integer(int column) const;
  int column_count() const;

  /// Ends the run early: what it holds is released, and nothing may be called any more.
  void reset() noexcept;

 private:
  void check(int result_code) const;

  Statement* statement_;
  bool at_end_ = false;
};

}  // namespace ddb::db
