#include "emulator/engine/table_lifecycle.h"

#include <algorithm>

#include "emulator/engine/attribute_dictionary.h"
#include "emulator/engine/table_streams.h"

namespace ddb::engine {

namespace {

bool has_ended(const std::optional<Clock::TimePoint>& until, Clock::TimePoint now) {
  return !until || now >= *until;
}

}  // namespace

Status current_status(const SecondaryIndex& index, Clock::TimePoint now) {
  if (index.is_backfilling) return Status::kCreating;
  return has_ended(index.status_until, now) ? Status::kActive : index.status;
}

Status current_status(const Table& table, Clock::TimePoint now) {
  if (table.status == Status::kDeleting) return Status::kDeleting;
  if (!has_ended(table.status_until, now)) return table.status;
  const auto is_changing = [&](const SecondaryIndex& index) {
    const Status status = current_status(index, now);
    return index.is_global() && (status == Status::kCreating || status == Status::kDeleting);
  };
  const bool is_updating =
      std::any_of(table.indexes.begin(), table.indexes.end(), is_changing) ||
      std::any_of(table.deleted_indexes.begin(), table.deleted_indexes.end(), is_changing);
  return is_updating ? Status::kUpdating : Status::kActive;
}

bool is_gone(const Table& table, Clock::TimePoint now) {
  return table.status == Status::kDeleting && has_ended(table.status_until, now);
}

bool is_gone(const SecondaryIndex& index, Clock::TimePoint now) {
  return index.status == Status::kDeleting && has_ended(index.status_until, now);
}

void begin_status(Engine& engine, Table& table, Status status) {
  table.status = status;
  table.status_until = engine.clock().now() + engine.options().transient_status_duration;
}

void begin_status(Engine& engine, SecondaryIndex& index, Status status) {
  index.status = status;
  index.status_until = engine.clock().now() + engine.options().transient_status_duration;
}

namespace {

void drop_collection(Engine& engine, WriteScope& scope, storage::CollectionId collection) {
  scope.storage().drop_collection(collection);
  scope.after_commit([&engine, collection] { engine.catalog().drop_statistics(collection); });
}

}  // namespace

void delete_table(Engine& engine, WriteScope& scope, const Table& table) {
  drop_collection(engine, scope, table.items);
  for (const SecondaryIndex& index : table.indexes)
    drop_collection(engine, scope, index.entries);
  if (table.time_to_live) scope.storage().drop_collection(table.time_to_live->queue);
  scope.storage().erase_setting(names_setting(table));

  Table deleted = table;
  deleted.indexes.clear();
  deleted.deleted_indexes.clear();
  deleted.time_to_live.reset();
  disable_stream(deleted, engine.clock().now());
  begin_status(engine, deleted, Status::kDeleting);
  if (is_gone(deleted, engine.clock().now()) && deleted.streams.empty())
    engine.catalog().erase(scope, deleted.name);
  else
    engine.catalog().put_deleted(scope, std::move(deleted));
}

void delete_index(Engine& engine, WriteScope& scope, Table& table, std::string_view index_name) {
  const auto found = std::find_if(table.indexes.begin(), table.indexes.end(),
                                  [&](const SecondaryIndex& index) { return index.name == index_name; });
  if (found == table.indexes.end()) return;
  SecondaryIndex deleted = std::move(*found);
  table.indexes.erase(found);
  drop_collection(engine, scope, deleted.entries);
  deleted.entries = 0;
  deleted.is_backfilling = false;
  begin_status(engine, deleted, Status::kDeleting);

  std::erase_if(table.attribute_definitions, [&](const KeyAttribute& definition) {
    return !table.key.contains(definition.name) &&
           std::none_of(table.indexes.begin(), table.indexes.end(),
                        [&](const SecondaryIndex& index) { return index.key.contains(definition.name); });
  });
  const Clock::TimePoint now = engine.clock().now();
  std::erase_if(table.deleted_indexes, [now](const SecondaryIndex& index) { return is_gone(index, now); });
  if (!is_gone(deleted, now)) table.deleted_indexes.push_back(std::move(deleted));
}

}  // namespace ddb::engine
