// Written by tools/generate_model from emulator/model/api_model.json and service_rules.json. Do not edit.
#include "emulator/model/generated/encode.h"

#include "emulator/model/encoder.h"

namespace ddb::model {

void encode(std::string& out, const KeysAndAttributes& value) {
  ObjectEncoder object(out);
  object.member("\"Keys\":", value.keys);
  object.member("\"AttributesToGet\":", value.attributes_to_get);
  object.member("\"ConsistentRead\":", value.consistent_read);
  object.member("\"ProjectionExpression\":", value.projection_expression);
  object.member("\"ExpressionAttributeNames\":", value.expression_attribute_names);
}

void encode(std::string& out, const PutRequest& value) {
  ObjectEncoder object(out);
  object.member("\"Item\":", value.item);
}

void encode(std::string& out, const DeleteRequest& value) {
  ObjectEncoder object(out);
  object.member("\"Key\":", value.key);
}

void encode(std::string& out, const WriteRequest& value) {
  ObjectEncoder object(out);
  object.member("\"PutRequest\":", value.put_request);
  object.member("\"DeleteRequest\":", value.delete_request);
}

void encode(std::string& out, const AttributeDefinition& value) {
  ObjectEncoder object(out);
  object.member("\"AttributeName\":", value.attribute_name);
  object.member("\"AttributeType\":", value.attribute_type);
}

void encode(std::string& out, const KeySchemaElement& value) {
  ObjectEncoder object(out);
  object.member("\"AttributeName\":", value.attribute_name);
  object.member("\"KeyType\":", value.key_type);
}

void encode(std::string& out, const Projection& value) {
  ObjectEncoder object(out);
  object.member("\"ProjectionType\":", value.projection_type);
  object.member("\"NonKeyAttributes\":", value.non_key_attributes);
}

void encode(std::string& out, const OnDemandThroughput& value) {
  ObjectEncoder object(out);
  object.member("\"MaxReadRequestUnits\":", value.max_read_request_units);
  object.member("\"MaxWriteRequestUnits\":", value.max_write_request_units);
}

void encode(std::string& out, const StreamSpecification& value) {
  ObjectEncoder object(out);
  object.member("\"StreamEnabled\":", value.stream_enabled);
  object.member("\"StreamViewType\":", value.stream_view_type);
}

void encode(std::string& out, const Tag& value) {
  ObjectEncoder object(out);
  object.member("\"Key\":", value.key);
  object.member("\"Value\":", value.value);
}

void encode(std::string& out, const ProvisionedThroughputOverride& value) {
  ObjectEncoder object(out);
  object.member("\"ReadCapacityUnits\":", value.read_capacity_units);
}

void encode(std::string& out, const OnDemandThroughputOverride& value) {
  ObjectEncoder object(out);
  object.member("\"MaxReadRequestUnits\":", value.max_read_request_units);
}

void encode(std::string& out, const TimeToLiveSpecification& value) {
  ObjectEncoder object(out);
  object.member("\"Enabled\":", value.enabled);
  object.member("\"AttributeName\":", value.attribute_name);
}

void encode(std::string& out, const BatchStatementError& value) {
  ObjectEncoder object(out);
  object.member("\"Code\":", value.code);
  object.member("\"Message\":", value.message);
  object.member("\"Item\":", value.item);
}

void encode(std::string& out, const BatchStatementResponse& value) {
  ObjectEncoder object(out);
  object.member("\"Error\":", value.error);
  object.member("\"TableName\":", value.table_name);
  object.member("\"Item\":", value.item);
}

void encode(std::string& out, const Capacity& value) {
  ObjectEncoder object(out);
  object.member("\"ReadCapacityUnits\":", value.read_capacity_units);
  object.member("\"WriteCapacityUnits\":", value.write_capacity_units);
  object.member("\"CapacityUnits\":", value.capacity_units);
}

void encode(std::string& out, const ConsumedCapacity& value) {
  ObjectEncoder object(out);
  object.member("\"TableName\":", value.table_name);
  object.member("\"CapacityUnits\":", value.capacity_units);
  object.member("\"ReadCapacityUnits\":", value.read_capacity_units);
  object.member("\"WriteCapacityUnits\":", value.write_capacity_units);
  object.member("\"Table\":", value.table);
  object.member("\"LocalSecondaryIndexes\":", value.local_secondary_indexes);
  object.member("\"GlobalSecondaryIndexes\":", value.global_secondary_indexes);
}

void encode(std::string& out, const BatchExecuteStatementOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Responses\":", value.responses);
  object.member("\"ConsumedCapacity\":", value.consumed_capacity);
}

