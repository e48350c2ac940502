#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "emulator/engine/catalog.h"
#include "emulator/storage/store.h"

namespace ddb::engine {

/// One logical write: a transaction of the store, and what memory must learn once it is committed. Without
/// `commit` nothing has happened. There is one at a time; the next one begins when this one is destroyed, so
/// that it finds in memory what this one has committed. What changes more than items is committed at once
/// (`storage::CommitMode::kEach`), as readers must not see in memory what the store does not show them.
class WriteScope {
 public:
  /// Waits for the write scope before it. Throws `storage::StorageError`.
  WriteScope(storage::Store& store, Catalog& catalog,
             storage::Rollback rollback = storage::Rollback::kPossible,
             storage::CommitMode commit_mode = storage::CommitMode::kEach)
      : transaction_(store.begin_write(rollback, commit_mode)), catalog_(catalog), group_(store.group()) {}

  storage::WriteTransaction& storage() { return transaction_; }
  /// The number of the group that is committed, or lost, with this scope: `storage::Store::group`.
  std::uint64_t group() const { return group_; }

  /// Counts what was added to, or taken from, a collection.
  void add_statistics(storage::CollectionId collection, CollectionStatistics change);
  /// Runs `action` right after the commit (of the group, if the scope joined one), in the order given. It
  /// must not throw or begin a transaction.
  void after_commit(std::function<void()> action) { actions_.push_back(std::move(action)); }

  /// Throws `storage::StorageError` when the store can't keep the write; then nothing has happened. Called at
  /// most once.
  void commit();

 private:
  void count();

  storage::WriteTransaction transaction_;
  Catalog& catalog_;
  const std::uint64_t group_;
  std::vector<std::pair<storage::CollectionId, CollectionStatistics>> statistics_;
  std::vector<std::function<void()>> actions_;
};

}  // namespace ddb::engine
