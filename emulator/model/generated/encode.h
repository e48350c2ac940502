// Written by tools/generate_model from emulator/model/api_model.json and service_rules.json. Do not edit.
#pragma once

#include <string>

#include "emulator/model/generated/shapes.h"

namespace ddb::model {

/// Append a structure as a JSON object; absent members are left out.
void encode(std::string& out, const KeysAndAttributes& value);
void encode(std::string& out, const PutRequest& value);
void encode(std::string& out, const DeleteRequest& value);
void encode(std::string& out, const WriteRequest& value);
void encode(std::string& out, const AttributeDefinition& value);
void encode(std::string& out, const KeySchemaElement& value);
void encode(std::string& out, const Projection& value);
void encode(std::string& out, const OnDemandThroughput& value);
void encode(std::string& out, const StreamSpecification& value);
void encode(std::string& out, const Tag& value);
void encode(std::string& out, const ProvisionedThroughputOverride& value);
void encode(std::string& out, const OnDemandThroughputOverride& value);
void encode(std::string& out, const TimeToLiveSpecification& value);
void encode(std::string& out, const BatchStatementError& value);
void encode(std::string& out, const BatchStatementResponse& value);
void encode(std::string& out, const Capacity& value);
void encode(std::string& out, const ConsumedCapacity& value);
void encode(std::string& out, const BatchExecuteStatementOutput& value);
void encode(std::string& out, const BatchGetItemOutput& value);
void encode(std::string& out, const ItemCollectionMetrics& value);
void encode(std::string& out, const BatchWriteItemOutput& value);
void encode(std::string& out, const ProvisionedThroughputDescription& value);
void encode(std::string& out, const BillingModeSummary& value);
void encode(std::string& out, const LocalSecondaryIndexDescription& value);
void encode(std::string& out, const GlobalSecondaryIndexWarmThroughputDescription& value);
void encode(std::string& out, const GlobalSecondaryIndexDescription& value);
void encode(std::string& out, const TableWarmThroughputDescription& value);
void encode(std::string& out, const ReplicaGlobalSecondaryIndexDescription& value);
void encode(std::string& out, const TableClassSummary& value);
void encode(std::string& out, const ReplicaDescription& value);
void encode(std::string& out, const GlobalTableWitnessDescription& value);
void encode(std::string& out, const RestoreSummary& value);
void encode(std::string& out, const SSEDescription& value);
void encode(std::string& out, const ArchivalSummary& value);
void encode(std::string& out, const TableDescription& value);
void encode(std::string& out, const CreateTableOutput& value);
void encode(std::string& out, const DeleteItemOutput& value);
void encode(std::string& out, const DeleteTableOutput& value);
void encode(std::string& out, const Endpoint& value);
void encode(std::string& out, const DescribeEndpointsResponse& value);
void encode(std::string& out, const DescribeLimitsOutput& value);
void encode(std::string& out, const DescribeTableOutput& value);
void encode(std::string& out, const TimeToLiveDescription& value);
void encode(std::string& out, const DescribeTimeToLiveOutput& value);
void encode(std::string& out, const ExecuteStatementOutput& value);
void encode(std::string& out, const ItemResponse& value);
void encode(std::string& out, const ExecuteTransactionOutput& value);
void encode(std::string& out, const GetItemOutput& value);
void encode(std::string& out, const ListTablesOutput& value);
void encode(std::string& out, const ListTagsOfResourceOutput& value);
void encode(std::string& out, const PutItemOutput& value);
void encode(std::string& out, const QueryOutput& value);
void encode(std::string& out, const ScanOutput& value);
void encode(std::string& out, const TagResourceOutput& value);
void encode(std::string& out, const TransactGetItemsOutput& value);
void encode(std::string& out, const TransactWriteItemsOutput& value);
void encode(std::string& out, const UntagResourceOutput& value);
void encode(std::string& out, const UpdateItemOutput& value);
void encode(std::string& out, const UpdateTableOutput& value);
void encode(std::string& out, const UpdateTimeToLiveOutput& value);
void encode(std::string& out, const SequenceNumberRange& value);
void encode(std::string& out, const Shard& value);
void encode(std::string& out, const StreamDescription& value);
void encode(std::string& out, const DescribeStreamOutput& value);
void encode(std::string& out, const StreamRecord& value);
void encode(std::string& out, const Identity& value);
void encode(std::string& out, const Record& value);
void encode(std::string& out, const GetRecordsOutput& value);
void encode(std::string& out, const GetShardIteratorOutput& value);
void encode(std::string& out, const Stream& value);
void encode(std::string& out, const ListStreamsOutput& value);

}  // namespace ddb::model
