#include "emulator/engine/table_lifecycle.h"

#include <algorithm>

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

}  // namespace ddb::engine
