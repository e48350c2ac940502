#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/engine/table.h"
#include "emulator/storage/store.h"
#include "shared/base/cache_line.h"

namespace ddb::engine {

class RowCodec;
class WriteScope;

/// How much a table or an index holds, as DescribeTable reports it. DynamoDB refreshes its own figures every
/// six hours; these are always current.
struct CollectionStatistics {
  std::int64_t item_count = 0;
  std::int64_t size_bytes = 0;
  bool operator==(const CollectionStatistics&) const = default;
};

/// Every table by name: read by every request, kept in memory, written through to the store.
/// Thread-safe. Changes of the catalog happen inside a write transaction, which the store runs one at a time;
/// memory learns of them before the next write transaction begins.
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
  /// Forgets the table of that name.
  void erase(WriteScope& scope, std::string_view name);

  /// Deleted tables that something of is still to be seen: their DELETING state, or their streams, which stay
  /// readable for 24 hours. They hold no items. Ordered by id.
  std::vector<TablePointer> deleted_tables() const;
  /// The last deleted table of that name that `deleted_tables` has, or null.
  TablePointer find_deleted(std::string_view name) const;
  /// Takes the table out of the tables and puts `table`, its last state, among the deleted ones.
  void put_deleted(WriteScope& scope, Table table);
  void erase_deleted(WriteScope& scope, std::string_view table_id);

  /// Current figures of a table's items, or of the entries of its `index`. After a restart without
  /// `save_statistics` the first call for each counts its rows in a write transaction of its own: the caller
  /// holds no transaction. Throws `storage::StorageError`.
  CollectionStatistics statistics(const Table& table, const SecondaryIndex* index = nullptr);
  /// Adds to them. `WriteScope` calls this after its commit, while its transaction is still open.
  void add_statistics(storage::CollectionId collection, const CollectionStatistics& change);
  /// Forgets the figures of a collection that is gone. Called like `add_statistics`.
  void drop_statistics(storage::CollectionId collection);
  /// Has the next call of `statistics` count anew. Called like `add_statistics`.
  void recount_statistics(storage::CollectionId collection);
  /// Keeps the figures for the next start. Called once, when no more writes will come (a graceful stop).
  /// Throws `storage::StorageError`.
  void save_statistics();

 private:
  void load_statistics();
  void read_statistics(std::string_view text);
  /// What a lost group of writes had added is in the figures: they are counted anew.
  void forget_lost_writes();
  CollectionStatistics count_rows(storage::CollectionId collection, const RowCodec& rows);

  storage::Store& store_;
  alignas(kCacheLineBytes) mutable std::shared_mutex mutex_;
  std::map<std::string, TablePointer, std::less<>> tables_;
  std::map<std::string, TablePointer, std::less<>> deleted_tables_;  // by table id

  std::mutex statistics_mutex_;
  std::map<storage::CollectionId, CollectionStatistics> statistics_;
  std::set<storage::CollectionId> uncounted_;  // what the last run left without figures
  std::uint64_t forgotten_group_ = 0;          // the last lost group that the figures are free of
};

}  // namespace ddb::engine
