// Written by tools/generate_model from emulator/model/api_model.json and service_rules.json. Do not edit.
#pragma once

#include "emulator/model/decoder.h"
#include "emulator/model/generated/shapes.h"

namespace ddb::model {

template <>
inline constexpr std::string_view kStructureName<BatchStatementRequest> = "BatchStatementRequest";
template <>
inline constexpr std::string_view kStructureName<BatchExecuteStatementInput> = "BatchExecuteStatementInput";
template <>
inline constexpr std::string_view kStructureName<KeysAndAttributes> = "KeysAndAttributes";
template <>
inline constexpr std::string_view kStructureName<BatchGetItemInput> = "BatchGetItemInput";
template <>
inline constexpr std::string_view kStructureName<PutRequest> = "PutRequest";
template <>
inline constexpr std::string_view kStructureName<DeleteRequest> = "DeleteRequest";
template <>
inline constexpr std::string_view kStructureName<WriteRequest> = "WriteRequest";
template <>
inline constexpr std::string_view kStructureName<BatchWriteItemInput> = "BatchWriteItemInput";
template <>
inline constexpr std::string_view kStructureName<AttributeDefinition> = "AttributeDefinition";
template <>
inline constexpr std::string_view kStructureName<KeySchemaElement> = "KeySchemaElement";
template <>
inline constexpr std::string_view kStructureName<Projection> = "Projection";
template <>
inline constexpr std::string_view kStructureName<LocalSecondaryIndex> = "LocalSecondaryIndex";
template <>
inline constexpr std::string_view kStructureName<ProvisionedThroughput> = "ProvisionedThroughput";
template <>
inline constexpr std::string_view kStructureName<OnDemandThroughput> = "OnDemandThroughput";
template <>
inline constexpr std::string_view kStructureName<WarmThroughput> = "WarmThroughput";
template <>
inline constexpr std::string_view kStructureName<GlobalSecondaryIndex> = "GlobalSecondaryIndex";
template <>
inline constexpr std::string_view kStructureName<StreamSpecification> = "StreamSpecification";
template <>
inline constexpr std::string_view kStructureName<SSESpecification> = "SSESpecification";
template <>
inline constexpr std::string_view kStructureName<Tag> = "Tag";
template <>
inline constexpr std::string_view kStructureName<CreateTableInput> = "CreateTableInput";
template <>
inline constexpr std::string_view kStructureName<ExpectedAttributeValue> = "ExpectedAttributeValue";
template <>
inline constexpr std::string_view kStructureName<DeleteItemInput> = "DeleteItemInput";
template <>
inline constexpr std::string_view kStructureName<DeleteTableInput> = "DeleteTableInput";
template <>
inline constexpr std::string_view kStructureName<DescribeEndpointsRequest> = "DescribeEndpointsRequest";
template <>
inline constexpr std::string_view kStructureName<DescribeLimitsInput> = "DescribeLimitsInput";
template <>
inline constexpr std::string_view kStructureName<DescribeTableInput> = "DescribeTableInput";
template <>
inline constexpr std::string_view kStructureName<DescribeTimeToLiveInput> = "DescribeTimeToLiveInput";
template <>
inline constexpr std::string_view kStructureName<ExecuteStatementInput> = "ExecuteStatementInput";
template <>
inline constexpr std::string_view kStructureName<ParameterizedStatement> = "ParameterizedStatement";
template <>
inline constexpr std::string_view kStructureName<ExecuteTransactionInput> = "ExecuteTransactionInput";
template <>
inline constexpr std::string_view kStructureName<GetItemInput> = "GetItemInput";
template <>
inline constexpr std::string_view kStructureName<ListTablesInput> = "ListTablesInput";
template <>
inline constexpr std::string_view kStructureName<ListTagsOfResourceInput> = "ListTagsOfResourceInput";
template <>
inline constexpr std::string_view kStructureName<PutItemInput> = "PutItemInput";
template <>
inline constexpr std::string_view kStructureName<Condition> = "Condition";
template <>
inline constexpr std::string_view kStructureName<QueryInput> = "QueryInput";
template <>
inline constexpr std::string_view kStructureName<ScanInput> = "ScanInput";
template <>
inline constexpr std::string_view kStructureName<TagResourceInput> = "TagResourceInput";
template <>
inline constexpr std::string_view kStructureName<Get> = "Get";
template <>
inline constexpr std::string_view kStructureName<TransactGetItem> = "TransactGetItem";
template <>
inline constexpr std::string_view kStructureName<TransactGetItemsInput> = "TransactGetItemsInput";
template <>
inline constexpr std::string_view kStructureName<ConditionCheck> = "ConditionCheck";
template <>
inline constexpr std::string_view kStructureName<Put> = "Put";
template <>
inline constexpr std::string_view kStructureName<Delete> = "Delete";
template <>
inline constexpr std::string_view kStructureName<Update> = "Update";
template <>
inline constexpr std::string_view kStructureName<TransactWriteItem> = "TransactWriteItem";
template <>
inline constexpr std::string_view kStructureName<TransactWriteItemsInput> = "TransactWriteItemsInput";
template <>
inline constexpr std::string_view kStructureName<UntagResourceInput> = "UntagResourceInput";
template <>
inline constexpr std::string_view kStructureName<AttributeValueUpdate> = "AttributeValueUpdate";
template <>
inline constexpr std::string_view kStructureName<UpdateItemInput> = "UpdateItemInput";
template <>
inline constexpr std::string_view kStructureName<UpdateGlobalSecondaryIndexAction> =
    "UpdateGlobalSecondaryIndexAction";
template <>
inline constexpr std::string_view kStructureName<CreateGlobalSecondaryIndexAction> =
    "CreateGlobalSecondaryIndexAction";
template <>
inline constexpr std::string_view kStructureName<DeleteGlobalSecondaryIndexAction> =
    "DeleteGlobalSecondaryIndexAction";
template <>
inline constexpr std::string_view kStructureName<GlobalSecondaryIndexUpdate> = "GlobalSecondaryIndexUpdate";
template <>
inline constexpr std::string_view kStructureName<ProvisionedThroughputOverride> =
    "ProvisionedThroughputOverride";
template <>
inline constexpr std::string_view kStructureName<OnDemandThroughputOverride> = "OnDemandThroughputOverride";
template <>
inline constexpr std::string_view kStructureName<ReplicaGlobalSecondaryIndex> = "ReplicaGlobalSecondaryIndex";
template <>
inline constexpr std::string_view kStructureName<CreateReplicationGroupMemberAction> =
    "CreateReplicationGroupMemberAction";
template <>
inline constexpr std::string_view kStructureName<UpdateReplicationGroupMemberAction> =
    "UpdateReplicationGroupMemberAction";
template <>
inline constexpr std::string_view kStructureName<DeleteReplicationGroupMemberAction> =
    "DeleteReplicationGroupMemberAction";
template <>
inline constexpr std::string_view kStructureName<ReplicationGroupUpdate> = "ReplicationGroupUpdate";
template <>
inline constexpr std::string_view kStructureName<CreateGlobalTableWitnessGroupMemberAction> =
    "CreateGlobalTableWitnessGroupMemberAction";
template <>
inline constexpr std::string_view kStructureName<DeleteGlobalTableWitnessGroupMemberAction> =
    "DeleteGlobalTableWitnessGroupMemberAction";
template <>
inline constexpr std::string_view kStructureName<GlobalTableWitnessGroupUpdate> =
    "GlobalTableWitnessGroupUpdate";
template <>
inline constexpr std::string_view kStructureName<UpdateTableInput> = "UpdateTableInput";
template <>
inline constexpr std::string_view kStructureName<TimeToLiveSpecification> = "TimeToLiveSpecification";
template <>
inline constexpr std::string_view kStructureName<UpdateTimeToLiveInput> = "UpdateTimeToLiveInput";
template <>
inline constexpr std::string_view kStructureName<ShardFilter> = "ShardFilter";
template <>
inline constexpr std::string_view kStructureName<DescribeStreamInput> = "DescribeStreamInput";
template <>
inline constexpr std::string_view kStructureName<GetRecordsInput> = "GetRecordsInput";
template <>
inline constexpr std::string_view kStructureName<GetShardIteratorInput> = "GetShardIteratorInput";
template <>
inline constexpr std::string_view kStructureName<ListStreamsInput> = "ListStreamsInput";

template <>
inline std::optional<AttributeAction> enum_from_text<AttributeAction>(std::string_view text) {
  return attribute_action_from_text(text);
}
template <>
inline std::optional<BillingMode> enum_from_text<BillingMode>(std::string_view text) {
  return billing_mode_from_text(text);
}
template <>
inline std::optional<ComparisonOperator> enum_from_text<ComparisonOperator>(std::string_view text) {
  return comparison_operator_from_text(text);
}
template <>
inline std::optional<ConditionalOperator> enum_from_text<ConditionalOperator>(std::string_view text) {
  return conditional_operator_from_text(text);
}
template <>
inline std::optional<GlobalTableSettingsReplicationMode> enum_from_text<GlobalTableSettingsReplicationMode>(
    std::string_view text) {
  return global_table_settings_replication_mode_from_text(text);
}
template <>
inline std::optional<KeyType> enum_from_text<KeyType>(std::string_view text) {
  return key_type_from_text(text);
}
template <>
inline std::optional<MultiRegionConsistency> enum_from_text<MultiRegionConsistency>(std::string_view text) {
  return multi_region_consistency_from_text(text);
}
template <>
inline std::optional<ProjectionType> enum_from_text<ProjectionType>(std::string_view text) {
  return projection_type_from_text(text);
}
template <>
inline std::optional<ReturnConsumedCapacity> enum_from_text<ReturnConsumedCapacity>(std::string_view text) {
  return return_consumed_capacity_from_text(text);
}
template <>
inline std::optional<ReturnItemCollectionMetrics> enum_from_text<ReturnItemCollectionMetrics>(
    std::string_view text) {
  return return_item_collection_metrics_from_text(text);
}
template <>
inline std::optional<ReturnValue> enum_from_text<ReturnValue>(std::string_view text) {
  return return_value_from_text(text);
}
template <>
inline std::optional<ReturnValuesOnConditionCheckFailure> enum_from_text<ReturnValuesOnConditionCheckFailure>(
    std::string_view text) {
  return return_values_on_condition_check_failure_from_text(text);
}
template <>
inline std::optional<SSEType> enum_from_text<SSEType>(std::string_view text) {
  return sse_type_from_text(text);
}
template <>
inline std::optional<ScalarAttributeType> enum_from_text<ScalarAttributeType>(std::string_view text) {
  return scalar_attribute_type_from_text(text);
}
template <>
inline std::optional<Select> enum_from_text<Select>(std::string_view text) {
  return select_from_text(text);
}
template <>
inline std::optional<ShardFilterType> enum_from_text<ShardFilterType>(std::string_view text) {
  return shard_filter_type_from_text(text);
}
template <>
inline std::optional<ShardIteratorType> enum_from_text<ShardIteratorType>(std::string_view text) {
  return shard_iterator_type_from_text(text);
}
template <>
inline std::optional<StreamViewType> enum_from_text<StreamViewType>(std::string_view text) {
  return stream_view_type_from_text(text);
}
template <>
inline std::optional<TableClass> enum_from_text<TableClass>(std::string_view text) {
  return table_class_from_text(text);
}

/// Read the members of a JSON object; see `Decoder`.
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, BatchStatementRequest& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, BatchExecuteStatementInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, KeysAndAttributes& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, BatchGetItemInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, PutRequest& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DeleteRequest& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, WriteRequest& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, BatchWriteItemInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, AttributeDefinition& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, KeySchemaElement& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Projection& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, LocalSecondaryIndex& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ProvisionedThroughput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, OnDemandThroughput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, WarmThroughput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, GlobalSecondaryIndex& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, StreamSpecification& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, SSESpecification& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Tag& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, CreateTableInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ExpectedAttributeValue& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DeleteItemInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DeleteTableInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DescribeEndpointsRequest& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DescribeLimitsInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DescribeTableInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DescribeTimeToLiveInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ExecuteStatementInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ParameterizedStatement& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ExecuteTransactionInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, GetItemInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ListTablesInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ListTagsOfResourceInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, PutItemInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Condition& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, QueryInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ScanInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, TagResourceInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Get& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, TransactGetItem& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, TransactGetItemsInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ConditionCheck& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Put& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Delete& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, Update& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, TransactWriteItem& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, TransactWriteItemsInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, UntagResourceInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, AttributeValueUpdate& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, UpdateItemInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            UpdateGlobalSecondaryIndexAction& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            CreateGlobalSecondaryIndexAction& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            DeleteGlobalSecondaryIndexAction& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, GlobalSecondaryIndexUpdate& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ProvisionedThroughputOverride& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, OnDemandThroughputOverride& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ReplicaGlobalSecondaryIndex& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            CreateReplicationGroupMemberAction& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            UpdateReplicationGroupMemberAction& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            DeleteReplicationGroupMemberAction& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ReplicationGroupUpdate& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            CreateGlobalTableWitnessGroupMemberAction& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object,
            DeleteGlobalTableWitnessGroupMemberAction& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, GlobalTableWitnessGroupUpdate& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, UpdateTableInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, TimeToLiveSpecification& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, UpdateTimeToLiveInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ShardFilter& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, DescribeStreamInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, GetRecordsInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, GetShardIteratorInput& out);
bool decode(Decoder& decoder, const JsonPath& path, json::Object object, ListStreamsInput& out);

}  // namespace ddb::model
