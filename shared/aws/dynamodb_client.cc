#include "shared/aws/dynamodb_client.h"

#include <algorithm>
#include <array>

namespace ddb::aws {

bool is_streams_operation(std::string_view operation) {
  constexpr std::array<std::string_view, 4> operations{"ListStreams", "DescribeStream", "GetShardIterator",
                                                       "GetRecords"};
  return std::find(operations.begin(), operations.end(), operation) != operations.end();
}

DynamoDbClient::DynamoDbClient(Endpoint endpoint, ServiceClientParts parts, RetryPolicy policy)
    : endpoint_(std::move(endpoint)),
      tables_(kDynamoDb, tables_endpoint(endpoint_), parts, policy),
      streams_(kDynamoDbStreams, streams_endpoint(endpoint_), parts, policy) {}

CallResult DynamoDbClient::call(std::string_view operation, const boost::json::object& input) {
  return (is_streams_operation(operation) ? streams_ : tables_).call(operation, input);
}

}  // namespace ddb::aws
