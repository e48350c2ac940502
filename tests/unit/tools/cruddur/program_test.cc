#include "tools/cruddur/program.h"

#include "tests/unit/tools/cruddur/program_fixture.h"
#include "tools/cli/text.h"

namespace ddb::cruddur {
namespace {

using cli::ExitCode;

TEST_F(ProgramTest, KnowsEveryCommandOfItsSpecification) {
  for (const std::string command :
       {"connect", "create", "drop", "schema-load", "seed", "setup", "sessions", "update-cognito-user-ids"}) {
    ASSERT_EQ(run({"db", command, "--help"}), ExitCode::kSuccess) << command;
    EXPECT_NE(out().find("\n  cruddur db " + command), std::string::npos) << "an example of " << command;
  }
  for (const std::string command : {"list-users", "create-user", "update-cognito-user-ids"}) {
    ASSERT_EQ(run({"cognito", command, "--help"}), ExitCode::kSuccess) << command;
    EXPECT_NE(out().find("\n  cruddur cognito " + command), std::string::npos) << "an example of " << command;
  }
}

TEST_F(ProgramTest, FitsIntoATerminal) {
  std::string all = cli::program_help(program_.description());
  for (const auto& command : program_.description().commands)
    all += cli::command_help(program_.description(), command);
  std::istringstream lines(all);
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(cli::display_width(line), 90U) << line;
}

TEST_F(ProgramTest, NeverTellsThePasswordOfAnAddress) {
  set_environment({{"CONNECTION_URL", "postgresql://mara:hunter2@127.0.0.1:1/cruddur"}});
  EXPECT_EQ(run({"db", "schema-load"}), ExitCode::kEndpoint);
  EXPECT_EQ(err().find("hunter2"), std::string::npos) << err();
  EXPECT_EQ(run({"db", "seed", "--connection-url", "mysql://mara:hunter2@x/y"}), ExitCode::kUsage);
  EXPECT_EQ(err().find("hunter2"), std::string::npos) << err();
}

}  // namespace
}  // namespace ddb::cruddur
