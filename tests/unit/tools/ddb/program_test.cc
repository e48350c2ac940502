#include "tools/ddb/program.h"

#include "tests/unit/tools/ddb/program_fixture.h"
#include "tools/cli/text.h"
#include "tools/ddb/command.h"

namespace ddb::cli {
namespace {

using ProgramHelpTest = ProgramTest;

TEST_F(ProgramHelpTest, ShowsHelpWithoutAskingTheServer) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"--help"}, {"-h"}, {"help"}}) {
    EXPECT_EQ(run(arguments), ExitCode::kSuccess);
    EXPECT_TRUE(out().starts_with("ddb - works with the tables")) << out();
  }
  EXPECT_EQ(run({}), ExitCode::kUsage);
  EXPECT_EQ(err(), "ddb: No command was given.\n");
  EXPECT_EQ(run({"--version"}), ExitCode::kSuccess);
  EXPECT_EQ(out(), "ddb " DDB_VERSION "\n");
}

TEST_F(ProgramHelpTest, ShowsEachCommandsHelpInBothWays) {
  for (const auto& command : ddb_program().commands) {
    const std::string name(command.name);
    ASSERT_EQ(run({name, "--help"}), ExitCode::kSuccess);
    const std::string help = out();
    EXPECT_TRUE(help.starts_with("Usage: ddb " + name));
    for (const auto& option : command.options) {
      EXPECT_NE(help.find("  --" + std::string(option.name)), std::string::npos) << option.name;
    }
    EXPECT_NE(help.find("\n  ddb " + name), std::string::npos) << "an example of " << name;
    ASSERT_EQ(run({"help", name}), ExitCode::kSuccess);
    EXPECT_EQ(out(), help);
  }
  EXPECT_EQ(call_count(), 0U);
}

TEST_F(ProgramHelpTest, FitsIntoATerminal) {
  std::string all = program_help(ddb_program());
  for (const auto& command : ddb_program().commands)
    all += command_help(ddb_program(), command);
  std::istringstream lines(all);
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(display_width(line), 90U) << line;
}

TEST_F(ProgramHelpTest, KnowsEveryCommandOfItsSpecification) {
  for (const std::string name :
       {"create-table", "list-tables", "describe-table", "drop", "scan", "query", "get", "put", "batch-write",
        "schema-load", "seed", "get-conversations", "list-conversations", "stream-tail"}) {
    EXPECT_EQ(run({name, "--help"}), ExitCode::kSuccess) << name;
  }
}

using ProgramErrorTest = ProgramTest;

TEST_F(ProgramErrorTest, NamesASimilarCommandOrOption) {
  EXPECT_EQ(run({"lst-tables"}), ExitCode::kUsage);
  EXPECT_EQ(err(), "ddb: There is no command \"lst-tables\"; did you mean \"list-tables\"?\n");
  EXPECT_EQ(run({"scan", "--tabel-name", "x"}), ExitCode::kUsage);
  EXPECT_EQ(err(), "ddb: There is no option --tabel-name; did you mean --table-name?\n");
  EXPECT_EQ(run({"--region", "x", "scan"}), ExitCode::kUsage);
  EXPECT_EQ(err(), "ddb: The command comes first: ddb COMMAND [OPTION...].\n");
}

TEST_F(ProgramErrorTest, SaysHowToStartTheEmulatorWhenNothingAnswers) {
  machine_.transport.fail(http::ClientFailure::kConnect);
  EXPECT_EQ(run({"list-tables"}), ExitCode::kEndpoint);
  EXPECT_EQ(err(),
            "ddb: no luck: start the emulator with `ddb-emulator --port 8000`, or name another server with "
            "--endpoint-url.\n");
  EXPECT_EQ(call_count(), 1U);
}

TEST_F(ProgramErrorTest, SaysHowToNameAnEndpointWhenNoneIsKnown) {
  set_environment({});
  EXPECT_EQ(run({"list-tables"}), ExitCode::kUsage);
  EXPECT_NE(err().find("set AWS_ENDPOINT_URL_DYNAMODB for a local server"), std::string::npos);
}

TEST_F(ProgramErrorTest, SaysHowToGiveCredentialsForAws) {
  set_environment({{"AWS_REGION", "eu-west-2"}, {"AWS_EC2_METADATA_DISABLED", "true"}});
  EXPECT_EQ(run({"list-tables"}), ExitCode::kCredentials);
  EXPECT_NE(err().find("No AWS credentials were found: run `aws configure`"), std::string::npos);
}

TEST_F(ProgramErrorTest, NamesTheTableThatIsMissing) {
  refuse("ResourceNotFoundException");
  EXPECT_EQ(run({"scan", "gone"}), ExitCode::kFailed);
  EXPECT_EQ(
      err(),
      "ddb: There is no table \"gone\" at http://localhost:8000 (region us-east-1): `ddb list-tables` shows "
      "those there are, `ddb create-table` and `ddb schema-load` make one.\n");
}

TEST_F(ProgramErrorTest, PassesOnWhatDynamoDbRefuses) {
  refuse("ValidationException", "Invalid FilterExpression");
  EXPECT_EQ(run({"scan", "t", "--filter-expression", "("}), ExitCode::kFailed);
  EXPECT_EQ(err(), "ddb: Scan was refused: ValidationException: Invalid FilterExpression\n");
}

TEST_F(ProgramErrorTest, RefusesAnUnknownOutputFormatBeforeAnyCall) {
  EXPECT_EQ(run({"scan", "t", "--output", "xml"}), ExitCode::kUsage);
  EXPECT_EQ(call_count(), 0U);
}

TEST_F(ProgramErrorTest, SaysWhenTheOutputCannotBeWritten) {
  answer(R"({"TableNames":["a"]})");
  out_.setstate(std::ios::badbit);
  EXPECT_EQ(run({"list-tables"}), ExitCode::kFailed);
  EXPECT_EQ(err(), "ddb: The output could not be written.\n");
}

}  // namespace
}  // namespace ddb::cli
