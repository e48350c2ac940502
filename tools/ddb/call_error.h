#pragma once

#include <string>

#include "shared/aws/dynamodb_client.h"
#include "tools/cli/command_error.h"

namespace ddb::cli {

/// What was called, for the sentence about its failure.
struct CallDescription {
  std::string operation;  ///< "PutItem"
  std::string table;      ///< Empty for calls that name none.
};

/// The sentence about a failed call to `endpoint`.
CommandError describe(const aws::CallError& error, const CallDescription& call,
                      const aws::Endpoint& endpoint);

}  // namespace ddb::cli
