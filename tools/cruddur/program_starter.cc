#include "tools/cruddur/program_starter.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <system_error>

namespace ddb::cruddur {

Result<void, StartError> SystemProgramStarter::replace_with(const StartRequest& request) {
  std::vector<std::string> arguments = request.arguments;
  std::vector<char*> pointers;
  for (auto& argument : arguments)
    pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  for (const auto& [name, value] : request.variables)
    ::setenv(name.c_str(), value.c_str(), 1);
  ::execvp(pointers.front(), pointers.data());
  const std::error_code failure(errno, std::generic_category());
  return StartError{.is_installed = failure != std::errc::no_such_file_or_directory,
                    .message = arguments.front() + " can't be started: " + failure.message() + "."};
}

void throw_exception_from_error(const StartError& error, const boost::source_location&) {
  throw std::logic_error("value() of a failed start: " + error.message);
}

}  // namespace ddb::cruddur
