#include "emulator/operations/call.h"
#include "emulator/operations/generated/handlers.h"

namespace ddb::operations {

namespace {

/// As the service answers.
constexpr std::int64_t kCachePeriodMinutes = 1440;

}  // namespace

ServiceResult<model::DescribeEndpointsResponse> describe_endpoints(Call& call,
                                                                   model::DescribeEndpointsRequest&) {
  model::DescribeEndpointsResponse response;
  response.endpoints.push_back({std::string(call.endpoint), kCachePeriodMinutes});
  return response;
}

}  // namespace ddb::operations
