#include "emulator/engine/item_writer.h"

#include <utility>

#include "emulator/engine/index_entries.h"
#include "emulator/engine/item_checks.h"
#include "emulator/engine/time_to_live.h"
#include "emulator/model/item_messages.h"
#include "emulator/model/limits.h"

namespace ddb::engine {
namespace {

using model::ServiceResult;

model::ServiceError condition_failed(const value::Item& stored) {
  return {model::ErrorCode::kConditionalCheckFailed, std::string(model::messages::kConditionalRequestFailed),
          stored.empty() ? std::nullopt : std::optional(stored)};
}

/// The item as the write leaves it; without attributes when it deletes.
ServiceResult<value::Item> new_image(const Table& table, const ItemWrite& write,
                                     const WriteOutcome& outcome) {
  switch (write.kind) {
    case WriteKind::kPut:
      return value::Item(write.item_or_key);
    case WriteKind::kDelete:
      return value::Item();
    case WriteKind::kConditionCheck:
      return outcome.old_item;
    case WriteKind::kUpdate:
      break;
  }
  const value::ItemView before = outcome.existed ? outcome.old_item.view() : write.item_or_key;
  if (!write.update) return value::Item(before);
  if (!outcome.existed && !write.update->makes_item()) return value::Item();
  DDB_TRY(after, write.update->apply(before, outcome.existed ? expression::ItemState::kExists
                                                             : expression::ItemState::kMissing));
  if (after.view().size_bytes() > model::kItemSizeBytesMax)
    return model::validation_error(std::string(model::messages::kUpdatedItemTooLarge));
  if (value::nests_too_deep(after)) return model::validation_error(std::string(model::messages::kTooDeep));
  DDB_CHECK(check_updated_index_keys(table, after));
  return std::move(after);
}

/// Whether anything beside the item itself depends on what it was.
bool old_items_matter(const Table& table) {
  return !table.indexes.empty() || table.time_to_live || table.enabled_stream();
}

CollectionStatistics difference(bool existed, std::size_t old_size_bytes, bool exists,
                                std::size_t new_size_bytes) {
  return {static_cast<std::int64_t>(exists) - static_cast<std::int64_t>(existed),
          static_cast<std::int64_t>(new_size_bytes) - static_cast<std::int64_t>(old_size_bytes)};
}

std::size_t size_of(const std::optional<IndexEntry>& entry) {
  return entry ? entry->item.view().size_bytes() : 0;
}

/// DynamoDB bills an index by the change of what it stores: a moved entry is a delete and an insert.
double index_units(const std::optional<IndexEntry>& before, const std::optional<IndexEntry>& after) {
  if (before && after && before->key != after->key)
    return write_units(size_of(before), 0) + write_units(0, size_of(after));
  return write_units(size_of(before), size_of(after));
}

}  // namespace

ServiceResult<void> check_write(const Table& table, const ItemWrite& write) {
  if (write.kind == WriteKind::kPut) return check_item(table, write.item_or_key);
  DDB_CHECK(check_key(table, write.item_or_key));
  if (write.update) DDB_CHECK(check_update(table, *write.update));
  return {};
}

ServiceResult<void> ItemWriter::prepare(const Table& table, const ItemWrite& write,
                                        std::string_view stored_key, PreparedWrite& prepared) {
  prepared.table_ = &table;
  prepared.key_ = stored_key;
  prepared.origin_ = write.origin;
  prepared.is_blind_ = write.kind == WriteKind::kPut && !write.condition;
  prepared.wants_old_item_ = write.wants_old_item || old_items_matter(table);
  WriteOutcome& outcome = prepared.outcome_;
  if (prepared.is_blind_) {
    prepared.put_item_ = write.item_or_key;
    return {};
  }
  if (const auto found = scope_.storage().find(table.items, prepared.key_)) {
    outcome.existed = true;
    outcome.old_item = rows_of(table).unpack(prepared.key_, found->row());
    outcome.old_size_bytes = outcome.old_item.view().size_bytes();
  }
  if (write.condition && !write.condition->holds(outcome.old_item)) return condition_failed(outcome.old_item);
  DDB_TRY(after, new_image(table, write, outcome));
  outcome.new_item = std::move(after);
  prepared.changes_item_ = write.kind != WriteKind::kConditionCheck && outcome.old_item != outcome.new_item;
  return {};
}

WriteOutcome& ItemWriter::carry_out(PreparedWrite& write) {
  const Table& table = *write.table_;
  WriteOutcome& outcome = write.outcome_;
  if (write.is_blind_)
    write.changes_item_ = replace(write, outcome);
  else if (write.changes_item_)
    store(table, write.key_, outcome);
  const value::ItemView new_item = write.is_blind_ ? write.put_item_ : outcome.new_item.view();
  outcome.capacity.table_units = write_units(outcome.old_size_bytes, new_item.size_bytes());
  if (!write.changes_item_) return outcome;
  scope_.add_statistics(table.items, difference(outcome.existed, outcome.old_size_bytes, !new_item.empty(),
                                                new_item.size_bytes()));
  write_indexes(table, new_item, outcome);
  write_time_to_live(table, write.key_, outcome.old_item, new_item);
  append_change(table, new_item, outcome, write.origin_);
  return outcome;
}

bool ItemWriter::replace(const PreparedWrite& write, WriteOutcome& outcome) {
  const Table& table = *write.table_;
  RowCodec& rows = rows_of(table);
  const auto replaced = scope_.storage().replace(table.items, write.key_, rows.pack(write.put_item_, scope_));
  if (!replaced) return true;
  outcome.existed = true;
  outcome.old_size_bytes = rows.open(*replaced).size_bytes();
  if (!write.wants_old_item_) return true;
  outcome.old_item = rows.unpack(write.key_, *replaced);
  return outcome.old_item.view() != write.put_item_;
}

void ItemWriter::store(const Table& table, std::string_view key, const WriteOutcome& outcome) {
  RowCodec& rows = rows_of(table);
  if (outcome.new_item.empty())
    scope_.storage().erase(table.items, key);
  else if (outcome.existed)
    scope_.storage().overwrite(table.items, key, rows.pack(outcome.new_item, scope_));
  else
    scope_.storage().put(table.items, key, rows.pack(outcome.new_item, scope_));
}

ServiceResult<WriteOutcome> ItemWriter::write(const Table& table, const ItemWrite& item_write,
                                              std::string_view stored_key) {
  PreparedWrite prepared;
  DDB_CHECK(prepare(table, item_write, stored_key, prepared));
  return std::move(carry_out(prepared));
}

RowCodec& ItemWriter::rows_of(const Table& table) {
  if (std::exchange(table_of_rows_, &table) != &table) rows_.emplace(table);
  return *rows_;
}

void ItemWriter::write_indexes(const Table& table, value::ItemView new_item, WriteOutcome& outcome) {
  for (const SecondaryIndex& index : table.indexes) {
    const auto before = make_index_entry(table, index, outcome.old_item);
    const auto after = make_index_entry(table, index, new_item);
    const bool moved = before && after && before->key != after->key;
    if ((!before && !after) || (before && after && !moved && before->item == after->item)) continue;
    if (before && (!after || moved)) scope_.storage().erase(index.entries, before->key);
    if (after)
      scope_.storage().put(index.entries, after->key, RowCodec(table, &index).pack(after->item, scope_));
    scope_.add_statistics(index.entries,
                          difference(before.has_value(), size_of(before), after.has_value(), size_of(after)));
    outcome.capacity.add_index(index, index_units(before, after));
  }
}

void ItemWriter::write_time_to_live(const Table& table, std::string_view key, value::ItemView old_item,
                                    value::ItemView new_item) {
  if (!table.time_to_live) return;
  const auto before = expiry_second(*table.time_to_live, old_item);
  const auto after = expiry_second(*table.time_to_live, new_item);
  if (before == after) return;
  const storage::CollectionId queue = table.time_to_live->queue;
  if (before) scope_.storage().erase(queue, time_to_live_key(*before, key));
  if (after) scope_.storage().put(queue, time_to_live_key(*after, key), key);
}

void ItemWriter::append_change(const Table& table, value::ItemView new_item, const WriteOutcome& outcome,
                               ChangeOrigin origin) {
  if (!table.enabled_stream()) return;
  const bool exists = !new_item.empty();
  const ChangeKind kind = !outcome.existed ? ChangeKind::kInsert
                          : exists         ? ChangeKind::kModify
                                           : ChangeKind::kRemove;
  const value::Item keys = primary_key(table, exists ? new_item : outcome.old_item.view());
  changes_.append(scope_, table, now_, kind, origin, keys, outcome.old_item, new_item);
}

}  // namespace ddb::engine
