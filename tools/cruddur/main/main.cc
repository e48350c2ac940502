#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <vector>

#include "tools/cruddur/program.h"

int main(int argc, char** argv) {
  using namespace ddb;
  std::ios::sync_with_stdio(false);
  try {
    const aws::Environment environment = aws::Environment::of_process();
    const aws::SystemFileReader files;
    const aws::ShellCommandRunner commands;
    http::ClientOptions http_options;
    http_options.ca_file = environment.find("AWS_CA_BUNDLE").value_or("");
    aws::HttpTransport transport(http_options);
    const SystemClock clock;
    SystemRandom random;
    aws::SystemSleeper sleeper;
    const cli::Host host{.system = {environment, files, commands, transport, clock},
                         .random = random,
                         .sleeper = sleeper,
                         .in = std::cin,
                         .out = std::cout,
                         .err = std::cerr,
                         .in_is_terminal = ::isatty(STDIN_FILENO) == 1,
                         .err_is_terminal = ::isatty(STDERR_FILENO) == 1};
    cruddur::SystemProgramStarter starter;
    const cruddur::Program program(starter);
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    return static_cast<int>(cli::run_program(program.description(), arguments, host));
  } catch (const std::exception& failure) {
    std::cerr << "cruddur: a bug or a lack of memory: " << failure.what() << '\n';
    return EXIT_FAILURE;
  }
}
