#include "emulator/storage/statement_cache.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <new>

namespace ddb::storage {

namespace {

constexpr unsigned kKindBits = 6;
static_assert(kStatementKindCount <= (1U << kKindBits));

StatementKind kind_of(std::uint64_t key) {
  return static_cast<StatementKind>(key & ((1U << kKindBits) - 1));
}

std::uint64_t key_of(StatementKind kind, std::int64_t id) {
  return static_cast<std::uint64_t>(id) << kKindBits | static_cast<std::uint64_t>(kind);
}

}  // namespace

CachedQuery::~CachedQuery() {
  if (!cached_) return;
  query_.reset();
  cached_->cache->give_back(*cached_);
}

CachedQuery StatementCache::query(StatementKind kind, std::int64_t id) {
  CachedStatement& cached = find_or_prepare(key_of(kind, id), kind, id);
  cached.in_use = true;
  ++in_use_count_;
  return CachedQuery(cached);
}

CachedStatement& StatementCache::find_or_prepare(std::uint64_t key, StatementKind kind, std::int64_t id) {
  using Place = CachedStatement::Place;
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    if (found->second->in_use)
      return *new CachedStatement(*this, database_, key, sql_of(kind, id), Place::kAlone);
    entries_.splice(entries_.begin(), entries_, found->second);
    return entries_.front();
  }
  if (entries_.size() >= statements_max_) drop_least_recently_used();
  by_key_.reserve(by_key_.size() + 1);
  entries_.emplace_front(*this, database_, key, sql_of(kind, id), Place::kCache);
  try {
    by_key_.emplace(key, entries_.begin());
  } catch (...) {
    entries_.pop_front();
    throw;
  }
  return entries_.front();
}

void StatementCache::drop_least_recently_used() {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    if (entry->in_use || ends_transaction(kind_of(entry->key))) continue;
    by_key_.erase(entry->key);
    entries_.erase(std::next(entry).base());
    return;
  }
}

void StatementCache::give_back(CachedStatement& cached) noexcept {
  --in_use_count_;
  cached.in_use = false;
  if (cached.place == CachedStatement::Place::kAlone) delete &cached;
}

void StatementCache::forget(std::int64_t id) {
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    if (entry->key >> kKindBits != static_cast<std::uint64_t>(id)) {
      ++entry;
      continue;
    }
    assert(!entry->in_use && "a cursor is open in what is dropped");
    by_key_.erase(entry->key);
    entry = entries_.erase(entry);
  }
}

ThreadStatements::ThreadStatements(Database& database, std::size_t statements_max)
    : database_(database), statements_max_(statements_max), shared_(database, statements_max) {
  of_threads_.reserve(kThreadsMax);
}

void ThreadStatements::use_those_of(std::thread::id thread) noexcept {
  if (thread == current_thread_) return;
  current_thread_ = thread;
  const auto found = std::ranges::find(of_threads_, thread, &OfThread::thread);
  if (found != of_threads_.end()) {
    current_ = found->statements.get();
    return;
  }
  current_ = &shared_;
  if (of_threads_.size() == kThreadsMax) return;
  std::unique_ptr<StatementCache> added(new (std::nothrow) StatementCache(database_, statements_max_));
  if (!added) return;
  current_ = added.get();
  of_threads_.push_back({thread, std::move(added)});
}

void ThreadStatements::forget(std::int64_t id) {
  shared_.forget(id);
  for (const OfThread& of_thread : of_threads_)
    of_thread.statements->forget(id);
}

}  // namespace ddb::storage
