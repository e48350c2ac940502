#pragma once

#include <string>
#include <string_view>

#include "shared/aws/call_error.h"
#include "shared/http/message.h"

namespace ddb::aws {

/// Who is to have answered, for the sentence about an answer that is not theirs.
struct Answerer {
  std::string_view title;  ///< "DynamoDB"
  std::string origin;      ///< The address that sent the answer.
};

/// What a service's HTTP answer says: the output of a 200, else the error in its body. An answer that fails
/// its x-amz-crc32 was damaged and may be asked for again; one that is not of AWS's JSON names `from`.
CallResult read_answer(const http::Response& response, const Answerer& from);

}  // namespace ddb::aws
