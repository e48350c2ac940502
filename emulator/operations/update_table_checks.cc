#include "emulator/operations/update_table_checks.h"

#include <algorithm>
#include <array>
#include <set>

#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"
#include "emulator/operations/encryption_request.h"
#include "emulator/operations/throughput_request.h"

namespace ddb::operations {

namespace messages = model::messages;
using model::BillingMode;

namespace {

model::ServiceError invalid(std::string_view sentence, std::initializer_list<std::string_view> values = {}) {
  return model::validation_error(messages::fill(sentence, values));
}

bool has_index_update(const model::UpdateTableInput& input) {
  return input.global_secondary_index_updates && !input.global_secondary_index_updates->empty();
}

/// What a request changes, one flag for each kind of change.
std::array<bool, 8> changes_of(const model::UpdateTableInput& input) {
  return {input.sse_specification.has_value(),
          input.table_class.has_value(),
          input.deletion_protection_enabled.has_value(),
          input.warm_throughput.has_value(),
          input.on_demand_throughput.has_value(),
          input.stream_specification.has_value(),
          input.billing_mode || input.provisioned_throughput,
          has_index_update(input)};
}

ServiceResult<void> check_single_region(const model::UpdateTableInput& input) {
  if (input.replica_updates) return invalid(messages::kSingleRegion, {"ReplicaUpdates"});
  if (input.global_table_witness_updates)
    return invalid(messages::kSingleRegion, {"GlobalTableWitnessUpdates"});
  if (input.global_table_settings_replication_mode)
    return invalid(messages::kSingleRegion, {"GlobalTableSettingsReplicationMode"});
  if (input.multi_region_consistency) return invalid(messages::kSingleRegion, {"MultiRegionConsistency"});
  return {};
}

/// The service names the first of these that is not alone.
ServiceResult<void> check_alone(const model::UpdateTableInput& input) {
  const std::array<bool, 8> changes = changes_of(input);
  if (std::ranges::count(changes, true) < 2) return {};
  if (input.sse_specification)
    return invalid(messages::kOnlyOperation, {"Server-Side Encryption modification"});
  if (input.table_class) return invalid(messages::kOnlyOperation, {"TableClass modification"});
  if (input.deletion_protection_enabled)
    return invalid(messages::kOnlyOperation, {"DeletionProtection modification"});
  if (input.warm_throughput && creates_index(input)) return invalid(messages::kWarmWithIndexCreation);
  if (input.on_demand_throughput && (input.warm_throughput || input.stream_specification ||
                                     input.provisioned_throughput || has_index_update(input)))
    return invalid(messages::kOnDemandOnlyWithBillingMode);
  if (input.warm_throughput) return invalid(messages::kOnlyOperation, {"WarmThroughput"});
  return {};
}

ServiceResult<void> check_pairs(const model::UpdateTableInput& input) {
  const bool changes_capacity =
      input.provisioned_throughput || input.billing_mode == BillingMode::kProvisioned;
  if (input.stream_specification && changes_capacity) return invalid(messages::kStreamWithCapacity);
  if (!creates_index(input) && !deletes_index(input)) return {};
  if (changes_capacity) return invalid(messages::kIndexWithCapacity);
  if (input.stream_specification) return invalid(messages::kIndexWithStream);
  return {};
}

std::string_view index_name_of(const model::GlobalSecondaryIndexUpdate& update) {
  if (update.update) return update.update->index_name;
  if (update.create) return update.create->index_name;
  return update.delete_->index_name;
}

ServiceResult<void> check_index_updates(const model::UpdateTableInput& input) {
  if (!input.global_secondary_index_updates) return {};
  if (input.global_secondary_index_updates->empty())
    return invalid(messages::kEmptyIndexList, {"GlobalSecondaryIndexUpdates"});
  std::set<std::string_view> names;
  for (const model::GlobalSecondaryIndexUpdate& update : *input.global_secondary_index_updates) {
    const int actions = update.update.has_value() + update.create.has_value() + update.delete_.has_value();
    if (actions == 0) return invalid(messages::kNoIndexAction);
    if (actions > 1) return invalid(messages::kSeveralIndexActions);
    const std::string_view name = index_name_of(update);
    if (!names.insert(name).second) return invalid(messages::kRepeatedIndexUpdate, {name});
  }
  return {};
}

ServiceResult<void> check_billing(const Call& call, const model::UpdateTableInput& input) {
  if (input.billing_mode == BillingMode::kProvisioned && !input.provisioned_throughput)
    return invalid(messages::kProvisionedWithoutCapacity);
  if (!input.provisioned_throughput) return {};
  if (input.billing_mode == BillingMode::kPayPerRequest) return invalid(messages::kCapacityWithPayPerRequest);
  return check_capacity_units(call, *input.provisioned_throughput, {});
}

ServiceResult<void> check_stream(const model::UpdateTableInput& input) {
  if (!input.stream_specification) return {};
  const model::StreamSpecification& stream = *input.stream_specification;
  if (stream.stream_enabled && !stream.stream_view_type)
    return invalid(messages::kEnabledStreamNeedsViewType);
  if (!stream.stream_enabled && stream.stream_view_type)
    return invalid(messages::kDisabledStreamWithViewType);
  return {};
}

}  // namespace

bool creates_index(const model::UpdateTableInput& input) {
  return input.global_secondary_index_updates &&
         std::ranges::any_of(
             *input.global_secondary_index_updates,
             [](const model::GlobalSecondaryIndexUpdate& update) { return update.create.has_value(); });
}

bool deletes_index(const model::UpdateTableInput& input) {
  return input.global_secondary_index_updates &&
         std::ranges::any_of(
             *input.global_secondary_index_updates,
             [](const model::GlobalSecondaryIndexUpdate& update) { return update.delete_.has_value(); });
}

ServiceResult<void> check_table_update(const Call& call, const model::UpdateTableInput& input) {
  DDB_CHECK(check_single_region(input));
  if (std::ranges::count(changes_of(input), true) == 0) return invalid(messages::kNothingToUpdate);
  DDB_CHECK(check_billing(call, input));
  DDB_CHECK(check_index_updates(input));
  DDB_CHECK(check_alone(input));
  DDB_CHECK(check_pairs(input));
  DDB_CHECK(check_stream(input));
  if (input.sse_specification) DDB_CHECK(check_encryption(*input.sse_specification));
  return {};
}

}  // namespace ddb::operations
