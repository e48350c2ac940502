#include "emulator/operations/update_table_indexes.h"

#include <algorithm>

#include "emulator/engine/table_lifecycle.h"
#include "emulator/model/limits.h"
#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"
#include "emulator/operations/index_request.h"
#include "emulator/operations/throughput_request.h"

namespace ddb::operations {

namespace messages = model::messages;
using engine::BillingMode;
using engine::Status;

namespace {

model::ServiceError invalid(std::string_view sentence, std::initializer_list<std::string_view> values = {}) {
  return model::validation_error(messages::fill(sentence, values));
}

model::ServiceError limit_exceeded(std::string message) {
  return {model::ErrorCode::kLimitExceeded, std::move(message)};
}

ServiceResult<void> check_one_at_a_time(const std::vector<model::GlobalSecondaryIndexUpdate>& updates) {
  const auto changes = std::ranges::count_if(updates, [](const model::GlobalSecondaryIndexUpdate& update) {
    return update.create || update.delete_;
  });
  if (changes > 1) return limit_exceeded(std::string(messages::kOneOnlineIndex));
  return {};
}

/// The global index of that name. `verb` is what shall be done to it, in the words of the message.
ServiceResult<engine::SecondaryIndex*> find_global_index(engine::Table& table, std::string_view name,
                                                         std::string_view verb) {
  const auto found = std::ranges::find(table.indexes, name, &engine::SecondaryIndex::name);
  if (found == table.indexes.end())
    return model::ServiceError{model::ErrorCode::kResourceNotFound,
                               messages::fill(messages::kIndexNotInTable, {name, table.name})};
  if (!found->is_global()) return invalid(messages::kIndexNotGlobal, {verb, name});
  return &*found;
}

// ---- Create

ServiceResult<void> check_new_index(const Call& call, const engine::Table& table,
                                    const model::CreateGlobalSecondaryIndexAction& action) {
  if (table.find_index(action.index_name)) return invalid(messages::kIndexAlreadyExists);
  const auto count = std::ranges::count_if(table.indexes, &engine::SecondaryIndex::is_global);
  if (static_cast<std::size_t>(count) >= model::kGlobalIndexesMax)
    return limit_exceeded(
        messages::fill(messages::kGlobalIndexLimitReached, {std::to_string(model::kGlobalIndexesMax)}));
  DDB_CHECK(check_global_index_key(action.key_schema));
  DDB_CHECK(check_projection(action.projection));
  const ThroughputOwner owner{action.index_name};
  if (table.billing_mode == BillingMode::kPayPerRequest) {
    if (action.provisioned_throughput)
      return invalid(messages::kNewIndexCapacityWithPayPerRequest, {action.index_name});
  } else {
    if (!action.provisioned_throughput)
      return invalid(messages::kNewIndexCapacityMissing, {action.index_name});
    DDB_CHECK(check_capacity_units(call, *action.provisioned_throughput, owner));
  }
  if (action.on_demand_throughput)
    return check_on_demand(*action.on_demand_throughput, table.billing_mode, OnDemandRange::kPositive, owner);
  return {};
}

/// Adds the definitions of the key's attributes to the table. What the table defines already keeps its type.
ServiceResult<void> add_definitions(engine::Table& table, const model::UpdateTableInput& input,
                                    const model::CreateGlobalSecondaryIndexAction& action) {
  if (!input.attribute_definitions || input.attribute_definitions->empty())
    return invalid(messages::kDefinitionsMissingForIndex, {action.index_name});
  DDB_CHECK(check_no_duplicate_definition(*input.attribute_definitions));
  DDB_CHECK(check_defined(action.key_schema, *input.attribute_definitions));
  for (const model::AttributeDefinition& definition : *input.attribute_definitions) {
    const bool is_used = std::ranges::any_of(action.key_schema, [&](const model::KeySchemaElement& element) {
      return element.attribute_name == definition.attribute_name;
    });
    if (is_used && !table.defined_type(definition.attribute_name))
      table.attribute_definitions.push_back(to_key_attribute(definition));
  }
  return {};
}

ServiceResult<void> create_index(Call& call, engine::WriteScope& scope, engine::Table& table,
                                 const model::UpdateTableInput& input,
                                 const model::CreateGlobalSecondaryIndexAction& action) {
  DDB_CHECK(check_new_index(call, table, action));
  DDB_CHECK(add_definitions(table, input, action));
  engine::SecondaryIndex index =
      to_secondary_index(action.index_name, engine::IndexScope::kGlobal, action.key_schema, action.projection,
                         table.attribute_definitions);
  if (action.provisioned_throughput) {
    index.throughput.read_capacity_units = action.provisioned_throughput->read_capacity_units;
    index.throughput.write_capacity_units = action.provisioned_throughput->write_capacity_units;
  }
  if (action.on_demand_throughput)
    index.on_demand_throughput = merged_on_demand(std::nullopt, *action.on_demand_throughput);
  DDB_TRY(warm, initial_warm_throughput(action.warm_throughput, table.billing_mode, index.throughput,
                                        {index.name}));
  index.warm_throughput = warm;
  index.entries = scope.storage().next_collection_id();
  index.is_backfilling = true;
  scope.storage().create_collection(index.entries);
  begin_status(call.engine, index, Status::kCreating);
  table.indexes.push_back(std::move(index));
  return check_projected_attribute_count(table.indexes);
}

// ---- Update

ServiceResult<void> update_index_capacity(Call& call, engine::Table& table, engine::SecondaryIndex& index,
                                          const model::ProvisionedThroughput& wanted) {
  const ThroughputOwner owner{index.name};
  if (table.billing_mode == BillingMode::kPayPerRequest)
    return invalid(messages::kIndexUpdateWithPayPerRequest, {index.name});
  DDB_CHECK(check_capacity_units(call, wanted, owner));
  DDB_TRY(changed, changed_capacity(index.throughput, wanted, call.engine.clock().now(), owner));
  index.throughput = changed;
  index.warm_throughput = raised_to_capacity(index.warm_throughput, table.billing_mode, index.throughput);
  return {};
}

ServiceResult<void> update_index(Call& call, engine::Table& table,
                                 const model::UpdateGlobalSecondaryIndexAction& action) {
  DDB_TRY(found, find_global_index(table, action.index_name, "update"));
  engine::SecondaryIndex& index = *found;
  const ThroughputOwner owner{index.name};
  if (action.provisioned_throughput)
    DDB_CHECK(update_index_capacity(call, table, index, *action.provisioned_throughput));
  if (action.on_demand_throughput) {
    DDB_CHECK(check_on_demand(*action.on_demand_throughput, table.billing_mode,
                              OnDemandRange::kPositiveOrNone, owner));
    index.on_demand_throughput = merged_on_demand(index.on_demand_throughput, *action.on_demand_throughput);
  }
  if (action.warm_throughput) {
    DDB_TRY(warm, raised_warm_throughput(index.warm_throughput, *action.warm_throughput, owner));
    index.warm_throughput = warm;
  }
  begin_status(call.engine, index, Status::kUpdating);
  return {};
}

ServiceResult<void> apply_index_update(Call& call, engine::WriteScope& scope, engine::Table& table,
                                       const model::UpdateTableInput& input,
                                       const model::GlobalSecondaryIndexUpdate& update) {
  if (update.create) return create_index(call, scope, table, input, *update.create);
  if (update.update) return update_index(call, table, *update.update);
  DDB_CHECK(find_global_index(table, update.delete_->index_name, "delete"));
  engine::delete_index(call.engine, scope, table, update.delete_->index_name);
  return {};
}

}  // namespace

ServiceResult<void> apply_index_updates(Call& call, engine::WriteScope& scope, engine::Table& table,
                                        const model::UpdateTableInput& input) {
  if (!input.global_secondary_index_updates) return {};
  DDB_CHECK(check_one_at_a_time(*input.global_secondary_index_updates));
  for (const model::GlobalSecondaryIndexUpdate& update : *input.global_secondary_index_updates)
    DDB_CHECK(apply_index_update(call, scope, table, input, update));
  return {};
}

}  // namespace ddb::operations
