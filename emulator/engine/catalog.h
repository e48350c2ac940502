#pragma once

#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/engine/table.h"
#include "emulator/storage/store.h"

namespace ddb::engine {

class WriteScope;

/// How much a table or an index holds, as DescribeTable reports it. DynamoDB refreshes its own figures every
/// six hours; these are always current.
struct CollectionStatistics {
  std::int64_t item_count = 0;
  std::int64_t size_bytes = 0;
};

/// Every table by name: read by every request, kept in memory, written through to the store.
/// Thread-safe. Changes of the catalog happen inside a write transaction, which the store runs one at a time.
class Catalog {
 public:
  /// Reads all tables. Throws `storage::StorageError`.
  explicit Catalog(storage::Store& store);

  /// The table, or null.
  TablePointer find(std::string_view name) const;
  /// Names in ascending order, from the first one after `exclusive_start`, at most `limit`.
  std::vector<std::string> names(std::string_view exclusive_start, std::size_t limit) const;
  std::vector<TablePointer> tables() const;
  std::size_t count() const;

  /// Writes `table` in the place of the one of its name, if any; others see it once `scope` is committed.
  void put(WriteScope& scope, Table table);
  void erase(WriteScope& scope, std::string_view name);

  /// Current figures of one collection (a table's items or an index's entries).
  CollectionStatistics statistics(storage::CollectionId collection) const;
  /// Adds to them. `WriteScope::add_statistics` calls this after its commit.
  void add_statistics(storage::CollectionId collection, const CollectionStatistics& change);
  void drop_statistics(storage::CollectionId collection);

 private:
  mutable std::shared_mutex mutex_;
  std::map<std::string, TablePointer, std::less<>> tables_;
  std::map<storage::CollectionId, CollectionStatistics> statistics_;
};

}  // namespace ddb::engine
