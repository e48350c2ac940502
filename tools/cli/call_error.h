#pragma once

#include <string>

#include "shared/aws/call_error.h"
#include "shared/aws/endpoint.h"
#include "tools/cli/command_error.h"

namespace ddb::cli {

/// The sentence about a failed call of `operation` to the service at `endpoint`.
CommandError describe_call_error(const aws::CallError& error, const std::string& operation,
                                 const aws::ServiceEndpoint& endpoint);

/// `http://localhost:8000 (region us-east-1)`, for sentences.
std::string endpoint_text(const aws::ServiceEndpoint& endpoint);

}  // namespace ddb::cli
