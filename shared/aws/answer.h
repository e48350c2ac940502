#pragma once

#include <string>

#include "shared/aws/dynamodb_client.h"
#include "shared/http/message.h"

namespace ddb::aws {

/// What DynamoDB's HTTP answer says: the output of a 200, else the error in its body. An answer that fails
/// its x-amz-crc32 was damaged and may be asked for again; one that is not DynamoDB's JSON names `origin`,
/// the address that sent it.
CallResult read_answer(const http::Response& response, const std::string& origin);

}  // namespace ddb::aws
