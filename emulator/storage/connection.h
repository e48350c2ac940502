#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>
#include <vector>

#include "emulator/storage/cursor.h"
#include "emulator/storage/ids.h"
#include "emulator/storage/key_range.h"
#include "emulator/storage/replaced_row.h"
#include "emulator/storage/sqlite.h"
#include "emulator/storage/statement_cache.h"

namespace ddb::storage {

class MappedFile;
class MemoryFile;

struct NamedBlob {
  std::string name;
  std::string blob;
  bool operator==(const NamedBlob&) const = default;
};

/// What a stream holds now: its first and last record.
struct ChangeSpan {
  std::uint64_t first_sequence = 0;
  std::int64_t first_created_us = 0;
  std::uint64_t last_sequence = 0;
  std::int64_t last_created_us = 0;
  bool operator==(const ChangeSpan&) const = default;
};

/// Everything that is done inside a transaction, on one connection: the transactions of store.h call it. The
/// tables it works on are described in docs/storage-format.md. Not thread-safe.
class Connection {
 public:
  Connection(const DatabaseOptions& options, std::size_t statements_max)
      : database_(options), statements_(database_, statements_max) {}
  /// Reads a database in memory, whose writer is another connection.
  Connection(const MemoryFile& file, std::size_t statements_max)
      : database_(file), statements_(database_, statements_max) {}

  Database& database() { return database_; }
  const ThreadStatements& statements() const { return statements_; }
  /// To be told which thread works from now on.
  void hand_to(std::thread::id thread) noexcept { statements_.use_those_of(thread); }
  /// From now on takes the pages of its file from `file`, which outlives it; null: asks the system for them.
  void take_pages_from(const MappedFile* file);
  /// Reads what the connection keeps in mind of the file's tables. Once, before anything else.
  void load();

  /// Runs a statement that takes no parameters and gives no rows.
  void run(StatementKind kind);
  /// Ends an explicit transaction, if one is open, without what it did.
  void roll_back();
  /// Undoes and ends the savepoint, inside a transaction that goes on.
  void roll_back_to_savepoint();

  std::optional<FoundRow> find(CollectionId collection, std::string_view key);
  Cursor scan(CollectionId collection, const KeyRange& range, Direction direction);
  void put(CollectionId collection, std::string_view key, std::string_view row);
  /// As `put`; gives the row that was there, valid until the next call that writes.
  std::optional<std::string_view> replace(CollectionId collection, std::string_view key,
                                          std::string_view row);
  void overwrite(CollectionId collection, std::string_view key, std::string_view row);
  bool erase(CollectionId collection, std::string_view key);
  void create_collection(CollectionId collection);
  void drop_collection(CollectionId collection);
  /// The row of `number` in the collection's table of large rows, as a query that stands on it.
  CachedQuery large_row(CollectionId collection, std::int64_t number);

  std::vector<NamedBlob> definitions();
  std::optional<std::string> definition(std::string_view name);
  void put_definition(std::string_view name, std::string_view blob);
  void erase_definition(std::string_view name);
  std::vector<NamedBlob> settings(std::string_view prefix);
  std::optional<std::string> setting(std::string_view name);
  void put_setting(std::string_view name, std::string_view blob);
  void erase_setting(std::string_view name);
  /// A counter of the store; 0 when it was never put.
  std::int64_t counter(std::string_view name);
  void put_counter(std::string_view name, std::int64_t value);

  void create_stream(StreamId stream);
  void drop_stream(StreamId stream);
  void append_change(StreamId stream, std::uint64_t sequence, std::int64_t created_us,
                     std::string_view record);
  std::size_t trim_changes(StreamId stream, std::int64_t created_before_us, std::size_t limit);
  ChangeCursor changes(StreamId stream, std::uint64_t from);
  std::optional<ChangeSpan> change_span(StreamId stream);
  std::vector<StreamId> streams();

 private:
  std::optional<std::string> blob_by_name(StatementKind kind, std::string_view name);
  void put_blob(StatementKind kind, std::string_view name, std::string_view blob);
  void erase_by_name(StatementKind kind, std::string_view name);

  /// Whether the row, or the one that it replaces, may be one of the table of large rows.
  bool may_be_large(CollectionId collection, std::string_view row) const;
  void put_small_row(CollectionId collection, std::string_view key, std::string_view row);
  void put_large_row(CollectionId collection, std::string_view key, std::string_view row);
  std::optional<std::int64_t> large_row_number(CollectionId collection, std::string_view key);
  void erase_large_row(CollectionId collection, std::int64_t number);
  void create_table_of_large_rows(CollectionId collection);
  void load_collections_with_large_rows();

  const MappedFile* mapped_file_ = nullptr;
  ReplacedRow replaced_row_;
  bool expects_replacements_ = false;  ///< As the last `replace` was one.
  std::string replaced_large_row_;
  Database database_;
  ThreadStatements statements_;
  std::size_t inline_row_size_bytes_max_ = 0;
  /// The collections that have a table of large rows. Only writing needs it.
  std::unordered_set<CollectionId> with_large_rows_;
  bool large_rows_changed_ = false;  ///< `with_large_rows_` changed in the open transaction.
};

}  // namespace ddb::storage
