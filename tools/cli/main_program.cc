#include "tools/cli/main_program.h"

#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <vector>

namespace ddb::cli {
namespace {

ExitCode run_here(const CommandProgram& program, const std::vector<std::string>& arguments) {
  const aws::Environment environment = aws::Environment::of_process();
  const aws::SystemFileReader files;
  const aws::ShellCommandRunner commands;
  http::ClientOptions http_options;
  http_options.ca_file = environment.find("AWS_CA_BUNDLE").value_or("");
  aws::HttpTransport transport(http_options);
  const SystemClock clock;
  SystemRandom random;
  aws::SystemSleeper sleeper;
  const Host host{.system = {environment, files, commands, transport, clock},
                  .random = random,
                  .sleeper = sleeper,
                  .in = std::cin,
                  .out = std::cout,
                  .err = std::cerr,
                  .in_is_terminal = ::isatty(STDIN_FILENO) == 1,
                  .err_is_terminal = ::isatty(STDERR_FILENO) == 1};
  return run_program(program, arguments, host);
}

}  // namespace

int run_main(const CommandProgram& program, int argument_count, const char* const* arguments) {
  std::ios::sync_with_stdio(false);
  try {
    return static_cast<int>(run_here(program, {arguments + 1, arguments + argument_count}));
  } catch (const std::exception& failure) {
    std::cerr << program.name << ": a bug or a lack of memory: " << failure.what() << '\n';
    return EXIT_FAILURE;
  }
}

}  // namespace ddb::cli
