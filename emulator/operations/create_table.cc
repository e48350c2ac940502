#include <boost/json/parse.hpp>

#include "emulator/engine/table_description.h"
#include "emulator/engine/table_lifecycle.h"
#include "emulator/engine/table_lookup.h"
#include "emulator/engine/table_streams.h"
#include "emulator/model/limits.h"
#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"
#include "emulator/operations/call.h"
#include "emulator/operations/encryption_request.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/index_request.h"
#include "emulator/operations/key_schema_request.h"
#include "emulator/operations/tag_request.h"
#include "emulator/operations/throughput_request.h"
#include "shared/base/random.h"

namespace ddb::operations {

namespace messages = model::messages;
using engine::BillingMode;
using engine::Status;

namespace {

model::ServiceError invalid(std::string_view sentence, std::initializer_list<std::string_view> values = {}) {
  return model::validation_error(messages::fill(sentence, values));
}

BillingMode billing_mode_of(const model::CreateTableInput& input) {
  return input.billing_mode.value_or(BillingMode::kProvisioned);
}

// ---- Checks that need no table, in the service's order.

ServiceResult<void> check_capacity(const Call& call, const model::CreateTableInput& input) {
  if (billing_mode_of(input) == BillingMode::kPayPerRequest) {
    if (input.provisioned_throughput) return invalid(messages::kCapacityWithPayPerRequest);
    return {};
  }
  if (!input.provisioned_throughput) return invalid(messages::kCapacityMissing);
  return check_capacity_units(call, *input.provisioned_throughput, {});
}

ServiceResult<void> check_table_key(const model::CreateTableInput& input) {
  const KeyElements& key = *input.key_schema;
  const AttributeDefinitions& definitions = *input.attribute_definitions;
  DDB_CHECK(check_no_duplicate_definition(definitions));
  if (key.size() > definitions.size()) return invalid(messages::kKeyWithoutDefinition);
  DDB_CHECK(check_defined(key, definitions));
  DDB_CHECK(check_simple_key(key));
  const bool has_indexes = input.local_secondary_indexes || input.global_secondary_indexes;
  if (!has_indexes && key.size() != definitions.size()) return invalid(messages::kDefinitionCountMismatch);
  return {};
}

ServiceResult<void> check_index_capacity(const Call& call, const model::GlobalSecondaryIndex& index,
                                         BillingMode mode) {
  const ThroughputOwner owner{index.index_name};
  if (mode == BillingMode::kPayPerRequest) {
    if (index.provisioned_throughput)
      return invalid(messages::kIndexCapacityWithPayPerRequest, {index.index_name});
  } else {
    if (!index.provisioned_throughput) return invalid(messages::kIndexCapacityMissing, {index.index_name});
    DDB_CHECK(check_capacity_units(call, *index.provisioned_throughput, owner));
  }
  if (index.on_demand_throughput)
    return check_on_demand(*index.on_demand_throughput, mode, OnDemandRange::kPositive, owner);
  return {};
}

ServiceResult<void> check_throughput(const Call& call, const model::CreateTableInput& input) {
  const BillingMode mode = billing_mode_of(input);
  if (input.global_secondary_indexes)
    for (const model::GlobalSecondaryIndex& index : *input.global_secondary_indexes)
      DDB_CHECK(check_index_capacity(call, index, mode));
  if (input.on_demand_throughput)
    return check_on_demand(*input.on_demand_throughput, mode, OnDemandRange::kPositive, {});
  return {};
}

ServiceResult<void> check_stream(const model::CreateTableInput& input) {
  if (!input.stream_specification) return {};
  const model::StreamSpecification& stream = *input.stream_specification;
  if (stream.stream_enabled && !stream.stream_view_type) return invalid(messages::kNewStreamNeedsViewType);
  if (!stream.stream_enabled && stream.stream_view_type) return invalid(messages::kNoStreamButViewType);
  return {};
}

ServiceResult<void> check_policy(const model::CreateTableInput& input) {
  if (!input.resource_policy) return {};
  if (input.resource_policy->size() > model::kResourcePolicyBytesMax)
    return invalid(messages::kPolicyTooLarge, {std::to_string(model::kResourcePolicyBytesMax)});
  boost::system::error_code failure;
  const boost::json::value policy = boost::json::parse(*input.resource_policy, failure);
  if (failure || !policy.is_object()) return invalid(messages::kInvalidPolicy);
  return {};
}

ServiceResult<void> check_input(const Call& call, const model::CreateTableInput& input) {
  if (input.global_table_source_arn) return invalid(messages::kSingleRegion, {"GlobalTableSourceArn"});
  if (input.global_table_settings_replication_mode)
    return invalid(messages::kSingleRegion, {"GlobalTableSettingsReplicationMode"});
  DDB_CHECK(check_capacity(call, input));
  DDB_CHECK(check_table_key(input));
  DDB_CHECK(check_indexes(input));
  DDB_CHECK(check_throughput(call, input));
  DDB_CHECK(check_stream(input));
  if (input.sse_specification) DDB_CHECK(check_encryption(*input.sse_specification));
  if (input.tags) {
    DDB_CHECK(check_tags(*input.tags));
    if (input.tags->size() > model::kTagsPerTableMax) return invalid(messages::kTooManyTags);
  }
  return check_policy(input);
}

// ---- The table.

engine::ProvisionedThroughput to_throughput(const std::optional<model::ProvisionedThroughput>& throughput) {
  engine::ProvisionedThroughput result;
  if (!throughput) return result;
  result.read_capacity_units = throughput->read_capacity_units;
  result.write_capacity_units = throughput->write_capacity_units;
  return result;
}

ServiceResult<void> add_indexes(const model::CreateTableInput& input, engine::Table& table) {
  using engine::IndexScope;
  if (input.local_secondary_indexes)
    for (const model::LocalSecondaryIndex& index : *input.local_secondary_indexes)
      table.indexes.push_back(to_secondary_index(index.index_name, IndexScope::kLocal, index.key_schema,
                                                 index.projection, table.attribute_definitions));
  if (input.global_secondary_indexes)
    for (const model::GlobalSecondaryIndex& source : *input.global_secondary_indexes) {
      engine::SecondaryIndex index =
          to_secondary_index(source.index_name, IndexScope::kGlobal, source.key_schema, source.projection,
                             table.attribute_definitions);
      index.throughput = to_throughput(source.provisioned_throughput);
      if (source.on_demand_throughput)
        index.on_demand_throughput = merged_on_demand(std::nullopt, *source.on_demand_throughput);
      DDB_TRY(warm, initial_warm_throughput(source.warm_throughput, table.billing_mode, index.throughput,
                                            {index.name}));
      index.warm_throughput = warm;
      table.indexes.push_back(std::move(index));
    }
  return check_projected_attribute_count(table.indexes);
}

void add_settings(const Call& call, const model::CreateTableInput& input, engine::Table& table) {
  table.deletion_protection = input.deletion_protection_enabled.value_or(false);
  table.table_class = input.table_class;
  if (input.sse_specification && wants_kms_key(*input.sse_specification))
    table.sse_kms_key_arn = kms_key_arn(call, *input.sse_specification);
  if (input.tags)
    for (const model::Tag& tag : *input.tags)
      table.tags.emplace(tag.key, tag.value);
  table.resource_policy = input.resource_policy.value_or("");
}

/// The table, but for what the store gives it: the numbers of its collections and its stream.
ServiceResult<engine::Table> to_table(Call& call, const model::CreateTableInput& input,
                                      std::string_view name) {
  engine::Table table;
  table.name = name;
  table.id = random_uuid(call.engine.random());
  table.region = call.region;
  table.account_id = call.account_id;
  table.created = call.engine.clock().now();
  for (const model::AttributeDefinition& definition : *input.attribute_definitions)
    table.attribute_definitions.push_back(to_key_attribute(definition));
  table.key = to_key_schema(*input.key_schema, table.attribute_definitions);
  table.billing_mode = billing_mode_of(input);
  if (table.billing_mode == BillingMode::kPayPerRequest) table.pay_per_request_since = table.created;
  table.throughput = to_throughput(input.provisioned_throughput);
  if (input.on_demand_throughput)
    table.on_demand_throughput = merged_on_demand(std::nullopt, *input.on_demand_throughput);
  DDB_TRY(warm, initial_warm_throughput(input.warm_throughput, table.billing_mode, table.throughput, {}));
  table.warm_throughput = warm;
  DDB_CHECK(add_indexes(input, table));
  add_settings(call, input, table);
  return table;
}

ServiceResult<void> check_name_is_free(Call& call, const std::string& name) {
  const engine::TablePointer deleted = call.engine.catalog().find_deleted(name);
  const bool is_being_deleted = deleted && !engine::is_gone(*deleted, call.engine.clock().now());
  if (call.engine.catalog().find(name) || is_being_deleted)
    return model::ServiceError{model::ErrorCode::kResourceInUse,
                               messages::fill(messages::kTableAlreadyExists, {name})};
  if (call.engine.catalog().count() >= model::kTablesMax)
    return model::ServiceError{model::ErrorCode::kLimitExceeded,
                               messages::fill(messages::kTooManyTables, {std::to_string(model::kTablesMax)})};
  return {};
}

storage::CollectionId new_collection(engine::WriteScope& scope) {
  const storage::CollectionId collection = scope.storage().next_collection_id();
  scope.storage().create_collection(collection);
  return collection;
}

ServiceResult<void> store_table(Call& call, const model::CreateTableInput& input, engine::Table& table) {
  engine::WriteScope scope = call.engine.begin_write();
  DDB_CHECK(check_name_is_free(call, table.name));
  table.items = new_collection(scope);
  for (engine::SecondaryIndex& index : table.indexes) {
    index.entries = new_collection(scope);
    if (index.is_global()) begin_status(call.engine, index, Status::kCreating);
  }
  if (input.stream_specification && input.stream_specification->stream_enabled)
    enable_stream(call.engine, scope, table, *input.stream_specification->stream_view_type);
  begin_status(call.engine, table, Status::kCreating);
  call.engine.catalog().put(scope, table);
  scope.commit();
  return {};
}

/// The service answers before the table is there: CREATING, and without what it works out later.
model::TableDescription describe_as_creating(Call& call, const engine::Table& table) {
  model::TableDescription described = describe_table(table, call.engine.catalog(), table.created);
  described.table_status = model::TableStatus::kCreating;
  described.warm_throughput.reset();
  if (described.billing_mode_summary)
    described.billing_mode_summary->last_update_to_pay_per_request_date_time.reset();
  if (described.global_secondary_indexes)
    for (model::GlobalSecondaryIndexDescription& index : *described.global_secondary_indexes) {
      index.index_status = model::IndexStatus::kCreating;
      index.warm_throughput.reset();
    }
  return described;
}

}  // namespace

ServiceResult<model::CreateTableOutput> create_table(Call& call, model::CreateTableInput& input) {
  DDB_TRY(name, engine::table_name_in(input.table_name));
  DDB_CHECK(check_input(call, input));
  DDB_TRY(table, to_table(call, input, name));
  DDB_CHECK(store_table(call, input, table));
  return model::CreateTableOutput{describe_as_creating(call, table)};
}

}  // namespace ddb::operations
