#include "emulator/engine/write_scope.h"

namespace ddb::engine {

void WriteScope::add_statistics(storage::CollectionId collection, CollectionStatistics change) {
  for (auto& [known, sum] : statistics_) {
    if (known != collection) continue;
    sum.item_count += change.item_count;
    sum.size_bytes += change.size_bytes;
    return;
  }
  statistics_.emplace_back(collection, change);
}

void WriteScope::commit() {
  // Makes room for the figures, as nothing may fail after the commit.
  for (const auto& [collection, change] : statistics_)
    catalog_.add_statistics(collection, {});
  transaction_.commit(std::move(actions_));
  count();
}

void WriteScope::count() {
  for (const auto& [collection, change] : statistics_)
    catalog_.add_statistics(collection, change);
}

}  // namespace ddb::engine