void encode(std::string& out, const BatchGetItemOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Responses\":", value.responses);
  object.member("\"UnprocessedKeys\":", value.unprocessed_keys);
  object.member("\"ConsumedCapacity\":", value.consumed_capacity);
}

void encode(std::string& out, const ItemCollectionMetrics& value) {
  ObjectEncoder object(out);
  object.member("\"ItemCollectionKey\":", value.item_collection_key);
  object.member("\"SizeEstimateRangeGB\":", value.size_estimate_range_gb);
}

void encode(std::string& out, const BatchWriteItemOutput& value) {
  ObjectEncoder object(out);
  object.member("\"UnprocessedItems\":", value.unprocessed_items);
  object.member("\"ItemCollectionMetrics\":", value.item_collection_metrics);
  object.member("\"ConsumedCapacity\":", value.consumed_capacity);
}

void encode(std::string& out, const ProvisionedThroughputDescription& value) {
  ObjectEncoder object(out);
  object.member("\"LastIncreaseDateTime\":", value.last_increase_date_time);
  object.member("\"LastDecreaseDateTime\":", value.last_decrease_date_time);
  object.member("\"NumberOfDecreasesToday\":", value.number_of_decreases_today);
  object.member("\"ReadCapacityUnits\":", value.read_capacity_units);
  object.member("\"WriteCapacityUnits\":", value.write_capacity_units);
}

void encode(std::string& out, const BillingModeSummary& value) {
  ObjectEncoder object(out);
  object.member("\"BillingMode\":", value.billing_mode);
  object.member("\"LastUpdateToPayPerRequestDateTime\":", value.last_update_to_pay_per_request_date_time);
}

void encode(std::string& out, const LocalSecondaryIndexDescription& value) {
  ObjectEncoder object(out);
  object.member("\"IndexName\":", value.index_name);
  object.member("\"KeySchema\":", value.key_schema);
  object.member("\"Projection\":", value.projection);
  object.member("\"IndexSizeBytes\":", value.index_size_bytes);
  object.member("\"ItemCount\":", value.item_count);
  object.member("\"IndexArn\":", value.index_arn);
}

void encode(std::string& out, const GlobalSecondaryIndexWarmThroughputDescription& value) {
  ObjectEncoder object(out);
  object.member("\"ReadUnitsPerSecond\":", value.read_units_per_second);
  object.member("\"WriteUnitsPerSecond\":", value.write_units_per_second);
  object.member("\"Status\":", value.status);
}

void encode(std::string& out, const GlobalSecondaryIndexDescription& value) {
  ObjectEncoder object(out);
  object.member("\"IndexName\":", value.index_name);
  object.member("\"KeySchema\":", value.key_schema);
  object.member("\"Projection\":", value.projection);
  object.member("\"IndexStatus\":", value.index_status);
  object.member("\"Backfilling\":", value.backfilling);
  object.member("\"ProvisionedThroughput\":", value.provisioned_throughput);
  object.member("\"IndexSizeBytes\":", value.index_size_bytes);
  object.member("\"ItemCount\":", value.item_count);
  object.member("\"IndexArn\":", value.index_arn);
  object.member("\"OnDemandThroughput\":", value.on_demand_throughput);
  object.member("\"WarmThroughput\":", value.warm_throughput);
}

void encode(std::string& out, const TableWarmThroughputDescription& value) {
  ObjectEncoder object(out);
  object.member("\"ReadUnitsPerSecond\":", value.read_units_per_second);
  object.member("\"WriteUnitsPerSecond\":", value.write_units_per_second);
  object.member("\"Status\":", value.status);
}

void encode(std::string& out, const ReplicaGlobalSecondaryIndexDescription& value) {
  ObjectEncoder object(out);
  object.member("\"IndexName\":", value.index_name);
  object.member("\"ProvisionedThroughputOverride\":", value.provisioned_throughput_override);
  object.member("\"OnDemandThroughputOverride\":", value.on_demand_throughput_override);
  object.member("\"WarmThroughput\":", value.warm_throughput);
}

void encode(std::string& out, const TableClassSummary& value) {
  ObjectEncoder object(out);
  object.member("\"TableClass\":", value.table_class);
  object.member("\"LastUpdateDateTime\":", value.last_update_date_time);
}

