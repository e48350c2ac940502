// Written by tools/generate_model from emulator/model/api_model.json and service_rules.json. Do not edit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "emulator/model/field_types.h"
#include "emulator/model/generated/enums.h"
#include "shared/base/clock.h"
#include "shared/value/value.h"

/// The structures that requests carry and answers hold, under their names in the public API model. A member
/// that the model requires is always there; any other may be absent.
namespace ddb::model {

struct BatchStatementRequest {
  std::string statement;
  std::optional<std::vector<AttributeValue>> parameters;
  std::optional<bool> consistent_read;
  std::optional<ReturnValuesOnConditionCheckFailure> return_values_on_condition_check_failure;
};

struct BatchExecuteStatementInput {
  std::vector<BatchStatementRequest> statements;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity;
};

struct KeysAndAttributes {
  std::vector<AttributeMap> keys;
  std::optional<std::vector<std::string>> attributes_to_get;
  std::optional<bool> consistent_read;
  std::optional<std::string> projection_expression;
  std::optional<NamedList<std::string>> expression_attribute_names;
};

struct BatchGetItemInput {
  NamedList<KeysAndAttributes> request_items;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity;
};

struct PutRequest {
  AttributeMap item;
};

struct DeleteRequest {
  AttributeMap key;
};

struct WriteRequest {
  std::optional<PutRequest> put_request;
  std::optional<DeleteRequest> delete_request;
};

struct BatchWriteItemInput {
  NamedList<std::vector<WriteRequest>> request_items;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity;
  std::optional<ReturnItemCollectionMetrics> return_item_collection_metrics;
};

struct AttributeDefinition {
  std::string attribute_name;
  ScalarAttributeType attribute_type{};
};

struct KeySchemaElement {
  std::string attribute_name;
  KeyType key_type{};
};

struct Projection {
  std::optional<ProjectionType> projection_type;
  std::optional<std::vector<std::string>> non_key_attributes;
};

struct LocalSecondaryIndex {
  std::string index_name;
  std::vector<KeySchemaElement> key_schema;
  Projection projection;
};

struct ProvisionedThroughput {
  std::int64_t read_capacity_units{};
  std::int64_t write_capacity_units{};
};

struct OnDemandThroughput {
  std::optional<std::int64_t> max_read_request_units;
  std::optional<std::int64_t> max_write_request_units;
};

struct WarmThroughput {
  std::optional<std::int64_t> read_units_per_second;
  std::optional<std::int64_t> write_units_per_second;
};

struct GlobalSecondaryIndex {
  std::string index_name;
  std::vector<KeySchemaElement> key_schema;
  Projection projection;
  std::optional<ProvisionedThroughput> provisioned_throughput;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<WarmThroughput> warm_throughput;
};

struct StreamSpecification {
  bool stream_enabled{};
  std::optional<StreamViewType> stream_view_type;
};

struct SSESpecification {
  std::optional<bool> enabled;
  std::optional<SSEType> sse_type;
  std::optional<std::string> kms_master_key_id;
};

struct Tag {
  std::string key;
  std::string value;
};

struct CreateTableInput {
  std::optional<std::vector<AttributeDefinition>> attribute_definitions;
  std::string table_name;
  std::optional<std::vector<KeySchemaElement>> key_schema;
  std::optional<std::vector<LocalSecondaryIndex>> local_secondary_indexes;
  std::optional<std::vector<GlobalSecondaryIndex>> global_secondary_indexes;
  std::optional<BillingMode> billing_mode;
  std::optional<ProvisionedThroughput> provisioned_throughput;
  std::optional<StreamSpecification> stream_specification;
  std::optional<SSESpecification> sse_specification;
  std::optional<std::vector<Tag>> tags;
  std::optional<TableClass> table_class;
  std::optional<bool> deletion_protection_enabled;
  std::optional<WarmThroughput> warm_throughput;
  std::optional<std::string> resource_policy;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<std::string> global_table_source_arn;
  std::optional<GlobalTableSettingsReplicationMode> global_table_settings_replication_mode;
};

struct ExpectedAttributeValue {
  std::optional<AttributeValue> value;
  std::optional<bool> exists;
  std::optional<ComparisonOperator> comparison_operator;
  std::optional<std::vector<AttributeValue>> attribute_value_list;
};

struct DeleteItemInput {
  std::string table_name;
  AttributeMap key;
  std::optional<NamedList<ExpectedAttributeValue>> expected;
  std::optional<ConditionalOperator> conditional_operator;
  std::optional<ReturnValue> return_values;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity;
  std::optional<ReturnItemCollectionMetrics> return_item_collection_metrics;
  std::optional<std::string> condition_expression;
  std::optional<NamedList<std::string>> expression_attribute_names;
  std::optional<AttributeMap> expression_attribute_values;
  std::optional<ReturnValuesOnConditionCheckFailure> return_values_on_condition_check_failure;
};

struct DeleteTableInput {
  std::string table_name;
};

struct DescribeEndpointsRequest {};

struct DescribeLimitsInput {};

struct DescribeTableInput {
  std::string table_name;
};

struct DescribeTimeToLiveInput {
  std::string table_name;
};

struct ExecuteStatementInput {
  std::string statement;
  std::optional<std::vector<AttributeValue>> parameters;
  std::optional<bool> consistent_read;
  std::optional<std::string> next_token;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity;
  std::optional<std::int64_t> limit;
  std::optional<ReturnValuesOnConditionCheckFailure> return_values_on_condition_check_failure;
};

struct ParameterizedStatement {
  std::string statement;
  std::optional<std::vector<AttributeValue>> parameters;
  std::optional<ReturnValuesOnConditionCheckFailure> return_values_on_condition_check_failure;
};

struct ExecuteTransactionInput {
  std::vector<ParameterizedStatement> transact_statements;
  std::optional<std::string> client_request_token;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity;
};

struct GetItemInput {
  std::string table_name;
  AttributeMap key;
  std::optional<std::vector<std::string>> attributes_to_get;
  std::optional<bool> consistent_read;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity;
  std::optional<std::string> projection_expression;
  std::optional<NamedList<std::string>> expression_attribute_names;
};

struct ListTablesInput {
  std::optional<std::string> exclusive_start_table_name;
  std::optional<std::int64_t> limit;
};

struct ListTagsOfResourceInput {
  std::string resource_arn;
  std::optional<std::string> next_token;
};

struct PutItemInput {
  std::string table_name;
  AttributeMap item;
  std::optional<NamedList<ExpectedAttributeValue>> expected;
  std::optional<ReturnValue> return_values;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity;
  std::optional<ReturnItemCollectionMetrics> return_item_collection_metrics;
  std::optional<ConditionalOperator> conditional_operator;
  std::optional<std::string> condition_expression;
  std::optional<NamedList<std::string>> expression_attribute_names;
  std::optional<AttributeMap> expression_attribute_values;
  std::optional<ReturnValuesOnConditionCheckFailure> return_values_on_condition_check_failure;
};

struct Condition {
  std::optional<std::vector<AttributeValue>> attribute_value_list;
  ComparisonOperator comparison_operator{};
};

struct QueryInput {
  std::string table_name;
  std::optional<std::string> index_name;
  std::optional<Select> select;
  std::optional<std::vector<std::string>> attributes_to_get;
  std::optional<std::int64_t> limit;
  std::optional<bool> consistent_read;
  std::optional<NamedList<Condition>> key_conditions;
  std::optional<NamedList<Condition>> query_filter;
  std::optional<ConditionalOperator> conditional_operator;
  std::optional<bool> scan_index_forward;
  std::optional<AttributeMap> exclusive_start_key;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity;
  std::optional<std::string> projection_expression;
  std::optional<std::string> filter_expression;
  std::optional<std::string> key_condition_expression;
  std::optional<NamedList<std::string>> expression_attribute_names;
  std::optional<AttributeMap> expression_attribute_values;
};

struct ScanInput {
  std::string table_name;
  std::optional<std::string> index_name;
  std::optional<std::vector<std::string>> attributes_to_get;
  std::optional<std::int64_t> limit;
  std::optional<Select> select;
  std::optional<NamedList<Condition>> scan_filter;
  std::optional<ConditionalOperator> conditional_operator;
  std::optional<AttributeMap> exclusive_start_key;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity;
  std::optional<std::int64_t> total_segments;
  std::optional<std::int64_t> segment;
  std::optional<std::string> projection_expression;
  std::optional<std::string> filter_expression;
  std::optional<NamedList<std::string>> expression_attribute_names;
  std::optional<AttributeMap> expression_attribute_values;
  std::optional<bool> consistent_read;
};

struct TagResourceInput {
  std::string resource_arn;
  std::vector<Tag> tags;
};

struct Get {
  AttributeMap key;
  std::string table_name;
  std::optional<std::string> projection_expression;
  std::optional<NamedList<std::string>> expression_attribute_names;
};

struct TransactGetItem {
  Get get;
};

struct TransactGetItemsInput {
  std::vector<TransactGetItem> transact_items;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity;
};

struct ConditionCheck {
  AttributeMap key;
  std::string table_name;
  std::string condition_expression;
  std::optional<NamedList<std::string>> expression_attribute_names;
  std::optional<AttributeMap> expression_attribute_values;
  std::optional<ReturnValuesOnConditionCheckFailure> return_values_on_condition_check_failure;
};

struct Put {
  AttributeMap item;
  std::string table_name;
  std::optional<std::string> condition_expression;
  std::optional<NamedList<std::string>> expression_attribute_names;
  std::optional<AttributeMap> expression_attribute_values;
  std::optional<ReturnValuesOnConditionCheckFailure> return_values_on_condition_check_failure;
};

struct Delete {
  AttributeMap key;
  std::string table_name;
  std::optional<std::string> condition_expression;
  std::optional<NamedList<std::string>> expression_attribute_names;
  std::optional<AttributeMap> expression_attribute_values;
  std::optional<ReturnValuesOnConditionCheckFailure> return_values_on_condition_check_failure;
};

struct Update {
  AttributeMap key;
  std::string update_expression;
  std::string table_name;
  std::optional<std::string> condition_expression;
  std::optional<NamedList<std::string>> expression_attribute_names;
  std::optional<AttributeMap> expression_attribute_values;
  std::optional<ReturnValuesOnConditionCheckFailure> return_values_on_condition_check_failure;
};

struct TransactWriteItem {
  std::optional<ConditionCheck> condition_check;
  std::optional<Put> put;
  std::optional<Delete> delete_;
  std::optional<Update> update;
};

struct TransactWriteItemsInput {
  std::vector<TransactWriteItem> transact_items;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity;
  std::optional<ReturnItemCollectionMetrics> return_item_collection_metrics;
  std::optional<std::string> client_request_token;
};

struct UntagResourceInput {
  std::string resource_arn;
  std::vector<std::string> tag_keys;
};

struct AttributeValueUpdate {
  std::optional<AttributeValue> value;
  std::optional<AttributeAction> action;
};

struct UpdateItemInput {
  std::string table_name;
  AttributeMap key;
  std::optional<NamedList<AttributeValueUpdate>> attribute_updates;
  std::optional<NamedList<ExpectedAttributeValue>> expected;
  std::optional<ConditionalOperator> conditional_operator;
  std::optional<ReturnValue> return_values;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity;
  std::optional<ReturnItemCollectionMetrics> return_item_collection_metrics;
  std::optional<std::string> update_expression;
  std::optional<std::string> condition_expression;
  std::optional<NamedList<std::string>> expression_attribute_names;
  std::optional<AttributeMap> expression_attribute_values;
  std::optional<ReturnValuesOnConditionCheckFailure> return_values_on_condition_check_failure;
};

struct UpdateGlobalSecondaryIndexAction {
  std::string index_name;
  std::optional<ProvisionedThroughput> provisioned_throughput;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<WarmThroughput> warm_throughput;
};

struct CreateGlobalSecondaryIndexAction {
  std::string index_name;
  std::vector<KeySchemaElement> key_schema;
  Projection projection;
  std::optional<ProvisionedThroughput> provisioned_throughput;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<WarmThroughput> warm_throughput;
};

struct DeleteGlobalSecondaryIndexAction {
  std::string index_name;
};

struct GlobalSecondaryIndexUpdate {
  std::optional<UpdateGlobalSecondaryIndexAction> update;
  std::optional<CreateGlobalSecondaryIndexAction> create;
  std::optional<DeleteGlobalSecondaryIndexAction> delete_;
};

struct ProvisionedThroughputOverride {
  std::optional<std::int64_t> read_capacity_units;
};

struct OnDemandThroughputOverride {
  std::optional<std::int64_t> max_read_request_units;
};

struct ReplicaGlobalSecondaryIndex {
  std::string index_name;
  std::optional<ProvisionedThroughputOverride> provisioned_throughput_override;
  std::optional<OnDemandThroughputOverride> on_demand_throughput_override;
};

struct CreateReplicationGroupMemberAction {
  std::string region_name;
  std::optional<std::string> kms_master_key_id;
  std::optional<ProvisionedThroughputOverride> provisioned_throughput_override;
  std::optional<OnDemandThroughputOverride> on_demand_throughput_override;
  std::optional<std::vector<ReplicaGlobalSecondaryIndex>> global_secondary_indexes;
  std::optional<TableClass> table_class_override;
};

struct UpdateReplicationGroupMemberAction {
  std::string region_name;
  std::optional<std::string> kms_master_key_id;
  std::optional<ProvisionedThroughputOverride> provisioned_throughput_override;
  std::optional<OnDemandThroughputOverride> on_demand_throughput_override;
  std::optional<std::vector<ReplicaGlobalSecondaryIndex>> global_secondary_indexes;
  std::optional<TableClass> table_class_override;
};

struct DeleteReplicationGroupMemberAction {
  std::string region_name;
};

struct ReplicationGroupUpdate {
  std::optional<CreateReplicationGroupMemberAction> create;
  std::optional<UpdateReplicationGroupMemberAction> update;
  std::optional<DeleteReplicationGroupMemberAction> delete_;
};

struct CreateGlobalTableWitnessGroupMemberAction {
  std::string region_name;
};

struct DeleteGlobalTableWitnessGroupMemberAction {
  std::string region_name;
};

struct GlobalTableWitnessGroupUpdate {
  std::optional<CreateGlobalTableWitnessGroupMemberAction> create;
  std::optional<DeleteGlobalTableWitnessGroupMemberAction> delete_;
};

struct UpdateTableInput {
  std::optional<std::vector<AttributeDefinition>> attribute_definitions;
  std::string table_name;
  std::optional<BillingMode> billing_mode;
  std::optional<ProvisionedThroughput> provisioned_throughput;
  std::optional<std::vector<GlobalSecondaryIndexUpdate>> global_secondary_index_updates;
  std::optional<StreamSpecification> stream_specification;
  std::optional<SSESpecification> sse_specification;
  std::optional<std::vector<ReplicationGroupUpdate>> replica_updates;
  std::optional<TableClass> table_class;
  std::optional<bool> deletion_protection_enabled;
  std::optional<MultiRegionConsistency> multi_region_consistency;
  std::optional<std::vector<GlobalTableWitnessGroupUpdate>> global_table_witness_updates;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<WarmThroughput> warm_throughput;
  std::optional<GlobalTableSettingsReplicationMode> global_table_settings_replication_mode;
};

struct TimeToLiveSpecification {
  bool enabled{};
  std::string attribute_name;
};

struct UpdateTimeToLiveInput {
  std::string table_name;
  TimeToLiveSpecification time_to_live_specification;
};

struct ShardFilter {
  std::optional<ShardFilterType> type;
  std::optional<std::string> shard_id;
};

struct DescribeStreamInput {
  std::string stream_arn;
  std::optional<std::int64_t> limit;
  std::optional<std::string> exclusive_start_shard_id;
  std::optional<ShardFilter> shard_filter;
};

struct GetRecordsInput {
  std::string shard_iterator;
  std::optional<std::int64_t> limit;
};

struct GetShardIteratorInput {
  std::string stream_arn;
  std::string shard_id;
  ShardIteratorType shard_iterator_type{};
  std::optional<std::string> sequence_number;
};

struct ListStreamsInput {
  std::optional<std::string> table_name;
  std::optional<std::int64_t> limit;
  std::optional<std::string> exclusive_start_stream_arn;
};

struct BatchStatementError {
  std::optional<BatchStatementErrorCodeEnum> code;
  std::optional<std::string> message;
  std::optional<value::Item> item;
};

struct BatchStatementResponse {
  std::optional<BatchStatementError> error;
  std::optional<std::string> table_name;
  std::optional<value::Item> item;
};

struct Capacity {
  std::optional<double> read_capacity_units;
  std::optional<double> write_capacity_units;
  std::optional<double> capacity_units;
};

struct ConsumedCapacity {
  std::optional<std::string> table_name;
  std::optional<double> capacity_units;
  std::optional<double> read_capacity_units;
  std::optional<double> write_capacity_units;
  std::optional<Capacity> table;
  std::optional<NamedList<Capacity>> local_secondary_indexes;
  std::optional<NamedList<Capacity>> global_secondary_indexes;
};

struct BatchExecuteStatementOutput {
  std::optional<std::vector<BatchStatementResponse>> responses;
  std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
};

struct BatchGetItemOutput {
  std::optional<NamedList<value::ItemList>> responses;
  std::optional<NamedList<KeysAndAttributes>> unprocessed_keys;
  std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
};

struct ItemCollectionMetrics {
  std::optional<value::Item> item_collection_key;
  std::optional<std::vector<double>> size_estimate_range_gb;
};

struct BatchWriteItemOutput {
  std::optional<NamedList<std::vector<WriteRequest>>> unprocessed_items;
  std::optional<NamedList<std::vector<ItemCollectionMetrics>>> item_collection_metrics;
  std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
};

struct ProvisionedThroughputDescription {
  std::optional<Clock::TimePoint> last_increase_date_time;
  std::optional<Clock::TimePoint> last_decrease_date_time;
  std::optional<std::int64_t> number_of_decreases_today;
  std::optional<std::int64_t> read_capacity_units;
  std::optional<std::int64_t> write_capacity_units;
};

struct BillingModeSummary {
  std::optional<BillingMode> billing_mode;
  std::optional<Clock::TimePoint> last_update_to_pay_per_request_date_time;
};

struct LocalSecondaryIndexDescription {
  std::optional<std::string> index_name;
  std::optional<std::vector<KeySchemaElement>> key_schema;
  std::optional<Projection> projection;
  std::optional<std::int64_t> index_size_bytes;
  std::optional<std::int64_t> item_count;
  std::optional<std::string> index_arn;
};

struct GlobalSecondaryIndexWarmThroughputDescription {
  std::optional<std::int64_t> read_units_per_second;
  std::optional<std::int64_t> write_units_per_second;
  std::optional<IndexStatus> status;
};

struct GlobalSecondaryIndexDescription {
  std::optional<std::string> index_name;
  std::optional<std::vector<KeySchemaElement>> key_schema;
  std::optional<Projection> projection;
  std::optional<IndexStatus> index_status;
  std::optional<bool> backfilling;
  std::optional<ProvisionedThroughputDescription> provisioned_throughput;
  std::optional<std::int64_t> index_size_bytes;
  std::optional<std::int64_t> item_count;
  std::optional<std::string> index_arn;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<GlobalSecondaryIndexWarmThroughputDescription> warm_throughput;
};

struct TableWarmThroughputDescription {
  std::optional<std::int64_t> read_units_per_second;
  std::optional<std::int64_t> write_units_per_second;
  std::optional<TableStatus> status;
};

struct ReplicaGlobalSecondaryIndexDescription {
  std::optional<std::string> index_name;
  std::optional<ProvisionedThroughputOverride> provisioned_throughput_override;
  std::optional<OnDemandThroughputOverride> on_demand_throughput_override;
  std::optional<GlobalSecondaryIndexWarmThroughputDescription> warm_throughput;
};

struct TableClassSummary {
  std::optional<TableClass> table_class;
  std::optional<Clock::TimePoint> last_update_date_time;
};

struct ReplicaDescription {
  std::optional<std::string> region_name;
  std::optional<ReplicaStatus> replica_status;
  std::optional<std::string> replica_arn;
  std::optional<std::string> replica_status_description;
  std::optional<std::string> replica_status_percent_progress;
  std::optional<std::string> kms_master_key_id;
  std::optional<ProvisionedThroughputOverride> provisioned_throughput_override;
  std::optional<OnDemandThroughputOverride> on_demand_throughput_override;
  std::optional<TableWarmThroughputDescription> warm_throughput;
  std::optional<std::vector<ReplicaGlobalSecondaryIndexDescription>> global_secondary_indexes;
  std::optional<Clock::TimePoint> replica_inaccessible_date_time;
  std::optional<TableClassSummary> replica_table_class_summary;
  std::optional<GlobalTableSettingsReplicationMode> global_table_settings_replication_mode;
};

struct GlobalTableWitnessDescription {
  std::optional<std::string> region_name;
  std::optional<WitnessStatus> witness_status;
};

struct RestoreSummary {
  std::optional<std::string> source_backup_arn;
  std::optional<std::string> source_table_arn;
  Clock::TimePoint restore_date_time;
  bool restore_in_progress{};
};

struct SSEDescription {
  std::optional<SSEStatus> status;
  std::optional<SSEType> sse_type;
  std::optional<std::string> kms_master_key_arn;
  std::optional<Clock::TimePoint> inaccessible_encryption_date_time;
};

struct ArchivalSummary {
  std::optional<Clock::TimePoint> archival_date_time;
  std::optional<std::string> archival_reason;
  std::optional<std::string> archival_backup_arn;
};

struct TableDescription {
  std::optional<std::vector<AttributeDefinition>> attribute_definitions;
  std::optional<std::string> table_name;
  std::optional<std::vector<KeySchemaElement>> key_schema;
  std::optional<TableStatus> table_status;
  std::optional<Clock::TimePoint> creation_date_time;
  std::optional<ProvisionedThroughputDescription> provisioned_throughput;
  std::optional<std::int64_t> table_size_bytes;
  std::optional<std::int64_t> item_count;
  std::optional<std::string> table_arn;
  std::optional<std::string> table_id;
  std::optional<BillingModeSummary> billing_mode_summary;
  std::optional<std::vector<LocalSecondaryIndexDescription>> local_secondary_indexes;
  std::optional<std::vector<GlobalSecondaryIndexDescription>> global_secondary_indexes;
  std::optional<StreamSpecification> stream_specification;
  std::optional<std::string> latest_stream_label;
  std::optional<std::string> latest_stream_arn;
  std::optional<std::string> global_table_version;
  std::optional<std::vector<ReplicaDescription>> replicas;
  std::optional<std::vector<GlobalTableWitnessDescription>> global_table_witnesses;
  std::optional<GlobalTableSettingsReplicationMode> global_table_settings_replication_mode;
  std::optional<RestoreSummary> restore_summary;
  std::optional<SSEDescription> sse_description;
  std::optional<ArchivalSummary> archival_summary;
  std::optional<TableClassSummary> table_class_summary;
  std::optional<bool> deletion_protection_enabled;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<TableWarmThroughputDescription> warm_throughput;
  std::optional<MultiRegionConsistency> multi_region_consistency;
};

struct CreateTableOutput {
  std::optional<TableDescription> table_description;
};

struct DeleteItemOutput {
  std::optional<value::Item> attributes;
  std::optional<ConsumedCapacity> consumed_capacity;
  std::optional<ItemCollectionMetrics> item_collection_metrics;
};

struct DeleteTableOutput {
  std::optional<TableDescription> table_description;
};

struct Endpoint {
  std::string address;
  std::int64_t cache_period_in_minutes{};
};

struct DescribeEndpointsResponse {
  std::vector<Endpoint> endpoints;
};

struct DescribeLimitsOutput {
  std::optional<std::int64_t> account_max_read_capacity_units;
  std::optional<std::int64_t> account_max_write_capacity_units;
  std::optional<std::int64_t> table_max_read_capacity_units;
  std::optional<std::int64_t> table_max_write_capacity_units;
};

struct DescribeTableOutput {
  std::optional<TableDescription> table;
};

struct TimeToLiveDescription {
  std::optional<TimeToLiveStatus> time_to_live_status;
  std::optional<std::string> attribute_name;
};

struct DescribeTimeToLiveOutput {
  std::optional<TimeToLiveDescription> time_to_live_description;
};

struct ExecuteStatementOutput {
  std::optional<value::ItemList> items;
  std::optional<std::string> next_token;
  std::optional<ConsumedCapacity> consumed_capacity;
  std::optional<value::Item> last_evaluated_key;
};

struct ItemResponse {
  std::optional<value::Item> item;
};

struct ExecuteTransactionOutput {
  std::optional<std::vector<ItemResponse>> responses;
  std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
};

struct GetItemOutput {
  std::optional<value::Item> item;
  std::optional<ConsumedCapacity> consumed_capacity;
};

struct ListTablesOutput {
  std::optional<std::vector<std::string>> table_names;
  std::optional<std::string> last_evaluated_table_name;
};

struct ListTagsOfResourceOutput {
  std::optional<std::vector<Tag>> tags;
  std::optional<std::string> next_token;
};

struct PutItemOutput {
  std::optional<value::Item> attributes;
  std::optional<ConsumedCapacity> consumed_capacity;
  std::optional<ItemCollectionMetrics> item_collection_metrics;
};

struct QueryOutput {
  std::optional<value::ItemList> items;
  std::optional<std::int64_t> count;
  std::optional<std::int64_t> scanned_count;
  std::optional<value::Item> last_evaluated_key;
  std::optional<ConsumedCapacity> consumed_capacity;
};

struct ScanOutput {
  std::optional<value::ItemList> items;
  std::optional<std::int64_t> count;
  std::optional<std::int64_t> scanned_count;
  std::optional<value::Item> last_evaluated_key;
  std::optional<ConsumedCapacity> consumed_capacity;
};

struct TagResourceOutput {};

struct TransactGetItemsOutput {
  std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
  std::optional<std::vector<ItemResponse>> responses;
};

struct TransactWriteItemsOutput {
  std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
  std::optional<NamedList<std::vector<ItemCollectionMetrics>>> item_collection_metrics;
};

struct UntagResourceOutput {};

struct UpdateItemOutput {
  std::optional<value::Item> attributes;
  std::optional<ConsumedCapacity> consumed_capacity;
  std::optional<ItemCollectionMetrics> item_collection_metrics;
};

struct UpdateTableOutput {
  std::optional<TableDescription> table_description;
};

struct UpdateTimeToLiveOutput {
  std::optional<TimeToLiveSpecification> time_to_live_specification;
};

struct SequenceNumberRange {
  std::optional<std::string> starting_sequence_number;
  std::optional<std::string> ending_sequence_number;
};

struct Shard {
  std::optional<std::string> shard_id;
  std::optional<SequenceNumberRange> sequence_number_range;
  std::optional<std::string> parent_shard_id;
};

struct StreamDescription {
  std::optional<std::string> stream_arn;
  std::optional<std::string> stream_label;
  std::optional<StreamStatus> stream_status;
  std::optional<StreamViewType> stream_view_type;
  std::optional<Clock::TimePoint> creation_request_date_time;
  std::optional<std::string> table_name;
  std::optional<std::vector<KeySchemaElement>> key_schema;
  std::optional<std::vector<Shard>> shards;
  std::optional<std::string> last_evaluated_shard_id;
};

struct DescribeStreamOutput {
  std::optional<StreamDescription> stream_description;
};

struct StreamRecord {
  std::optional<Clock::TimePoint> approximate_creation_date_time;
  std::optional<value::Item> keys;
  std::optional<value::Item> new_image;
  std::optional<value::Item> old_image;
  std::optional<std::string> sequence_number;
  std::optional<std::int64_t> size_bytes;
  std::optional<StreamViewType> stream_view_type;
};

struct Identity {
  std::optional<std::string> principal_id;
  std::optional<std::string> type;
};

struct Record {
  std::optional<std::string> event_id;
  std::optional<OperationType> event_name;
  std::optional<std::string> event_version;
  std::optional<std::string> event_source;
  std::optional<std::string> aws_region;
  std::optional<StreamRecord> dynamodb;
  std::optional<Identity> user_identity;
};

struct GetRecordsOutput {
  std::optional<std::vector<Record>> records;
  std::optional<std::string> next_shard_iterator;
};

struct GetShardIteratorOutput {
  std::optional<std::string> shard_iterator;
};

struct Stream {
  std::optional<std::string> stream_arn;
  std::optional<std::string> table_name;
  std::optional<std::string> stream_label;
};

struct ListStreamsOutput {
  std::optional<std::vector<Stream>> streams;
  std::optional<std::string> last_evaluated_stream_arn;
};

}  // namespace ddb::model
