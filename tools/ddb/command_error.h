#pragma once

#include <string>

#include "shared/aws/dynamodb_client.h"
#include "shared/base/result.h"

namespace ddb::cli {

/// The program's exit status. `ddb --help` lists them.
enum class ExitCode {
  kSuccess = 0,
  kFailed = 1,       ///< DynamoDB refused the request, or there is no such table or item.
  kUsage = 2,        ///< The command line, or a file or JSON text that it names, is not understood.
  kEndpoint = 3,     ///< The endpoint is not reachable, does not answer, or is not DynamoDB.
  kCredentials = 4,  ///< There is nothing to sign the request with.
};

/// Why a command failed: one plain sentence with the remedy.
struct CommandError {
  ExitCode exit_code;
  std::string message;
};

[[noreturn]] void throw_exception_from_error(const CommandError& error, const boost::source_location&);

/// An error in what the user wrote.
CommandError usage_error(std::string message);

/// What was called, for the sentence about its failure.
struct CallDescription {
  std::string operation;  ///< "PutItem"
  std::string table;      ///< Empty for calls that name none.
};

/// The sentence about a failed call to `endpoint`.
CommandError describe(const aws::CallError& error, const CallDescription& call,
                      const aws::Endpoint& endpoint);

}  // namespace ddb::cli