void encode(std::string& out, const ReplicaDescription& value) {
  ObjectEncoder object(out);
  object.member("\"RegionName\":", value.region_name);
  object.member("\"ReplicaStatus\":", value.replica_status);
  object.member("\"ReplicaArn\":", value.replica_arn);
  object.member("\"ReplicaStatusDescription\":", value.replica_status_description);
  object.member("\"ReplicaStatusPercentProgress\":", value.replica_status_percent_progress);
  object.member("\"KMSMasterKeyId\":", value.kms_master_key_id);
  object.member("\"ProvisionedThroughputOverride\":", value.provisioned_throughput_override);
  object.member("\"OnDemandThroughputOverride\":", value.on_demand_throughput_override);
  object.member("\"WarmThroughput\":", value.warm_throughput);
  object.member("\"GlobalSecondaryIndexes\":", value.global_secondary_indexes);
  object.member("\"ReplicaInaccessibleDateTime\":", value.replica_inaccessible_date_time);
  object.member("\"ReplicaTableClassSummary\":", value.replica_table_class_summary);
  object.member("\"GlobalTableSettingsReplicationMode\":", value.global_table_settings_replication_mode);
}

void encode(std::string& out, const GlobalTableWitnessDescription& value) {
  ObjectEncoder object(out);
  object.member("\"RegionName\":", value.region_name);
  object.member("\"WitnessStatus\":", value.witness_status);
}

void encode(std::string& out, const RestoreSummary& value) {
  ObjectEncoder object(out);
  object.member("\"SourceBackupArn\":", value.source_backup_arn);
  object.member("\"SourceTableArn\":", value.source_table_arn);
  object.member("\"RestoreDateTime\":", value.restore_date_time);
  object.member("\"RestoreInProgress\":", value.restore_in_progress);
}

void encode(std::string& out, const SSEDescription& value) {
  ObjectEncoder object(out);
  object.member("\"Status\":", value.status);
  object.member("\"SSEType\":", value.sse_type);
  object.member("\"KMSMasterKeyArn\":", value.kms_master_key_arn);
  object.member("\"InaccessibleEncryptionDateTime\":", value.inaccessible_encryption_date_time);
}

void encode(std::string& out, const ArchivalSummary& value) {
  ObjectEncoder object(out);
  object.member("\"ArchivalDateTime\":", value.archival_date_time);
  object.member("\"ArchivalReason\":", value.archival_reason);
  object.member("\"ArchivalBackupArn\":", value.archival_backup_arn);
}

void encode(std::string& out, const TableDescription& value) {
  ObjectEncoder object(out);
  object.member("\"AttributeDefinitions\":", value.attribute_definitions);
  object.member("\"TableName\":", value.table_name);
  object.member("\"KeySchema\":", value.key_schema);
  object.member("\"TableStatus\":", value.table_status);
  object.member("\"CreationDateTime\":", value.creation_date_time);
  object.member("\"ProvisionedThroughput\":", value.provisioned_throughput);
  object.member("\"TableSizeBytes\":", value.table_size_bytes);
  object.member("\"ItemCount\":", value.item_count);
  object.member("\"TableArn\":", value.table_arn);
  object.member("\"TableId\":", value.table_id);
  object.member("\"BillingModeSummary\":", value.billing_mode_summary);
  object.member("\"LocalSecondaryIndexes\":", value.local_secondary_indexes);
  object.member("\"GlobalSecondaryIndexes\":", value.global_secondary_indexes);
  object.member("\"StreamSpecification\":", value.stream_specification);
  object.member("\"LatestStreamLabel\":", value.latest_stream_label);
  object.member("\"LatestStreamArn\":", value.latest_stream_arn);
  object.member("\"GlobalTableVersion\":", value.global_table_version);
  object.member("\"Replicas\":", value.replicas);
  object.member("\"GlobalTableWitnesses\":", value.global_table_witnesses);
  object.member("\"GlobalTableSettingsReplicationMode\":", value.global_table_settings_replication_mode);
  object.member("\"RestoreSummary\":", value.restore_summary);
  object.member("\"SSEDescription\":", value.sse_description);
  object.member("\"ArchivalSummary\":", value.archival_summary);
  object.member("\"TableClassSummary\":", value.table_class_summary);
  object.member("\"DeletionProtectionEnabled\":", value.deletion_protection_enabled);
  object.member("\"OnDemandThroughput\":", value.on_demand_throughput);
  object.member("\"WarmThroughput\":", value.warm_throughput);
  object.member("\"MultiRegionConsistency\":", value.multi_region_consistency);
}

