#pragma once

#include <chrono>
#include <string>

#include "emulator/engine/catalog.h"
#include "emulator/engine/change_feed.h"
#include "emulator/engine/ongoing_transactions.h"
#include "emulator/engine/shard_policy.h"
#include "emulator/engine/transaction_tokens.h"
#include "emulator/engine/write_scope.h"
#include "emulator/expression/parse_cache.h"
#include "emulator/storage/store.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"

namespace ddb::engine {

struct EngineOptions {
  /// How long tables and indexes stay CREATING, UPDATING and DELETING. Zero by default, so that waiters do
  /// not sleep.
  std::chrono::microseconds transient_status_duration{0};
  /// How many shards a new stream has, and what `roll_shards` is to make of them later.
  ShardPolicy shard_policy;
};

/// What every operation works with: the store, the catalog, and the outside world that was handed in. It owns
/// no thread. Thread-safe.
class Engine {
 public:
  /// `store`, `clock` and `random` must outlive the engine. Throws `storage::StorageError`.
  Engine(storage::Store& store, const Clock& clock, Random& random, EngineOptions options = {});

  storage::Store& store() { return store_; }
  Catalog& catalog() { return catalog_; }
  ChangeFeed& changes() { return changes_; }
  TransactionTokens& transaction_tokens() { return transaction_tokens_; }
  OngoingTransactions& ongoing_transactions() { return ongoing_transactions_; }
  expression::ParseCache& expressions() { return expressions_; }
  const Clock& clock() const { return clock_; }
  Random& random() { return random_; }
  const EngineOptions& options() const { return options_; }

  WriteScope begin_write(storage::Rollback rollback = storage::Rollback::kPossible,
                         storage::CommitMode commit_mode = storage::CommitMode::kEach) {
    return WriteScope(store_, catalog_, rollback, commit_mode);
  }

 private:
  storage::Store& store_;
  const Clock& clock_;
  Random& random_;
  const EngineOptions options_;
  Catalog catalog_;
  ChangeFeed changes_;
  TransactionTokens transaction_tokens_;
  OngoingTransactions ongoing_transactions_;
  expression::ParseCache expressions_;
};

}  // namespace ddb::engine
