// Written by tools/generate_model from emulator/model/api_model.json and service_rules.json. Do not edit.
#pragma once

#include <optional>
#include <string_view>

namespace ddb::model {
enum class AttributeAction { kAdd, kPut, kDelete };
/// The name on the wire.
std::string_view to_text(AttributeAction value);
/// Empty when `text` is no AttributeAction.
std::optional<AttributeAction> attribute_action_from_text(std::string_view text);

enum class BatchStatementErrorCodeEnum {
  kConditionalCheckFailed,
  kItemCollectionSizeLimitExceeded,
  kRequestLimitExceeded,
  kValidationError,
  kProvisionedThroughputExceeded,
  kTransactionConflict,
  kThrottlingError,
  kInternalServerError,
  kResourceNotFound,
  kAccessDenied,
  kDuplicateItem
};
/// The name on the wire.
std::string_view to_text(BatchStatementErrorCodeEnum value);
/// Empty when `text` is no BatchStatementErrorCodeEnum.
std::optional<BatchStatementErrorCodeEnum> batch_statement_error_code_enum_from_text(std::string_view text);

enum class BillingMode { kProvisioned, kPayPerRequest };
/// The name on the wire.
std::string_view to_text(BillingMode value);
/// Empty when `text` is no BillingMode.
std::optional<BillingMode> billing_mode_from_text(std::string_view text);

enum class ComparisonOperator {
  kEq,
  kNe,
  kIn,
  kLe,
  kLt,
  kGe,
  kGt,
  kBetween,
  kNotNull,
  kNull,
  kContains,
  kNotContains,
  kBeginsWith
};
/// The name on the wire.
std::string_view to_text(ComparisonOperator value);
/// Empty when `text` is no ComparisonOperator.
std::optional<ComparisonOperator> comparison_operator_from_text(std::string_view text);

enum class ConditionalOperator { kAnd, kOr };
/// The name on the wire.
std::string_view to_text(ConditionalOperator value);
/// Empty when `text` is no ConditionalOperator.
std::optional<ConditionalOperator> conditional_operator_from_text(std::string_view text);

enum class GlobalTableSettingsReplicationMode { kEnabled, kDisabled, kEnabledWithOverrides };
/// The name on the wire.
std::string_view to_text(GlobalTableSettingsReplicationMode value);
/// Empty when `text` is no GlobalTableSettingsReplicationMode.
std::optional<GlobalTableSettingsReplicationMode> global_table_settings_replication_mode_from_text(
    std::string_view text);

enum class IndexStatus { kCreating, kUpdating, kDeleting, kActive };
/// The name on the wire.
std::string_view to_text(IndexStatus value);
/// Empty when `text` is no IndexStatus.
std::optional<IndexStatus> index_status_from_text(std::string_view text);

enum class KeyType { kHash, kRange };
/// The name on the wire.
std::string_view to_text(KeyType value);
/// Empty when `text` is no KeyType.
std::optional<KeyType> key_type_from_text(std::string_view text);

enum class MultiRegionConsistency { kEventual, kStrong };
/// The name on the wire.
std::string_view to_text(MultiRegionConsistency value);
/// Empty when `text` is no MultiRegionConsistency.
std::optional<MultiRegionConsistency> multi_region_consistency_from_text(std::string_view text);

enum class OperationType { kInsert, kModify, kRemove };
/// The name on the wire.
std::string_view to_text(OperationType value);
/// Empty when `text` is no OperationType.
std::optional<OperationType> operation_type_from_text(std::string_view text);

enum class ProjectionType { kAll, kKeysOnly, kInclude };
/// The name on the wire.
std::string_view to_text(ProjectionType value);
/// Empty when `text` is no ProjectionType.
std::optional<ProjectionType> projection_type_from_text(std::string_view text);

enum class ReplicaStatus {
  kCreating,
  kCreationFailed,
  kUpdating,
  kDeleting,
  kActive,
  kRegionDisabled,
  kInaccessibleEncryptionCredentials,
  kArchiving,
  kArchived,
  kReplicationNotAuthorized
};
/// The name on the wire.
std::string_view to_text(ReplicaStatus value);
/// Empty when `text` is no ReplicaStatus.
std::optional<ReplicaStatus> replica_status_from_text(std::string_view text);

enum class ReturnConsumedCapacity { kIndexes, kTotal, kNone };
/// The name on the wire.
std::string_view to_text(ReturnConsumedCapacity value);
/// Empty when `text` is no ReturnConsumedCapacity.
std::optional<ReturnConsumedCapacity> return_consumed_capacity_from_text(std::string_view text);

enum class ReturnItemCollectionMetrics { kSize, kNone };
/// The name on the wire.
std::string_view to_text(ReturnItemCollectionMetrics value);
/// Empty when `text` is no ReturnItemCollectionMetrics.
std::optional<ReturnItemCollectionMetrics> return_item_collection_metrics_from_text(std::string_view text);

enum class ReturnValue { kNone, kAllOld, kUpdatedOld, kAllNew, kUpdatedNew };
/// The name on the wire.
std::string_view to_text(ReturnValue value);
/// Empty when `text` is no ReturnValue.
std::optional<ReturnValue> return_value_from_text(std::string_view text);

enum class ReturnValuesOnConditionCheckFailure { kAllOld, kNone };
/// The name on the wire.
std::string_view to_text(ReturnValuesOnConditionCheckFailure value);
/// Empty when `text` is no ReturnValuesOnConditionCheckFailure.
std::optional<ReturnValuesOnConditionCheckFailure> return_values_on_condition_check_failure_from_text(
    std::string_view text);

enum class SSEStatus { kEnabling, kEnabled, kDisabling, kDisabled, kUpdating };
/// The name on the wire.
std::string_view to_text(SSEStatus value);
/// Empty when `text` is no SSEStatus.
std::optional<SSEStatus> sse_status_from_text(std::string_view text);

enum class SSEType { kAes256, kKms };
/// The name on the wire.
std::string_view to_text(SSEType value);
/// Empty when `text` is no SSEType.
std::optional<SSEType> sse_type_from_text(std::string_view text);

enum class ScalarAttributeType { kS, kN, kB };
/// The name on the wire.
std::string_view to_text(ScalarAttributeType value);
/// Empty when `text` is no ScalarAttributeType.
std::optional<ScalarAttributeType> scalar_attribute_type_from_text(std::string_view text);

enum class Select { kAllAttributes, kAllProjectedAttributes, kSpecificAttributes, kCount };
/// The name on the wire.
std::string_view to_text(Select value);
/// Empty when `text` is no Select.
std::optional<Select> select_from_text(std::string_view text);

enum class ShardFilterType { kChildShards };
/// The name on the wire.
std::string_view to_text(ShardFilterType value);
/// Empty when `text` is no ShardFilterType.
std::optional<ShardFilterType> shard_filter_type_from_text(std::string_view text);

enum class ShardIteratorType { kTrimHorizon, kLatest, kAtSequenceNumber, kAfterSequenceNumber };
/// The name on the wire.
std::string_view to_text(ShardIteratorType value);
/// Empty when `text` is no ShardIteratorType.
std::optional<ShardIteratorType> shard_iterator_type_from_text(std::string_view text);

enum class StreamStatus { kEnabling, kEnabled, kDisabling, kDisabled };
/// The name on the wire.
std::string_view to_text(StreamStatus value);
/// Empty when `text` is no StreamStatus.
std::optional<StreamStatus> stream_status_from_text(std::string_view text);

enum class StreamViewType { kNewImage, kOldImage, kNewAndOldImages, kKeysOnly };
/// The name on the wire.
std::string_view to_text(StreamViewType value);
/// Empty when `text` is no StreamViewType.
std::optional<StreamViewType> stream_view_type_from_text(std::string_view text);

enum class TableClass { kStandard, kStandardInfrequentAccess };
/// The name on the wire.
std::string_view to_text(TableClass value);
/// Empty when `text` is no TableClass.
std::optional<TableClass> table_class_from_text(std::string_view text);

enum class TableStatus {
  kCreating,
  kUpdating,
  kDeleting,
  kActive,
  kInaccessibleEncryptionCredentials,
  kArchiving,
  kArchived,
  kReplicationNotAuthorized
};
/// The name on the wire.
std::string_view to_text(TableStatus value);
/// Empty when `text` is no TableStatus.
std::optional<TableStatus> table_status_from_text(std::string_view text);

enum class TimeToLiveStatus { kEnabling, kDisabling, kEnabled, kDisabled };
/// The name on the wire.
std::string_view to_text(TimeToLiveStatus value);
/// Empty when `text` is no TimeToLiveStatus.
std::optional<TimeToLiveStatus> time_to_live_status_from_text(std::string_view text);

enum class WitnessStatus { kCreating, kDeleting, kActive };
/// The name on the wire.
std::string_view to_text(WitnessStatus value);
/// Empty when `text` is no WitnessStatus.
std::optional<WitnessStatus> witness_status_from_text(std::string_view text);

}  // namespace ddb::model