void encode(std::string& out, const CreateTableOutput& value) {
  ObjectEncoder object(out);
  object.member("\"TableDescription\":", value.table_description);
}

void encode(std::string& out, const DeleteItemOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Attributes\":", value.attributes);
  object.member("\"ConsumedCapacity\":", value.consumed_capacity);
  object.member("\"ItemCollectionMetrics\":", value.item_collection_metrics);
}

void encode(std::string& out, const DeleteTableOutput& value) {
  ObjectEncoder object(out);
  object.member("\"TableDescription\":", value.table_description);
}

void encode(std::string& out, const Endpoint& value) {
  ObjectEncoder object(out);
  object.member("\"Address\":", value.address);
  object.member("\"CachePeriodInMinutes\":", value.cache_period_in_minutes);
}

void encode(std::string& out, const DescribeEndpointsResponse& value) {
  ObjectEncoder object(out);
  object.member("\"Endpoints\":", value.endpoints);
}

void encode(std::string& out, const DescribeLimitsOutput& value) {
  ObjectEncoder object(out);
  object.member("\"AccountMaxReadCapacityUnits\":", value.account_max_read_capacity_units);
  object.member("\"AccountMaxWriteCapacityUnits\":", value.account_max_write_capacity_units);
  object.member("\"TableMaxReadCapacityUnits\":", value.table_max_read_capacity_units);
  object.member("\"TableMaxWriteCapacityUnits\":", value.table_max_write_capacity_units);
}

void encode(std::string& out, const DescribeTableOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Table\":", value.table);
}

void encode(std::string& out, const TimeToLiveDescription& value) {
  ObjectEncoder object(out);
  object.member("\"TimeToLiveStatus\":", value.time_to_live_status);
  object.member("\"AttributeName\":", value.attribute_name);
}

void encode(std::string& out, const DescribeTimeToLiveOutput& value) {
  ObjectEncoder object(out);
  object.member("\"TimeToLiveDescription\":", value.time_to_live_description);
}

void encode(std::string& out, const ExecuteStatementOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Items\":", value.items);
  object.member("\"NextToken\":", value.next_token);
  object.member("\"ConsumedCapacity\":", value.consumed_capacity);
  object.member("\"LastEvaluatedKey\":", value.last_evaluated_key);
}

void encode(std::string& out, const ItemResponse& value) {
  ObjectEncoder object(out);
  object.member("\"Item\":", value.item);
}

void encode(std::string& out, const ExecuteTransactionOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Responses\":", value.responses);
  object.member("\"ConsumedCapacity\":", value.consumed_capacity);
}

void encode(std::string& out, const GetItemOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Item\":", value.item);
  object.member("\"ConsumedCapacity\":", value.consumed_capacity);
}

void encode(std::string& out, const ListTablesOutput& value) {
  ObjectEncoder object(out);
  object.member("\"TableNames\":", value.table_names);
  object.member("\"LastEvaluatedTableName\":", value.last_evaluated_table_name);
}

void encode(std::string& out, const ListTagsOfResourceOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Tags\":", value.tags);
  object.member("\"NextToken\":", value.next_token);
}

void encode(std::string& out, const PutItemOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Attributes\":", value.attributes);
  object.member("\"ConsumedCapacity\":", value.consumed_capacity);
  object.member("\"ItemCollectionMetrics\":", value.item_collection_metrics);
}

void encode(std::string& out, const QueryOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Items\":", value.items);
  object.member("\"Count\":", value.count);
  object.member("\"ScannedCount\":", value.scanned_count);
  object.member("\"LastEvaluatedKey\":", value.last_evaluated_key);
  object.member("\"ConsumedCapacity\":", value.consumed_capacity);
}

void encode(std::string& out, const ScanOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Items\":", value.items);
  object.member("\"Count\":", value.count);
  object.member("\"ScannedCount\":", value.scanned_count);
  object.member("\"LastEvaluatedKey\":", value.last_evaluated_key);
  object.member("\"ConsumedCapacity\":", value.consumed_capacity);
}

void encode(std::string& out, const TagResourceOutput&) {
  out += "{}";
}

void encode(std::string& out, const TransactGetItemsOutput& value) {
  ObjectEncoder object(out);
  object.member("\"ConsumedCapacity\":", value.consumed_capacity);
  object.member("\"Responses\":", value.responses);
}

