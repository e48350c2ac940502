#pragma once

#include <string>
#include <utility>
#include <vector>

#include "shared/base/result.h"

namespace ddb::cruddur {

/// A program to start.
struct StartRequest {
  std::vector<std::string> arguments;  ///< The first is its name, which is looked up in PATH.
  std::vector<std::pair<std::string, std::string>> variables;  ///< Added to the environment.
};

/// Why a program was not started.
struct StartError {
  bool is_installed;    ///< Whether there is such a program in PATH.
  std::string message;  ///< One plain sentence.
};

[[noreturn]] void throw_exception_from_error(const StartError& error, const boost::source_location&);

/// Starts another program in the place of this one. Handed in, so that a test goes on.
class ProgramStarter {
 public:
  virtual ~ProgramStarter() = default;
  /// The system's own returns only if it fails.
  virtual Result<void, StartError> replace_with(const StartRequest& request) = 0;
};

/// By execvp.
class SystemProgramStarter final : public ProgramStarter {
 public:
  Result<void, StartError> replace_with(const StartRequest& request) override;
};

}  // namespace ddb::cruddur
