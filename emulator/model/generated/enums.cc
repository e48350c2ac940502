// Written by tools/generate_model from emulator/model/api_model.json and service_rules.json. Do not edit.
#include "emulator/model/generated/enums.h"

#include <array>

namespace ddb::model {
namespace {

template <class Enum, std::size_t kCount>
std::optional<Enum> find(const std::array<std::string_view, kCount>& names, std::string_view text) {
  for (std::size_t i = 0; i < kCount; ++i)
    if (names[i] == text) return static_cast<Enum>(i);
  return std::nullopt;
}

constexpr std::array<std::string_view, 3> kAttributeActionNames = {"ADD", "PUT", "DELETE"};
constexpr std::array<std::string_view, 11> kBatchStatementErrorCodeEnumNames = {
    "ConditionalCheckFailed",
    "ItemCollectionSizeLimitExceeded",
    "RequestLimitExceeded",
    "ValidationError",
    "ProvisionedThroughputExceeded",
    "TransactionConflict",
    "ThrottlingError",
    "InternalServerError",
    "ResourceNotFound",
    "AccessDenied",
    "DuplicateItem"};
constexpr std::array<std::string_view, 2> kBillingModeNames = {"PROVISIONED", "PAY_PER_REQUEST"};
constexpr std::array<std::string_view, 13> kComparisonOperatorNames = {
    "EQ",      "NE",       "IN",   "LE",       "LT",           "GE",         "GT",
    "BETWEEN", "NOT_NULL", "NULL", "CONTAINS", "NOT_CONTAINS", "BEGINS_WITH"};
constexpr std::array<std::string_view, 2> kConditionalOperatorNames = {"AND", "OR"};
constexpr std::array<std::string_view, 3> kGlobalTableSettingsReplicationModeNames = {
    "ENABLED", "DISABLED", "ENABLED_WITH_OVERRIDES"};
constexpr std::array<std::string_view, 4> kIndexStatusNames = {"CREATING", "UPDATING", "DELETING", "ACTIVE"};
constexpr std::array<std::string_view, 2> kKeyTypeNames = {"HASH", "RANGE"};
constexpr std::array<std::string_view, 2> kMultiRegionConsistencyNames = {"EVENTUAL", "STRONG"};
constexpr std::array<std::string_view, 3> kOperationTypeNames = {"INSERT", "MODIFY", "REMOVE"};
constexpr std::array<std::string_view, 3> kProjectionTypeNames = {"ALL", "KEYS_ONLY", "INCLUDE"};
constexpr std::array<std::string_view, 10> kReplicaStatusNames = {"CREATING",
                                                                  "CREATION_FAILED",
                                                                  "UPDATING",
                                                                  "DELETING",
                                                                  "ACTIVE",
                                                                  "REGION_DISABLED",
                                                                  "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
                                                                  "ARCHIVING",
                                                                  "ARCHIVED",
                                                                  "REPLICATION_NOT_AUTHORIZED"};
constexpr std::array<std::string_view, 3> kReturnConsumedCapacityNames = {"INDEXES", "TOTAL", "NONE"};
constexpr std::array<std::string_view, 2> kReturnItemCollectionMetricsNames = {"SIZE", "NONE"};
constexpr std::array<std::string_view, 5> kReturnValueNames = {"NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW",
                                                               "UPDATED_NEW"};
constexpr std::array<std::string_view, 2> kReturnValuesOnConditionCheckFailureNames = {"ALL_OLD", "NONE"};
constexpr std::array<std::string_view, 5> kSSEStatusNames = {"ENABLING", "ENABLED", "DISABLING", "DISABLED",
                                                             "UPDATING"};
constexpr std::array<std::string_view, 2> kSSETypeNames = {"AES256", "KMS"};
constexpr std::array<std::string_view, 3> kScalarAttributeTypeNames = {"S", "N", "B"};
constexpr std::array<std::string_view, 4> kSelectNames = {"ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES",
                                                          "SPECIFIC_ATTRIBUTES", "COUNT"};
constexpr std::array<std::string_view, 1> kShardFilterTypeNames = {"CHILD_SHARDS"};
constexpr std::array<std::string_view, 4> kShardIteratorTypeNames = {
    "TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"};
constexpr std::array<std::string_view, 4> kStreamStatusNames = {"ENABLING", "ENABLED", "DISABLING",
                                                                "DISABLED"};
constexpr std::array<std::string_view, 4> kStreamViewTypeNames = {"NEW_IMAGE", "OLD_IMAGE",
                                                                  "NEW_AND_OLD_IMAGES", "KEYS_ONLY"};
constexpr std::array<std::string_view, 2> kTableClassNames = {"STANDARD", "STANDARD_INFREQUENT_ACCESS"};
constexpr std::array<std::string_view, 8> kTableStatusNames = {"CREATING",
                                                               "UPDATING",
                                                               "DELETING",
                                                               "ACTIVE",
                                                               "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
                                                               "ARCHIVING",
                                                               "ARCHIVED",
                                                               "REPLICATION_NOT_AUTHORIZED"};
constexpr std::array<std::string_view, 4> kTimeToLiveStatusNames = {"ENABLING", "DISABLING", "ENABLED",
                                                                    "DISABLED"};
constexpr std::array<std::string_view, 3> kWitnessStatusNames = {"CREATING", "DELETING", "ACTIVE"};

}  // namespace

std::string_view to_text(AttributeAction value) {
  return kAttributeActionNames[static_cast<std::size_t>(value)];
}
std::optional<AttributeAction> attribute_action_from_text(std::string_view text) {
  return find<AttributeAction>(kAttributeActionNames, text);
}

std::string_view to_text(BatchStatementErrorCodeEnum value) {
  return kBatchStatementErrorCodeEnumNames[static_cast<std::size_t>(value)];
}
std::optional<BatchStatementErrorCodeEnum> batch_statement_error_code_enum_from_text(std::string_view text) {
  return find<BatchStatementErrorCodeEnum>(kBatchStatementErrorCodeEnumNames, text);
}

std::string_view to_text(BillingMode value) {
  return kBillingModeNames[static_cast<std::size_t>(value)];
}
std::optional<BillingMode> billing_mode_from_text(std::string_view text) {
  return find<BillingMode>(kBillingModeNames, text);
}

std::string_view to_text(ComparisonOperator value) {
  return kComparisonOperatorNames[static_cast<std::size_t>(value)];
}
std::optional<ComparisonOperator> comparison_operator_from_text(std::string_view text) {
  return find<ComparisonOperator>(kComparisonOperatorNames, text);
}

std::string_view to_text(ConditionalOperator value) {
  return kConditionalOperatorNames[static_cast<std::size_t>(value)];
}
std::optional<ConditionalOperator> conditional_operator_from_text(std::string_view text) {
  return find<ConditionalOperator>(kConditionalOperatorNames, text);
}

std::string_view to_text(GlobalTableSettingsReplicationMode value) {
  return kGlobalTableSettingsReplicationModeNames[static_cast<std::size_t>(value)];
}
std::optional<GlobalTableSettingsReplicationMode> global_table_settings_replication_mode_from_text(
    std::string_view text) {
  return find<GlobalTableSettingsReplicationMode>(kGlobalTableSettingsReplicationModeNames, text);
}

std::string_view to_text(IndexStatus value) {
  return kIndexStatusNames[static_cast<std::size_t>(value)];
}
std::optional<IndexStatus> index_status_from_text(std::string_view text) {
  return find<IndexStatus>(kIndexStatusNames, text);
}

std::string_view to_text(KeyType value) {
  return kKeyTypeNames[static_cast<std::size_t>(value)];
}
std::optional<KeyType> key_type_from_text(std::string_view text) {
  return find<KeyType>(kKeyTypeNames, text);
}

std::string_view to_text(MultiRegionConsistency value) {
  return kMultiRegionConsistencyNames[static_cast<std::size_t>(value)];
}
std::optional<MultiRegionConsistency> multi_region_consistency_from_text(std::string_view text) {
  return find<MultiRegionConsistency>(kMultiRegionConsistencyNames, text);
}

std::string_view to_text(OperationType value) {
  return kOperationTypeNames[static_cast<std::size_t>(value)];
}
std::optional<OperationType> operation_type_from_text(std::string_view text) {
  return find<OperationType>(kOperationTypeNames, text);
}

std::string_view to_text(ProjectionType value) {
  return kProjectionTypeNames[static_cast<std::size_t>(value)];
}
std::optional<ProjectionType> projection_type_from_text(std::string_view text) {
  return find<ProjectionType>(kProjectionTypeNames, text);
}

std::string_view to_text(ReplicaStatus value) {
  return kReplicaStatusNames[static_cast<std::size_t>(value)];
}
std::optional<ReplicaStatus> replica_status_from_text(std::string_view text) {
  return find<ReplicaStatus>(kReplicaStatusNames, text);
}

std::string_view to_text(ReturnConsumedCapacity value) {
  return kReturnConsumedCapacityNames[static_cast<std::size_t>(value)];
}
std::optional<ReturnConsumedCapacity> return_consumed_capacity_from_text(std::string_view text) {
  return find<ReturnConsumedCapacity>(kReturnConsumedCapacityNames, text);
}

std::string_view to_text(ReturnItemCollectionMetrics value) {
  return kReturnItemCollectionMetricsNames[static_cast<std::size_t>(value)];
}
std::optional<ReturnItemCollectionMetrics> return_item_collection_metrics_from_text(std::string_view text) {
  return find<ReturnItemCollectionMetrics>(kReturnItemCollectionMetricsNames, text);
}

std::string_view to_text(ReturnValue value) {
  return kReturnValueNames[static_cast<std::size_t>(value)];
}
std::optional<ReturnValue> return_value_from_text(std::string_view text) {
  return find<ReturnValue>(kReturnValueNames, text);
}

std::string_view to_text(ReturnValuesOnConditionCheckFailure value) {
  return kReturnValuesOnConditionCheckFailureNames[static_cast<std::size_t>(value)];
}
std::optional<ReturnValuesOnConditionCheckFailure> return_values_on_condition_check_failure_from_text(
    std::string_view text) {
  return find<ReturnValuesOnConditionCheckFailure>(kReturnValuesOnConditionCheckFailureNames, text);
}

std::string_view to_text(SSEStatus value) {
  return kSSEStatusNames[static_cast<std::size_t>(value)];
}
std::optional<SSEStatus> sse_status_from_text(std::string_view text) {
  return find<SSEStatus>(kSSEStatusNames, text);
}

std::string_view to_text(SSEType value) {
  return kSSETypeNames[static_cast<std::size_t>(value)];
}
std::optional<SSEType> sse_type_from_text(std::string_view text) {
  return find<SSEType>(kSSETypeNames, text);
}

std::string_view to_text(ScalarAttributeType value) {
  return kScalarAttributeTypeNames[static_cast<std::size_t>(value)];
}
std::optional<ScalarAttributeType> scalar_attribute_type_from_text(std::string_view text) {
  return find<ScalarAttributeType>(kScalarAttributeTypeNames, text);
}

std::string_view to_text(Select value) {
  return kSelectNames[static_cast<std::size_t>(value)];
}
std::optional<Select> select_from_text(std::string_view text) {
  return find<Select>(kSelectNames, text);
}

std::string_view to_text(ShardFilterType value) {
  return kShardFilterTypeNames[static_cast<std::size_t>(value)];
}
std::optional<ShardFilterType> shard_filter_type_from_text(std::string_view text) {
  return find<ShardFilterType>(kShardFilterTypeNames, text);
}

std::string_view to_text(ShardIteratorType value) {
  return kShardIteratorTypeNames[static_cast<std::size_t>(value)];
}
std::optional<ShardIteratorType> shard_iterator_type_from_text(std::string_view text) {
  return find<ShardIteratorType>(kShardIteratorTypeNames, text);
}

std::string_view to_text(StreamStatus value) {
  return kStreamStatusNames[static_cast<std::size_t>(value)];
}
std::optional<StreamStatus> stream_status_from_text(std::string_view text) {
  return find<StreamStatus>(kStreamStatusNames, text);
}

std::string_view to_text(StreamViewType value) {
  return kStreamViewTypeNames[static_cast<std::size_t>(value)];
}
std::optional<StreamViewType> stream_view_type_from_text(std::string_view text) {
  return find<StreamViewType>(kStreamViewTypeNames, text);
}

std::string_view to_text(TableClass value) {
  return kTableClassNames[static_cast<std::size_t>(value)];
}
std::optional<TableClass> table_class_from_text(std::string_view text) {
  return find<TableClass>(kTableClassNames, text);
}

std::string_view to_text(TableStatus value) {
  return kTableStatusNames[static_cast<std::size_t>(value)];
}
std::optional<TableStatus> table_status_from_text(std::string_view text) {
  return find<TableStatus>(kTableStatusNames, text);
}

std::string_view to_text(TimeToLiveStatus value) {
  return kTimeToLiveStatusNames[static_cast<std::size_t>(value)];
}
std::optional<TimeToLiveStatus> time_to_live_status_from_text(std::string_view text) {
  return find<TimeToLiveStatus>(kTimeToLiveStatusNames, text);
}

std::string_view to_text(WitnessStatus value) {
  return kWitnessStatusNames[static_cast<std::size_t>(value)];
}
std::optional<WitnessStatus> witness_status_from_text(std::string_view text) {
  return find<WitnessStatus>(kWitnessStatusNames, text);
}

}  // namespace ddb::model
