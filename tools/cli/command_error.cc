#include "tools/cli/command_error.h"

#include <stdexcept>
#include <utility>

namespace ddb::cli {

CommandError usage_error(std::string message) {
  return {ExitCode::kUsage, std::move(message)};
}

void throw_exception_from_error(const CommandError& error, const boost::source_location&) {
  throw std::logic_error("value() of a failed command: " + error.message);
}

}  // namespace ddb::cli
