// Written by tools/generate_model from emulator/model/api_model.json and service_rules.json. Do not edit.
#pragma once

#include "emulator/model/generated/shapes.h"
#include "emulator/model/service_error.h"

/// One function for each operation that is served, in a file of its own: put_item is in put_item.cc.
namespace ddb::operations {

struct Call;

model::ServiceResult<model::BatchExecuteStatementOutput> batch_execute_statement(
    Call& call, model::BatchExecuteStatementInput& input);
model::ServiceResult<model::BatchGetItemOutput> batch_get_item(Call& call, model::BatchGetItemInput& input);
model::ServiceResult<model::BatchWriteItemOutput> batch_write_item(Call& call,
                                                                   model::BatchWriteItemInput& input);
model::ServiceResult<model::CreateTableOutput> create_table(Call& call, model::CreateTableInput& input);
model::ServiceResult<model::DeleteItemOutput> delete_item(Call& call, model::DeleteItemInput& input);
model::ServiceResult<model::DeleteTableOutput> delete_table(Call& call, model::DeleteTableInput& input);
model::ServiceResult<model::DescribeEndpointsResponse> describe_endpoints(
    Call& call, model::DescribeEndpointsRequest& input);
model::ServiceResult<model::DescribeLimitsOutput> describe_limits(Call& call,
                                                                  model::DescribeLimitsInput& input);
model::ServiceResult<model::DescribeTableOutput> describe_table(Call& call, model::DescribeTableInput& input);
model::ServiceResult<model::DescribeTimeToLiveOutput> describe_time_to_live(
    Call& call, model::DescribeTimeToLiveInput& input);
model::ServiceResult<model::ExecuteStatementOutput> execute_statement(Call& call,
                                                                      model::ExecuteStatementInput& input);
model::ServiceResult<model::ExecuteTransactionOutput> execute_transaction(
    Call& call, model::ExecuteTransactionInput& input);
model::ServiceResult<model::GetItemOutput> get_item(Call& call, model::GetItemInput& input);
model::ServiceResult<model::ListTablesOutput> list_tables(Call& call, model::ListTablesInput& input);
model::ServiceResult<model::ListTagsOfResourceOutput> list_tags_of_resource(
    Call& call, model::ListTagsOfResourceInput& input);
model::ServiceResult<model::PutItemOutput> put_item(Call& call, model::PutItemInput& input);
model::ServiceResult<model::QueryOutput> query(Call& call, model::QueryInput& input);
model::ServiceResult<model::ScanOutput> scan(Call& call, model::ScanInput& input);
model::ServiceResult<model::TagResourceOutput> tag_resource(Call& call, model::TagResourceInput& input);
model::ServiceResult<model::TransactGetItemsOutput> transact_get_items(Call& call,
                                                                       model::TransactGetItemsInput& input);
model::ServiceResult<model::TransactWriteItemsOutput> transact_write_items(
    Call& call, model::TransactWriteItemsInput& input);
model::ServiceResult<model::UntagResourceOutput> untag_resource(Call& call, model::UntagResourceInput& input);
model::ServiceResult<model::UpdateItemOutput> update_item(Call& call, model::UpdateItemInput& input);
model::ServiceResult<model::UpdateTableOutput> update_table(Call& call, model::UpdateTableInput& input);
model::ServiceResult<model::UpdateTimeToLiveOutput> update_time_to_live(Call& call,
                                                                        model::UpdateTimeToLiveInput& input);
model::ServiceResult<model::DescribeStreamOutput> describe_stream(Call& call,
                                                                  model::DescribeStreamInput& input);
model::ServiceResult<model::GetRecordsOutput> get_records(Call& call, model::GetRecordsInput& input);
model::ServiceResult<model::GetShardIteratorOutput> get_shard_iterator(Call& call,
                                                                       model::GetShardIteratorInput& input);
model::ServiceResult<model::ListStreamsOutput> list_streams(Call& call, model::ListStreamsInput& input);

}  // namespace ddb::operations
