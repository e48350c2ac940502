#include <sqlite3.h>

#include <algorithm>
#include <string>

#include "emulator/storage/connection.h"
#include "emulator/storage/file_layer.h"

namespace ddb::storage {

namespace {

/// A larger row goes to the collection's table of large rows. Rows inside the tree of keys make reading fast,
/// but few to a page make the tree deep, splits frequent and, beyond a quarter page, every comparison slow.
/// Measured in docs/adr/0002-storage-layout.md.
constexpr std::size_t kInlineRowSizeBytesMax = 512;
constexpr std::size_t kInlineRowsPerPageMin = 8;

/// The first key after `key`.
std::string key_after(std::string_view key) {
  std::string after(key);
  after.push_back('\0');
  return after;
}

StatementKind scan_kind(Direction direction, const KeyBound& upper) {
  const bool to_end = upper.kind == KeyBound::Kind::kOpen;
  if (direction == Direction::kForward)
    return to_end ? StatementKind::kScanForwardToEnd : StatementKind::kScanForward;
  return to_end ? StatementKind::kScanBackwardToEnd : StatementKind::kScanBackward;
}

/// Tells, while it exists, whether SQLite has rolled back.
class RollbackWatch {
 public:
  explicit RollbackWatch(Database& database) : handle_(database.handle()) {
    const auto note = [](void* rolled_back) { *static_cast<bool*>(rolled_back) = true; };
    sqlite3_rollback_hook(handle_, note, &rolled_back_);
  }
  RollbackWatch(const RollbackWatch&) = delete;
  RollbackWatch& operator=(const RollbackWatch&) = delete;
  ~RollbackWatch() { sqlite3_rollback_hook(handle_, nullptr, nullptr); }
  bool rolled_back() const { return rolled_back_; }

