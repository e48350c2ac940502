#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "emulator/storage/sqlite.h"
#include "emulator/storage/statements.h"
#include "shared/base/cache_line.h"

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
class alignas(kCacheLineBytes) StatementCache {
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

/// The prepared statements of a connection that threads use in turn, for each thread its own: running a
/// statement writes to all of it, and fetching that from the core which ran it last would cost as much as
/// finding a row. Those that end a transaction are for all threads, so that they are always there.
class ThreadStatements {
 public:
  /// Threads beyond these share the statements that end a transaction are among.
  static constexpr std::size_t kThreadsMax = 16;

  /// `statements_max` holds for each thread.
  ThreadStatements(Database& database, std::size_t statements_max);

  /// From now on it is `thread` that asks.
  void use_those_of(std::thread::id thread) noexcept;
  CachedQuery query(StatementKind kind, std::int64_t id) {
    return ends_transaction(kind) ? shared_.query(kind, id) : current_->query(kind, id);
  }
  /// As `StatementCache::forget`, for all threads.
  void forget(std::int64_t id);
  /// Queries of this thread that have not ended.
  std::size_t in_use_count() const { return current_->in_use_count(); }

 private:
  struct OfThread {
    std::thread::id thread;
    std::unique_ptr<StatementCache> statements;
  };

  Database& database_;
  std::size_t statements_max_;
  StatementCache shared_;
  std::vector<OfThread> of_threads_;
  StatementCache* current_ = &shared_;
  std::thread::id current_thread_;
};

}  // namespace ddb::storage
