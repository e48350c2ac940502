#pragma once

#include <boost/system/result.hpp>
#include <string>

namespace ddb::cli {

/// A program's exit status. Its `--help` lists them.
enum class ExitCode {
  kSuccess = 0,
  kFailed = 1,       ///< The service refused the request, or there is no such thing.
  kUsage = 2,        ///< The command line, or a file or JSON text that it names, is not understood.
  kEndpoint = 3,     ///< The endpoint is not reachable, does not answer, or is not what it should be.
  kCredentials = 4,  ///< There is nothing to sign in with, or it is not accepted.
};

/// Why a command failed: one plain sentence with the remedy.
struct CommandError {
  ExitCode exit_code;
  std::string message;
};

[[noreturn]] void throw_exception_from_error(const CommandError& error, const boost::source_location&);

/// An error in what the user wrote.
CommandError usage_error(std::string message);

}  // namespace ddb::cli
