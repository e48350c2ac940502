#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>

#include "emulator/storage/sqlite.h"

namespace ddb::storage {

/// What a statement is for. With the id of a collection or stream, it makes the SQL.
enum class StatementKind : std::uint8_t {
  kGet,
  kPut,
  kErase,
  kScanForward,
  kScanForwardToEnd,
  kScanBackward,
  kScanBackwardToEnd,
  kAppendChange,
  kReadChanges,
  kFirstChange,
  kLastChange,
};

/// The SQL of `kind`, for the collection or stream `id`. Built from integers only.
std::string sql_of(StatementKind kind, std::int64_t id);

/// One prepared statement of the cache. While it is in use, it is not given to others and not evicted.
struct CachedStatement {
  CachedStatement(Database& database, std::uint64_t key_, const std::string& sql)
      : key(key_), statement(database, sql) {}
  std::uint64_t key;
  Statement statement;
  enum class Place { kCache, kAlone } place = Place::kCache;  ///< kAlone: deleted after its use.
  bool in_use = false;
};

/// A `Query` over a cached statement, which goes back to the cache when the query ends.
class CachedQuery {
 public:
  explicit CachedQuery(CachedStatement& cached) : cached_(&cached), query_(cached.statement) {}
  CachedQuery(CachedQuery&& other) noexcept : cached_(other.cached_), query_(std::move(other.query_)) {
    other.cached_ = nullptr;
  }
  CachedQuery& operator=(CachedQuery&&) = delete;
  ~CachedQuery();

  Query* operator->() { return &query_; }
  bool step() { return query_.step(); }
  std::string_view blob(int column) const { return query_.blob(column); }
  std::int64_t integer(int column) const { return query_.integer(column); }

 private:
  CachedStatement* cached_;
  Query query_;
};

/// The prepared statements of one connection, the least recently used of which is dropped when there are too
/// many: preparing costs more than running, and thousands of tables must not keep thousands of statements.
class StatementCache {
 public:
  StatementCache(Database& database, std::size_t statements_max);

  /// A run of the statement of `kind` for `id`: kept, or prepared now. Throws `StorageError` (kMissing) when
  /// there is no such collection or stream.
  CachedQuery query(StatementKind kind, std::int64_t id);
  /// Drops every statement of `id`. None is in use.
  void forget(std::int64_t id);

 private:
  using Entries = std::list<std::unique_ptr<CachedStatement>>;
  void evict();

  Database& database_;
  std::size_t statements_max_;
  Entries entries_;  ///< Most recently used first.
  std::unordered_map<std::uint64_t, Entries::iterator> by_key_;
};

}  // namespace ddb::storage
