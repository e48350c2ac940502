#pragma once

#include <boost/json/object.hpp>
#include <string_view>

#include "shared/aws/call_error.h"
#include "shared/aws/endpoint.h"
#include "shared/aws/retry.h"
#include "shared/aws/service_client.h"

namespace ddb::aws {

/// Calls DynamoDB: what everything that needs a table is given, so that a test can answer instead.
class DynamoDb {
 public:
  virtual ~DynamoDb() = default;

  /// Calls one operation of DynamoDB ("PutItem") or DynamoDB Streams ("GetRecords") with its input, and
  /// returns its output. May be called from several threads.
  virtual CallResult call(std::string_view operation, const boost::json::object& input) = 0;
};

/// What answers at an endpoint, as `ServiceClient` calls it: DynamoDB's operations at one address, those of
/// DynamoDB Streams at the other.
class DynamoDbClient final : public DynamoDb {
 public:
  DynamoDbClient(Endpoint endpoint, ServiceClientParts parts, RetryPolicy policy = {});

  CallResult call(std::string_view operation, const boost::json::object& input) override;

  const Endpoint& endpoint() const { return endpoint_; }

 private:
  const Endpoint endpoint_;
  ServiceClient tables_;
  ServiceClient streams_;
};

/// Whether `operation` is one of DynamoDB Streams' four.
bool is_streams_operation(std::string_view operation);

}  // namespace ddb::aws
