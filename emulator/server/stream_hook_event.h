#pragma once

#include <string>
#include <string_view>

#include "emulator/engine/change_feed.h"
#include "emulator/engine/stream_lookup.h"

namespace ddb::server {

/// One record as a Lambda function gets it: that of GetRecords with the stream's ARN, and `userIdentity` in
/// lower case. Source: Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB", example event;
/// DynamoDB Developer Guide, "DynamoDB Streams and Time to Live".
std::string stream_event_record(const engine::FoundStream& found, std::string_view stream_arn,
                                const engine::ChangeRecord& change);

}  // namespace ddb::server
