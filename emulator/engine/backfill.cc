#include "emulator/engine/backfill.h"

#include "emulator/engine/index_entries.h"
#include "emulator/engine/row_codec.h"
#include "emulator/engine/time_to_live.h"

namespace ddb::engine {

namespace {

/// What one write transaction of a backfill reads at most: other writers wait for about a millisecond.
constexpr std::size_t kItemsPerWrite = 256;
constexpr std::size_t kBytesPerWrite = 1'048'576;

/// One kind of backfill.
class Filling {
 public:
  virtual ~Filling() = default;
  /// Whether `table` still has the collection to be filled, marked as such.
  virtual bool begin(const Table& table) = 0;
  virtual void add(WriteScope& scope, const Table& table, std::string_view key, value::ItemView item) = 0;
  /// Takes the mark off.
  virtual void finish(Engine& engine, Table& table) = 0;
};

/// Whether `collection` is the one that was begun with: between two batches it may have been deleted, and
/// another one of its name created.
bool is_same(std::optional<storage::CollectionId>& begun_with, storage::CollectionId collection) {
  if (!begun_with) begun_with = collection;
  return *begun_with == collection;
}

/// Fills one batch from the item after `last_key` on, and moves `last_key`. False when there is no more to
/// do.
bool fill_batch(Engine& engine, const std::string& table_name, Filling& filling, std::string& last_key) {
  WriteScope scope = engine.begin_write();
  const TablePointer table = engine.catalog().find(table_name);
  if (!table || !filling.begin(*table)) return false;
  bool at_end = true;
  {
    storage::KeyRange range;
    const std::string from = last_key;
    if (!from.empty()) range.lower = storage::KeyBound::exclusive(from);
    storage::Cursor items = scope.storage().scan(table->items, range);
    RowCodec rows(*table);
    std::string item;
    std::size_t count = 0;
    std::size_t bytes = 0;
    while (items.next()) {
      filling.add(scope, *table, items.key(), rows.unpack(items.key(), rows.open(items.row()), item));
      last_key = items.key();
      bytes += items.row().size();
      if (++count < kItemsPerWrite && bytes < kBytesPerWrite) continue;
      at_end = false;
      break;
    }
  }
  if (at_end) {
    Table filled = *table;
    filling.finish(engine, filled);
    engine.catalog().put(scope, std::move(filled));
  }
  scope.commit();
  return !at_end;
}

void fill(Engine& engine, const std::string& table_name, Filling& filling) {
  std::string last_key;
  while (fill_batch(engine, table_name, filling, last_key))
    continue;
}

class IndexFilling final : public Filling {
 public:
  explicit IndexFilling(std::string index_name) : index_name_(std::move(index_name)) {}

  bool begin(const Table& table) override {
    index_ = table.find_index(index_name_);
    return index_ && index_->is_backfilling && is_same(entries_, index_->entries);
  }
  void add(WriteScope& scope, const Table& table, std::string_view, value::ItemView item) override {
    if (const auto entry = make_index_entry(table, *index_, item))
      scope.storage().put(index_->entries, entry->key, RowCodec(table, index_).pack(entry->item, scope));
  }
  void finish(Engine& engine, Table& table) override {
    for (SecondaryIndex& index : table.indexes)
      if (index.name == index_name_) index.is_backfilling = false;
    // Writers count by what changes, as if older items had entries already: so the sum is not known.
    // Said now, as nothing may fail after the commit; whoever counts waits for this scope to end.
    engine.catalog().recount_statistics(index_->entries);
  }

 private:
  std::string index_name_;
  const SecondaryIndex* index_ = nullptr;
  std::optional<storage::CollectionId> entries_;
};

class TimeToLiveFilling final : public Filling {
 public:
  bool begin(const Table& table) override { return table.time_to_live && table.time_to_live->is_backfilling; }
  void add(WriteScope& scope, const Table& table, std::string_view key, value::ItemView item) override {
    if (const auto second = expiry_second(*table.time_to_live, item))
      scope.storage().put(table.time_to_live->queue, time_to_live_key(*second, key), key);
  }
  void finish(Engine&, Table& table) override { table.time_to_live->is_backfilling = false; }

 private:
  std::optional<storage::CollectionId> queue_;
};

}  // namespace

void backfill_index(Engine& engine, const std::string& table_name, const std::string& index_name) {
  IndexFilling filling(index_name);
  fill(engine, table_name, filling);
}

void backfill_time_to_live(Engine& engine, const std::string& table_name) {
  TimeToLiveFilling filling;
  fill(engine, table_name, filling);
}

void resume_backfills(Engine& engine) {
  for (const TablePointer& table : engine.catalog().tables()) {
    for (const SecondaryIndex& index : table->indexes)
      if (index.is_backfilling) backfill_index(engine, table->name, index.name);
    if (table->time_to_live && table->time_to_live->is_backfilling)
      backfill_time_to_live(engine, table->name);
  }
}

}  // namespace ddb::engine
