#include <algorithm>

#include "emulator/engine/backfill.h"
#include "emulator/engine/table_description.h"
#include "emulator/engine/table_lifecycle.h"
#include "emulator/engine/table_streams.h"
#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"
#include "emulator/operations/call.h"
#include "emulator/operations/encryption_request.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/throughput_request.h"
#include "emulator/operations/update_table_checks.h"
#include "emulator/operations/update_table_indexes.h"

namespace ddb::operations {

namespace messages = model::messages;
using engine::BillingMode;
using engine::Status;

namespace {

model::ServiceError invalid(std::string_view sentence, std::initializer_list<std::string_view> values = {}) {
  return model::validation_error(messages::fill(sentence, values));
}

// ---- One function for each kind of change. Each leaves `table` as it shall be.

/// Every global index needs capacity of its own, which only the same request can give it.
ServiceResult<void> check_index_capacity_given(const engine::Table& table,
                                               const model::UpdateTableInput& input) {
  std::string missing;
  for (const engine::SecondaryIndex& index : table.indexes) {
    const auto gives_capacity = [&](const model::GlobalSecondaryIndexUpdate& update) {
      return update.update && update.update->index_name == index.name &&
             update.update->provisioned_throughput;
    };
    const bool is_given = input.global_secondary_index_updates &&
                          std::ranges::any_of(*input.global_secondary_index_updates, gives_capacity);
    if (index.is_global() && !is_given) missing += (missing.empty() ? "" : ",") + index.name;
  }
  if (!missing.empty()) return invalid(messages::kProvisionedWithoutIndexCapacity, {missing});
  return {};
}

void switch_to_pay_per_request(engine::Table& table, Clock::TimePoint now) {
  table.billing_mode = BillingMode::kPayPerRequest;
  table.pay_per_request_since = now;
  const auto clear = [now](engine::ProvisionedThroughput& throughput) {
    throughput.read_capacity_units = 0;
    throughput.write_capacity_units = 0;
    throughput.last_decrease = now;
    throughput.decreases_today = 0;
  };
  clear(table.throughput);
  table.warm_throughput = raised_to_capacity(table.warm_throughput, table.billing_mode, table.throughput);
  for (engine::SecondaryIndex& index : table.indexes) {
    if (!index.is_global()) continue;
    clear(index.throughput);
    index.warm_throughput = raised_to_capacity(index.warm_throughput, table.billing_mode, index.throughput);
  }
}

ServiceResult<void> switch_to_provisioned(engine::Table& table, const model::UpdateTableInput& input) {
  DDB_CHECK(check_index_capacity_given(table, input));
  table.billing_mode = BillingMode::kProvisioned;
  table.on_demand_throughput.reset();
  for (engine::SecondaryIndex& index : table.indexes)
    index.on_demand_throughput.reset();
  return {};
}

ServiceResult<void> apply_billing(Call& call, engine::Table& table, const model::UpdateTableInput& input) {
  const Clock::TimePoint now = call.engine.clock().now();
  const BillingMode wanted = input.billing_mode.value_or(table.billing_mode);
  if (input.provisioned_throughput && wanted == BillingMode::kPayPerRequest)
    return invalid(messages::kCapacityWithPayPerRequest);
  if (wanted != table.billing_mode) {
    if (wanted == BillingMode::kPayPerRequest)
      switch_to_pay_per_request(table, now);
    else
      DDB_CHECK(switch_to_provisioned(table, input));
  }
  if (!input.provisioned_throughput) return {};
  DDB_TRY(changed, changed_capacity(table.throughput, *input.provisioned_throughput, now, {}));
  table.throughput = changed;
  table.warm_throughput = raised_to_capacity(table.warm_throughput, table.billing_mode, table.throughput);
  return {};
}

ServiceResult<void> apply_throughput_limits(engine::Table& table, const model::UpdateTableInput& input) {
  if (input.on_demand_throughput) {
    DDB_CHECK(
        check_on_demand(*input.on_demand_throughput, table.billing_mode, OnDemandRange::kPositiveOrNone, {}));
    table.on_demand_throughput = merged_on_demand(table.on_demand_throughput, *input.on_demand_throughput);
  }
  if (input.warm_throughput) {
    DDB_TRY(warm, raised_warm_throughput(table.warm_throughput, *input.warm_throughput, {}));
    table.warm_throughput = warm;
  }
  return {};
}

ServiceResult<void> apply_stream(Call& call, engine::WriteScope& scope, engine::Table& table,
                                 const model::UpdateTableInput& input) {
  if (!input.stream_specification) return {};
  if (!input.stream_specification->stream_enabled) {
    if (!table.enabled_stream()) return invalid(messages::kNoStreamToDisable, {table.name});
    disable_stream(table, call.engine.clock().now());
    return {};
  }
  if (table.enabled_stream()) return invalid(messages::kStreamAlreadyEnabled, {table.name});
  enable_stream(call.engine, scope, table, *input.stream_specification->stream_view_type);
  return {};
}

ServiceResult<void> apply_encryption(const Call& call, engine::Table& table,
                                     const model::UpdateTableInput& input) {
  if (!input.sse_specification) return {};
  if (!wants_kms_key(*input.sse_specification)) {
    if (table.sse_kms_key_arn.empty()) return invalid(messages::kAlreadyEncrypted);
    table.sse_kms_key_arn.clear();
    return {};
  }
  if (!table.sse_kms_key_arn.empty() && input.sse_specification->kms_master_key_id == table.sse_kms_key_arn)
    return invalid(messages::kAlreadyEncryptedWithKey);
  table.sse_kms_key_arn = kms_key_arn(call, *input.sse_specification);
  return {};
}

void apply_table_class(engine::Table& table, const model::UpdateTableInput& input, Clock::TimePoint now) {
  const engine::TableClass current = table.table_class.value_or(engine::TableClass::kStandard);
  if (!input.table_class || *input.table_class == current) return;
  table.table_class = input.table_class;
  table.table_class_changed = now;
}

// ---- The whole.

/// Deletion protection, on-demand maxima and warm throughput change at once; everything else is an UPDATING
/// of the table, or of one index.
bool makes_table_updating(const model::UpdateTableInput& input) {
  return input.billing_mode || input.provisioned_throughput || input.stream_specification ||
         input.table_class || creates_index(input) || deletes_index(input);
}

ServiceResult<engine::Table> changed_table(Call& call, engine::WriteScope& scope, engine::Table table,
                                           const model::UpdateTableInput& input) {
  DDB_CHECK(apply_billing(call, table, input));
  DDB_CHECK(apply_throughput_limits(table, input));
  DDB_CHECK(apply_stream(call, scope, table, input));
  DDB_CHECK(apply_encryption(call, table, input));
  apply_table_class(table, input, call.engine.clock().now());
  table.deletion_protection = input.deletion_protection_enabled.value_or(table.deletion_protection);
  DDB_CHECK(apply_index_updates(call, scope, table, input));
  if (makes_table_updating(input)) begin_status(call.engine, table, Status::kUpdating);
  return table;
}

struct Change {
  engine::TablePointer before;
  engine::Table after;
};

/// Whether all that is asked is that an index goes which is still being created.
bool gives_up_new_index(const engine::Table& table, const model::UpdateTableInput& input,
                        Clock::TimePoint now) {
  if (!deletes_index(input) || input.global_secondary_index_updates->size() != 1) return false;
  const engine::SecondaryIndex* index =
      table.find_index(input.global_secondary_index_updates->front().delete_->index_name);
  return index && engine::current_status(*index, now) == Status::kCreating;
}

/// The table as it is. An index that is being created keeps its table UPDATING, and may go all the same.
/// Source: API reference, GlobalSecondaryIndexDescription, "Backfilling".
ServiceResult<engine::TablePointer> table_to_change(Call& call, const model::UpdateTableInput& input) {
  auto table = find_table(call, input.table_name, engine::TableUse::kChange);
  if (table) return table;
  auto updating = find_table(call, input.table_name, engine::TableUse::kChangeSetting);
  if (updating && gives_up_new_index(**updating, input, call.engine.clock().now())) return updating;
  return table;
}

ServiceResult<Change> change(Call& call, const model::UpdateTableInput& input) {
  engine::WriteScope scope = call.engine.begin_write();
  DDB_TRY(before, table_to_change(call, input));
  DDB_TRY(after, changed_table(call, scope, *before, input));
  call.engine.catalog().put(scope, after);
  scope.commit();
  return Change{std::move(before), std::move(after)};
}

void describe_index_changes(const model::UpdateTableInput& input, model::TableDescription& described) {
  if (!input.global_secondary_index_updates || !described.global_secondary_indexes) return;
  for (const model::GlobalSecondaryIndexUpdate& update : *input.global_secondary_index_updates) {
    for (model::GlobalSecondaryIndexDescription& index : *described.global_secondary_indexes) {
      if (update.create && index.index_name == update.create->index_name) {
        index.index_status = model::IndexStatus::kCreating;
        index.backfilling = false;
      } else if (update.update && index.index_name == update.update->index_name) {
        index.index_status = model::IndexStatus::kUpdating;
      } else if (update.delete_ && index.index_name == update.delete_->index_name) {
        index.index_status = model::IndexStatus::kDeleting;
      }
    }
  }
}

/// The service answers before the change is made: UPDATING, with the capacity and table class that still are.
model::TableDescription describe_as_updating(Call& call, const model::UpdateTableInput& input,
                                             const Change& change) {
  const Clock::TimePoint now = call.engine.clock().now();
  engine::Table shown = change.after;
  shown.warm_throughput = change.before->warm_throughput;
  shown.table_class = change.before->table_class;
  shown.table_class_changed = change.before->table_class_changed;
  if (change.before->billing_mode == shown.billing_mode) {
    shown.throughput.read_capacity_units = change.before->throughput.read_capacity_units;
    shown.throughput.write_capacity_units = change.before->throughput.write_capacity_units;
    shown.throughput.decreases_today = engine::decreases_today(change.before->throughput, now);
  }
  // An index on its way out is still shown.
  shown.deleted_indexes.clear();
  for (const engine::SecondaryIndex& index : change.before->indexes) {
    if (change.after.find_index(index.name)) continue;
    shown.indexes.push_back(index);
    shown.indexes.back().entries = 0;
  }
  model::TableDescription described = engine::describe_table(shown, call.engine.catalog(), now);
  if (makes_table_updating(input)) described.table_status = model::TableStatus::kUpdating;
  describe_index_changes(input, described);
  if (input.sse_specification && described.sse_description)
    described.sse_description->status = model::SSEStatus::kUpdating;
  return described;
}

}  // namespace

ServiceResult<model::UpdateTableOutput> update_table(Call& call, model::UpdateTableInput& input) {
  DDB_CHECK(check_table_update(call, input));
  DDB_TRY(made, change(call, input));
  model::UpdateTableOutput output{describe_as_updating(call, input, made)};
  if (creates_index(input))
    for (const model::GlobalSecondaryIndexUpdate& update : *input.global_secondary_index_updates)
      if (update.create) engine::backfill_index(call.engine, made.after.name, update.create->index_name);
  return output;
}

}  // namespace ddb::operations