 private:
  sqlite3* handle_;
  bool rolled_back_ = false;
};

/// SQLite says that memory ran out also when it did so after the commit, where SQLite could do without it.
void run_commit(Database& database, Query& query) {
  const RollbackWatch watch(database);
  try {
    query.run();
  } catch (const StorageError& error) {
    const bool has_happened =
        error.failure() == StorageFailure::kNoMemory && database.in_autocommit() && !watch.rolled_back();
    if (!has_happened) throw;
  }
}

}  // namespace

std::string_view Cursor::large_row() {
  if (!large_row_) large_row_.emplace(connection_->large_row(collection_, query_->integer(1)));
  return (*large_row_)->blob(0);
}

void Connection::load() {
  const auto page_size_bytes = static_cast<std::size_t>(database_.read_integer("PRAGMA page_size"));
  inline_row_size_bytes_max_ = std::min(kInlineRowSizeBytesMax, page_size_bytes / kInlineRowsPerPageMin);
  load_collections_with_large_rows();
  replaced_row_.install(database_);
  // Prepared now, and kept: a transaction also ends when there is no memory left.
  for (const StatementKind kind : {StatementKind::kCommit, StatementKind::kRollback,
                                   StatementKind::kRollbackToSavepoint, StatementKind::kRelease})
    statements_.query(kind, 0);
}

void Connection::load_collections_with_large_rows() {
  with_large_rows_.clear();
  Statement statement(database_,
                      "SELECT CAST(substr(name,2) AS INTEGER) FROM sqlite_schema WHERE type='table' AND name "
                      "GLOB 'l[0-9]*'");
  Query query(statement);
  while (query.step())
    with_large_rows_.insert(query.integer(0));
}

void Connection::take_pages_from(const MappedFile* file) {
  if (file != mapped_file_) storage::take_pages_from(database_.handle(), file);
  mapped_file_ = file;
}

void Connection::run(StatementKind kind) {
  if (kind == StatementKind::kBeginWrite && large_rows_changed_) {
    load_collections_with_large_rows();
    large_rows_changed_ = false;
  }
  CachedQuery query = statements_.query(kind, 0);
  if (kind != StatementKind::kCommit) return query->run();
  run_commit(database_, *query.operator->());
  large_rows_changed_ = false;
}

/// What it has to look up again waits for the next transaction that writes: there may be no memory now.
void Connection::roll_back() {
  if (!database_.in_autocommit()) run(StatementKind::kRollback);
}

void Connection::roll_back_to_savepoint() {
  run(StatementKind::kRollbackToSavepoint);
  run(StatementKind::kRelease);
  if (large_rows_changed_) load_collections_with_large_rows();
}

std::optional<FoundRow> Connection::find(CollectionId collection, std::string_view key) {
  CachedQuery query = statements_.query(StatementKind::kGet, collection);
  query->bind(1, key);
  if (!query->step()) return std::nullopt;
  if (!query->blob_unless_integer(0)) return FoundRow(large_row(collection, query->integer(0)));
  return FoundRow(std::move(query));
}

CachedQuery Connection::large_row(CollectionId collection, std::int64_t number) {
  CachedQuery query = statements_.query(StatementKind::kGetLargeRow, collection);
  query->bind(1, number);
  if (!query->step())
    throw StorageError(StorageFailure::kDamaged, "The database is damaged: collection " +
                                                     std::to_string(collection) + " lacks its large row " +
                                                     std::to_string(number) + ". Restore it from a copy.");
  return query;
}

Cursor Connection::scan(CollectionId collection, const KeyRange& range, Direction direction) {
  CachedQuery query = statements_.query(scan_kind(direction, range.upper), collection);
  // One form of SQL serves all ends: between a key and the next one, key + NUL, there is no other key.
  if (range.lower.kind == KeyBound::Kind::kExclusive)
    query->bind_copy(1, key_after(range.lower.key));
  else
    query->bind_copy(1, range.lower.key);
  if (range.upper.kind == KeyBound::Kind::kInclusive)
    query->bind_copy(2, key_after(range.upper.key));
  else if (range.upper.kind == KeyBound::Kind::kExclusive)
    query->bind_copy(2, range.upper.key);
  return Cursor(*this, collection, std::move(query));
}

void Connection::put(CollectionId collection, std::string_view key, std::string_view row) {
  if (row.size() > inline_row_size_bytes_max_)
    put_large_row(collection, key, row);
  else
    put_small_row(collection, key, row);
}

void Connection::put_small_row(CollectionId collection, std::string_view key, std::string_view row) {
  const std::optional<std::int64_t> replaced = large_row_number(collection, key);
  statements_.query(StatementKind::kPut, collection)->bind(1, key).bind(2, row).run();
  if (replaced) erase_large_row(collection, *replaced);
}

std::optional<std::string_view> Connection::replace(CollectionId collection, std::string_view key,
                                                    std::string_view row) {
  replaced_row_.clear();
  if (may_be_large(collection, row)) {
    std::optional<std::string_view> replaced;
    if (const auto found = find(collection, key)) replaced = replaced_large_row_.assign(found->row());
    put(collection, key, row);
    return replaced;
  }
  // Where the key is there, overwriting costs half of what an upsert does; where it is not, it is for
  // nothing.
  if (expects_replacements_)
    statements_.query(StatementKind::kReplace, collection)->bind(1, key).bind(2, row).run();
  if (!replaced_row_.exists())
    statements_.query(StatementKind::kPut, collection)->bind(1, key).bind(2, row).run();
  expects_replacements_ = replaced_row_.exists();
  return replaced_row_.bytes();
}

void Connection::overwrite(CollectionId collection, std::string_view key, std::string_view row) {
  if (may_be_large(collection, row)) return put(collection, key, row);
  statements_.query(StatementKind::kOverwrite, collection)->bind(1, key).bind(2, row).run();
  if (database_.changes() != 1) throw std::logic_error("there is no row to overwrite");
}

bool Connection::may_be_large(CollectionId collection, std::string_view row) const {
  return row.size() > inline_row_size_bytes_max_ || with_large_rows_.contains(collection);
}

void Connection::put_large_row(CollectionId collection, std::string_view key, std::string_view row) {
  if (const std::optional<std::int64_t> replaced = large_row_number(collection, key)) {
    statements_.query(StatementKind::kUpdateLargeRow, collection)->bind(1, *replaced).bind(2, row).run();
    return;
  }
  if (!with_large_rows_.contains(collection)) create_table_of_large_rows(collection);
  statements_.query(StatementKind::kInsertLargeRow, collection)->bind(1, row).run();
  statements_.query(StatementKind::kPut, collection)
      ->bind(1, key)
      .bind(2, database_.last_insert_row_id())
      .run();
}

std::optional<std::int64_t> Connection::large_row_number(CollectionId collection, std::string_view key) {
  if (!with_large_rows_.contains(collection)) return std::nullopt;
  CachedQuery query = statements_.query(StatementKind::kGet, collection);
  query->bind(1, key);
  if (!query->step() || query->blob_unless_integer(0)) return std::nullopt;
  return query->integer(0);
}

void Connection::erase_large_row(CollectionId collection, std::int64_t number) {
  statements_.query(StatementKind::kEraseLargeRow, collection)->bind(1, number).run();
}

bool Connection::erase(CollectionId collection, std::string_view key) {
  if (const std::optional<std::int64_t> number = large_row_number(collection, key))
    erase_large_row(collection, *number);
  statements_.query(StatementKind::kErase, collection)->bind(1, key).run();
  return database_.changes() > 0;
}

void Connection::create_collection(CollectionId collection) {
  database_.execute("CREATE TABLE c" + std::to_string(collection) +
                    "(key BLOB PRIMARY KEY,row BLOB NOT NULL) WITHOUT ROWID");
}

void Connection::create_table_of_large_rows(CollectionId collection) {
  database_.execute("CREATE TABLE l" + std::to_string(collection) +
                    "(number INTEGER PRIMARY KEY,row BLOB NOT NULL)");
  large_rows_changed_ = true;
  with_large_rows_.insert(collection);
}

void Connection::drop_collection(CollectionId collection) {
  statements_.forget(collection);
  database_.execute("DROP TABLE c" + std::to_string(collection));
  if (!with_large_rows_.contains(collection)) return;
  database_.execute("DROP TABLE l" + std::to_string(collection));
  large_rows_changed_ = true;
  with_large_rows_.erase(collection);
}

}  // namespace ddb::storage
