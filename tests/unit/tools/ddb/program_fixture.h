#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/unit/tools/cli/command_line_fixture.h"
#include "tools/ddb/program.h"

namespace ddb::cli {

/// Runs the whole program against a scripted server.
class ProgramTest : public CommandLineTest {
 protected:
  ProgramTest() { set_environment({{"AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8000"}}); }

  void set_environment(std::vector<std::pair<std::string, std::string>> variables) {
    machine_.environment = aws::Environment({variables.begin(), variables.end()});
  }

  ExitCode run(const std::vector<std::string>& arguments) {
    return CommandLineTest::run(ddb_program(), arguments);
  }
};

}  // namespace ddb::cli
