#include "emulator/engine/catalog.h"

#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <utility>

#include "emulator/engine/attribute_dictionary.h"
#include "emulator/engine/row_codec.h"
#include "emulator/engine/write_scope.h"

namespace ddb::engine {

namespace {

// Names of definitions and settings in the store.
constexpr std::string_view kTablePrefix = "table/";                 // + table name
constexpr std::string_view kDeletedTablePrefix = "deleted-table/";  // + table id
constexpr std::string_view kStatisticsSetting = "statistics";       // rows of [collection, count, bytes]

std::string joined(std::string_view prefix, std::string_view name) {
  std::string result(prefix);
  result += name;
  return result;
}

using TablesByName = std::map<std::string, TablePointer, std::less<>>;

/// An action that puts `table` into `tables`, in the place of the one of its key, and can't fail: its memory
/// is taken now. For after a commit.
std::function<void()> action_that_puts(std::shared_mutex& mutex, TablesByName& tables, std::string key,
                                       TablePointer table) {
  TablesByName one;
  one.emplace(std::move(key), std::move(table));
  return [&mutex, &tables, node = std::make_shared<TablesByName::node_type>(one.extract(one.begin()))] {
    const std::unique_lock lock(mutex);
    const auto found = tables.find(node->key());
    if (found == tables.end())
      tables.insert(std::move(*node));
    else
      found->second = node->mapped();
  };
}

/// As others get it.
TablePointer shared(Table table) {
  lay_out_rows(table);
  return std::make_shared<const Table>(std::move(table));
}

/// A table with what it has learnt.
Table read_table(const storage::ReadTransaction& transaction, std::string_view definition) {
  Table table = decode_table(definition);
  if (table.row_form != RowForm::kNumberedNames) return table;
  if (const auto names = transaction.setting(names_setting(table)))
    table.dictionary = std::make_shared<AttributeDictionary>(*names);
  return table;
}

CollectionStatistics count_in(const storage::ReadTransaction& transaction, storage::CollectionId collection,
                              const RowCodec& rows) {
  CollectionStatistics result;
  storage::Cursor cursor = transaction.scan(collection, {});
  while (cursor.next()) {
    ++result.item_count;
    result.size_bytes += static_cast<std::int64_t>(rows.open(cursor.row()).size_bytes());
  }
  return result;
}

template <class Visit>
void for_each_collection(const Table& table, Visit&& visit) {
  visit(table.items);
  for (const SecondaryIndex& index : table.indexes)
    visit(index.entries);
}

}  // namespace

Catalog::Catalog(storage::Store& store) : store_(store) {
  {
    const storage::ReadTransaction transaction = store_.begin_read();
    for (const storage::NamedBlob& definition : transaction.definitions()) {
      const bool is_deleted = definition.name.starts_with(kDeletedTablePrefix);
      if (!is_deleted && !definition.name.starts_with(kTablePrefix)) continue;
      TablePointer table = shared(read_table(transaction, definition.blob));
      if (is_deleted)
        deleted_tables_.emplace(table->id, std::move(table));
      else
        tables_.emplace(table->name, std::move(table));
    }
  }
  load_statistics();
}

TablePointer Catalog::find(std::string_view name) const {
  const std::shared_lock lock(mutex_);
  const auto found = tables_.find(name);
  return found == tables_.end() ? nullptr : found->second;
}

std::vector<std::string> Catalog::names(std::string_view exclusive_start, std::size_t limit) const {
  const std::shared_lock lock(mutex_);
  std::vector<std::string> result;
  for (auto table = tables_.upper_bound(exclusive_start); table != tables_.end() && result.size() < limit;
       ++table)
    result.push_back(table->first);
  return result;
}

std::vector<TablePointer> Catalog::tables() const {
  const std::shared_lock lock(mutex_);
  std::vector<TablePointer> result;
  result.reserve(tables_.size());
  for (const auto& [name, table] : tables_)
    result.push_back(table);
  return result;
}

std::size_t Catalog::count() const {
  const std::shared_lock lock(mutex_);
  return tables_.size();
}

void Catalog::put(WriteScope& scope, Table table) {
  scope.storage().put_definition(joined(kTablePrefix, table.name), encode_table(table));
  TablePointer put = shared(std::move(table));
  const std::string& name = put->name;
  scope.after_commit(action_that_puts(mutex_, tables_, name, std::move(put)));
}

void Catalog::erase(WriteScope& scope, std::string_view name) {
  scope.storage().erase_definition(joined(kTablePrefix, name));
  scope.after_commit([this, name = std::string(name)] {
    const std::unique_lock lock(mutex_);
    tables_.erase(name);
  });
}

std::vector<TablePointer> Catalog::deleted_tables() const {
  const std::shared_lock lock(mutex_);
  std::vector<TablePointer> result;
  result.reserve(deleted_tables_.size());
  for (const auto& [id, table] : deleted_tables_)
    result.push_back(table);
  return result;
}

TablePointer Catalog::find_deleted(std::string_view name) const {
  const std::shared_lock lock(mutex_);
  TablePointer last;
  for (const auto& [id, table] : deleted_tables_)
    if (table->name == name && (!last || last->created < table->created)) last = table;
  return last;
}

void Catalog::put_deleted(WriteScope& scope, Table table) {
  erase(scope, table.name);
  scope.storage().put_definition(joined(kDeletedTablePrefix, table.id), encode_table(table));
  auto shared = std::make_shared<const Table>(std::move(table));
  const std::string& id = shared->id;
  scope.after_commit(action_that_puts(mutex_, deleted_tables_, id, std::move(shared)));
}

void Catalog::erase_deleted(WriteScope& scope, std::string_view table_id) {
  scope.storage().erase_definition(joined(kDeletedTablePrefix, table_id));
  scope.after_commit([this, id = std::string(table_id)] {
    const std::unique_lock lock(mutex_);
    deleted_tables_.erase(id);
  });
}

CollectionStatistics Catalog::statistics(const Table& table, const SecondaryIndex* index) {
  const storage::CollectionId collection = index ? index->entries : table.items;
  {
    const std::lock_guard lock(statistics_mutex_);
    forget_lost_writes();
    if (!uncounted_.contains(collection)) {
      const auto found = statistics_.find(collection);
      return found == statistics_.end() ? CollectionStatistics{} : found->second;
    }
  }
  return count_rows(collection, RowCodec(table, index));
}

void Catalog::add_statistics(storage::CollectionId collection, const CollectionStatistics& change) {
  const std::lock_guard lock(statistics_mutex_);
  if (uncounted_.contains(collection)) return;
  CollectionStatistics& sum = statistics_[collection];
  sum.item_count += change.item_count;
  sum.size_bytes += change.size_bytes;
}

void Catalog::forget_lost_writes() {
  const std::uint64_t lost = store_.last_lost_group();
  if (lost == forgotten_group_) return;
  forgotten_group_ = lost;
  for (const auto& [collection, sum] : statistics_)
    uncounted_.insert(collection);
}

void Catalog::drop_statistics(storage::CollectionId collection) {
  const std::lock_guard lock(statistics_mutex_);
  statistics_.erase(collection);
  uncounted_.erase(collection);
}

void Catalog::recount_statistics(storage::CollectionId collection) {
  const std::lock_guard lock(statistics_mutex_);
  uncounted_.insert(collection);
}

CollectionStatistics Catalog::count_rows(storage::CollectionId collection, const RowCodec& rows) {
  try {
    // No write may come between the count and its becoming known: so the writer's turn is taken, to read
    // only.
    const storage::WriteTransaction transaction = store_.begin_write();
    {
      const std::lock_guard lock(statistics_mutex_);
      if (!uncounted_.contains(collection)) return statistics_[collection];
    }
    const CollectionStatistics result = count_in(transaction, collection, rows);
    const std::lock_guard lock(statistics_mutex_);
    statistics_[collection] = result;
    uncounted_.erase(collection);
    return result;
  } catch (const storage::StorageError& error) {
    if (error.failure() != storage::StorageFailure::kRefused) throw;
  }
  // No writes are taken any more, but what there is can be read.
  return count_in(store_.begin_read(storage::ReadKind::kScan), collection, rows);
}

void Catalog::load_statistics() {
  for (const auto& [name, table] : tables_)
    for_each_collection(*table, [&](storage::CollectionId collection) { uncounted_.insert(collection); });
  if (uncounted_.empty()) return;

  // The figures of a graceful stop count once: taken out, they are missing after a stop that saved no newer
  // ones.
  {
    storage::WriteTransaction transaction = store_.begin_write();
    const std::optional<std::string> setting = transaction.setting(kStatisticsSetting);
    if (!setting) return;
    read_statistics(*setting);
    transaction.erase_setting(kStatisticsSetting);
    transaction.commit();
  }
}

void Catalog::read_statistics(std::string_view text) {
  boost::system::error_code failure;
  const boost::json::value rows = boost::json::parse(text, failure);
  if (failure || !rows.is_array()) return;  // then they are counted anew
  for (const boost::json::value& row : rows.get_array()) {
    const boost::json::array* columns = row.if_array();
    if (!columns || columns->size() != 3) continue;
    std::array<std::int64_t, 3> numbers{};
    for (std::size_t i = 0; i < numbers.size() && !failure; ++i)
      numbers[i] = (*columns)[i].to_number<std::int64_t>(failure);
    if (failure || !uncounted_.erase(numbers[0])) continue;
    statistics_[numbers[0]] = {numbers[1], numbers[2]};
  }
}

void Catalog::save_statistics() {
  boost::json::array rows;
  {
    const std::lock_guard lock(statistics_mutex_);
    forget_lost_writes();
    for (const auto& [collection, sum] : statistics_) {
      if (uncounted_.contains(collection)) continue;
      rows.push_back(boost::json::array{collection, sum.item_count, sum.size_bytes});
    }
  }
  {
    storage::WriteTransaction transaction = store_.begin_write();
    transaction.put_setting(kStatisticsSetting, boost::json::serialize(rows));
    transaction.commit();
  }
}

}  // namespace ddb::engine
