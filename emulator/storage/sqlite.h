#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "emulator/storage/storage_error.h"

struct sqlite3;
struct sqlite3_stmt;

/// SQLite in three nouns: a Database is a connection, a Statement is prepared SQL, a Query is one run of it.
/// What SQLite reports as failed is thrown as `StorageError`. Nothing here is thread-safe.
namespace ddb::storage {

/// How a connection is opened.
struct DatabaseOptions {
  std::string path;      ///< ":memory:" or the file's.
  std::string vfs_name;  ///< Empty: the default.
  enum class Access { kReadWriteCreate, kReadOnly } access = Access::kReadWriteCreate;
  int busy_timeout_ms = 250;  ///< How long to wait for another program's lock.
};

/// A connection, hardened: defensive mode, no trusted schema, no extensions, triggers, views or attached
/// databases, and limits on everything.
class Database {
 public:
  explicit Database(const DatabaseOptions& options);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  /// All statements must be gone.
  ~Database();

  /// Runs SQL of our own making (never user text) that gives no rows, or whose rows don't matter.
  void execute(const std::string& sql);
  /// The first column of the first row, as text; empty when there is no row.
  std::string read_text(const std::string& sql);
  std::int64_t read_integer(const std::string& sql);

  /// Rows that the last statement changed.
  std::int64_t changes() const;
  /// No explicit transaction is open. SQLite ends one by itself after some errors.
  bool in_autocommit() const;
  bool is_read_only() const;
  /// The name for messages: the file's path, or "the in-memory store".
  const std::string& name() const { return name_; }

  /// Throws the `StorageError` that stands for SQLite's result code.
  [[noreturn]] void fail(int result_code) const;

  sqlite3* handle() { return handle_; }

 private:
  void harden();

  std::string name_;
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
  sqlite3_stmt* handle() const { return handle_; }

 private:
  Database* database_;
  sqlite3_stmt* handle_;
};

/// One run of a statement, from binding to reset. One at a time for each statement; the statement outlives
/// it.
class Query {
 public:
  explicit Query(Statement& statement) : statement_(&statement) {}
  Query(Query&& other) noexcept : statement_(other.statement_) { other.statement_ = nullptr; }
  Query& operator=(Query&&) = delete;
  ~Query() { reset(); }

  /// Parameters count from 1. The bytes must stay as they are until the query ends.
  Query& bind(int parameter, std::string_view bytes);
  /// The same, with a copy.
  Query& bind_copy(int parameter, std::string_view bytes);
  Query& bind_text(int parameter, std::string_view text);
  Query& bind(int parameter, std::int64_t integer);

  /// To the next row; false at the end.
  bool step();
  /// Runs to the end a statement that gives no rows.
  void run();

  /// Columns count from 0. The bytes are valid until the next step.
  std::string_view blob(int column) const;
  std::int64_t integer(int column) const;
  bool is_null(int column) const;

  /// Ends the run early: what it read is released, and nothing may be called any more.
  void reset() noexcept;

 private:
  void check(int result_code) const;
  Statement* statement_;
};

}  // namespace ddb::storage
