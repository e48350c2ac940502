#include <algorithm>

#include "emulator/engine/table_description.h"
#include "emulator/engine/table_lifecycle.h"
#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"
#include "emulator/operations/call.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/generated/handlers.h"

namespace ddb::operations {

namespace messages = model::messages;
using engine::Status;

namespace {

bool has_changing_index(const engine::Table& table, Clock::TimePoint now) {
  return std::ranges::any_of(table.indexes,
                             [now](const engine::SecondaryIndex& index) {
                               return engine::current_status(index, now) != Status::kActive;
                             }) ||
         std::ranges::any_of(table.deleted_indexes, [now](const engine::SecondaryIndex& index) {
           return !engine::is_gone(index, now);
         });
}

ServiceResult<void> check_deletable(const engine::Table& table, Clock::TimePoint now) {
  const auto in_use = [&](std::string_view sentence) {
    return model::ServiceError{model::ErrorCode::kResourceInUse, messages::fill(sentence, {table.name})};
  };
  const Status status = engine::current_status(table, now);
  if (status == Status::kCreating) return in_use(messages::kTableBeingCreated);
  if (table.deletion_protection) return model::validation_error(std::string(messages::kDeletionProtected));
  if (has_changing_index(table, now))
    return model::ServiceError{model::ErrorCode::kResourceInUse, std::string(messages::kIndexesChanging)};
  if (status == Status::kUpdating) return in_use(messages::kTableBeingUpdated);
  return {};
}

/// The service's answer leaves out what is already gone.
model::TableDescription describe_as_deleting(Call& call, const engine::Table& table) {
  model::TableDescription described =
      engine::describe_table(table, call.engine.catalog(), call.engine.clock().now());
  described.table_status = model::TableStatus::kDeleting;
  described.global_secondary_indexes.reset();
  described.local_secondary_indexes.reset();
  return described;
}

}  // namespace

ServiceResult<model::DeleteTableOutput> delete_table(Call& call, model::DeleteTableInput& input) {
  DDB_TRY(seen, find_table(call, input.table_name, engine::TableUse::kDescribe));
  // Its figures are part of the answer, and can't be had once it is gone.
  model::DeleteTableOutput output{describe_as_deleting(call, *seen)};
  if (seen->status == Status::kDeleting) return output;

  engine::WriteScope scope = call.engine.begin_write();
  DDB_TRY(table, find_table(call, input.table_name, engine::TableUse::kDescribe));
  if (table->status == Status::kDeleting) return output;
  DDB_CHECK(check_deletable(*table, call.engine.clock().now()));
  engine::delete_table(call.engine, scope, *table);
  scope.commit();
  return output;
}

}  // namespace ddb::operations