void encode(std::string& out, const TransactWriteItemsOutput& value) {
  ObjectEncoder object(out);
  object.member("\"ConsumedCapacity\":", value.consumed_capacity);
  object.member("\"ItemCollectionMetrics\":", value.item_collection_metrics);
}

void encode(std::string& out, const UntagResourceOutput&) {
  out += "{}";
}

void encode(std::string& out, const UpdateItemOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Attributes\":", value.attributes);
  object.member("\"ConsumedCapacity\":", value.consumed_capacity);
  object.member("\"ItemCollectionMetrics\":", value.item_collection_metrics);
}

void encode(std::string& out, const UpdateTableOutput& value) {
  ObjectEncoder object(out);
  object.member("\"TableDescription\":", value.table_description);
}

void encode(std::string& out, const UpdateTimeToLiveOutput& value) {
  ObjectEncoder object(out);
  object.member("\"TimeToLiveSpecification\":", value.time_to_live_specification);
}

void encode(std::string& out, const SequenceNumberRange& value) {
  ObjectEncoder object(out);
  object.member("\"StartingSequenceNumber\":", value.starting_sequence_number);
  object.member("\"EndingSequenceNumber\":", value.ending_sequence_number);
}

void encode(std::string& out, const Shard& value) {
  ObjectEncoder object(out);
  object.member("\"ShardId\":", value.shard_id);
  object.member("\"SequenceNumberRange\":", value.sequence_number_range);
  object.member("\"ParentShardId\":", value.parent_shard_id);
}

void encode(std::string& out, const StreamDescription& value) {
  ObjectEncoder object(out);
  object.member("\"StreamArn\":", value.stream_arn);
  object.member("\"StreamLabel\":", value.stream_label);
  object.member("\"StreamStatus\":", value.stream_status);
  object.member("\"StreamViewType\":", value.stream_view_type);
  object.member("\"CreationRequestDateTime\":", value.creation_request_date_time);
  object.member("\"TableName\":", value.table_name);
  object.member("\"KeySchema\":", value.key_schema);
  object.member("\"Shards\":", value.shards);
  object.member("\"LastEvaluatedShardId\":", value.last_evaluated_shard_id);
}

void encode(std::string& out, const DescribeStreamOutput& value) {
  ObjectEncoder object(out);
  object.member("\"StreamDescription\":", value.stream_description);
}

void encode(std::string& out, const StreamRecord& value) {
  ObjectEncoder object(out);
  object.whole_seconds("\"ApproximateCreationDateTime\":", value.approximate_creation_date_time);
  object.member("\"Keys\":", value.keys);
  object.member("\"NewImage\":", value.new_image);
  object.member("\"OldImage\":", value.old_image);
  object.member("\"SequenceNumber\":", value.sequence_number);
  object.member("\"SizeBytes\":", value.size_bytes);
  object.member("\"StreamViewType\":", value.stream_view_type);
}

void encode(std::string& out, const Identity& value) {
  ObjectEncoder object(out);
  object.member("\"PrincipalId\":", value.principal_id);
  object.member("\"Type\":", value.type);
}

void encode(std::string& out, const Record& value) {
  ObjectEncoder object(out);
  object.member("\"eventID\":", value.event_id);
  object.member("\"eventName\":", value.event_name);
  object.member("\"eventVersion\":", value.event_version);
  object.member("\"eventSource\":", value.event_source);
  object.member("\"awsRegion\":", value.aws_region);
  object.member("\"dynamodb\":", value.dynamodb);
  object.member("\"userIdentity\":", value.user_identity);
}

void encode(std::string& out, const GetRecordsOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Records\":", value.records);
  object.member("\"NextShardIterator\":", value.next_shard_iterator);
}

void encode(std::string& out, const GetShardIteratorOutput& value) {
  ObjectEncoder object(out);
  object.member("\"ShardIterator\":", value.shard_iterator);
}

void encode(std::string& out, const Stream& value) {
  ObjectEncoder object(out);
  object.member("\"StreamArn\":", value.stream_arn);
  object.member("\"TableName\":", value.table_name);
  object.member("\"StreamLabel\":", value.stream_label);
}

void encode(std::string& out, const ListStreamsOutput& value) {
  ObjectEncoder object(out);
  object.member("\"Streams\":", value.streams);
  object.member("\"LastEvaluatedStreamArn\":", value.last_evaluated_stream_arn);
}

}  // namespace ddb::model
