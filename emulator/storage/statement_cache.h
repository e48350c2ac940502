#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "emulator/storage/sqlite.h"
#include "emulator/storage/statements.h"

namespace ddb::storage {

class StatementCache;

/// One prepared statement of the cache. While it is in use, it is not given to others and not dropped.
struct CachedStatement {
  enum class Place { kCache, kAlone };  ///< kAlone: made while the cached one was in use, dropped after use.

  CachedStatement(StatementCache& cache_of, Database& database, std::uint64_t key_of, std::string_view sql,
                  Place place_of)
      : cache(&cache_of), key(key_of), place(place_of), statement(database, sql) {}

  StatementCache* cache;
  std::uint64_t key;
  Place place;
  bool in_use = false;
  Statement statement;
};

/// A `Query` over a cached statement, which goes back to the cache when the query ends.
class CachedQuery {
 public:
  CachedQuery(CachedQuery&& other) noexcept
      : cached_(std::exchange(other.cached_, nullptr)), query_(std::move(other.query_)) {}
  CachedQuery& operator=(CachedQuery&&) = delete;
  ~CachedQuery();

  Query* operator->() { return &query_; }
  const Query* operator->() const { return &query_; }

 private:
  friend class StatementCache;
  explicit CachedQuery(CachedStatement& cached) : cached_(&cached), query_(cached.statement) {}

  CachedStatement* cached_;
  Query query_;
};

/// The prepared statements of one connection, the least recently used of which is dropped when there are too
/// many: preparing costs more than running, and thousands of tables must not keep thousands of statements.
class StatementCache {
 public:
  StatementCache(Database& database, std::size_t statements_max)
      : database_(database), statements_max_(statements_max) {}

  /// A run of the statement of `kind` for `id`, prepared now or before. Throws `StorageError` (kMissing) when
  /// there is no such collection or stream.
  CachedQuery query(StatementKind kind, std::int64_t id);
  /// Drops every statement of `id`, none of which is in use.
  void forget(std::int64_t id);

  /// Queries that have not ended.
  std::size_t in_use_count() const { return in_use_count_; }
  std::size_t size() const { return entries_.size(); }

 private:
  friend class CachedQuery;
  using Entries = std::list<CachedStatement>;

  CachedStatement& find_or_prepare(std::uint64_t key, StatementKind kind, std::int64_t id);
  void drop_least_recently_used();
  void give_back(CachedStatement& cached) noexcept;

  Database& database_;
  std::size_t statements_max_;
  std::size_t in_use_count_ = 0;
  Entries entries_;  ///< Most recently used first.
  std::unordered_map<std::uint64_t, Entries::iterator> by_key_;
};

}  // namespace ddb::storage
