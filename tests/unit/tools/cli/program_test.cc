#include "tests/unit/tools/cli/command_line_fixture.h"

namespace ddb::cli {
namespace {

constexpr OptionSpec kCommonOptions[] = {{"output", "FORMAT", "json, table or plain"}, {"help", "", "Help"}};

Command command(std::string_view name) {
  return {.name = name,
          .operands = "",
          .operands_max = 0,
          .summary = "Does it",
          .description = "Does it well.",
          .options = {},
          .examples = {"tool db seed"},
          .run = [name](Console& console) -> Result<void, CommandError> {
            console.say("ran " + std::string(name));
            return {};
          }};
}

class GroupedCommandsTest : public CommandLineTest {
 protected:
  ExitCode run(const std::vector<std::string>& arguments) {
    const CommandProgram program{.name = "tool",
                                 .purpose = "is a tool",
                                 .notes = "Notes.\n",
                                 .common_options = kCommonOptions,
                                 .commands = commands_};
    return CommandLineTest::run(program, arguments);
  }

  const std::vector<Command> commands_{command("db seed"), command("db drop"), command("version")};
};

TEST_F(GroupedCommandsTest, FindsCommandsOfOneWordAndOfTwo) {
  EXPECT_EQ(run({"db", "seed"}), ExitCode::kSuccess);
  EXPECT_EQ(err_.str(), "ran db seed\n");
  EXPECT_EQ(run({"version"}), ExitCode::kSuccess);
  EXPECT_EQ(err_.str(), "ran version\n");
}

TEST_F(GroupedCommandsTest, ShowsTheHelpOfACommandOfTwoWordsInBothWays) {
  EXPECT_EQ(run({"db", "seed", "--help"}), ExitCode::kSuccess);
  const std::string help = out_.str();
  EXPECT_TRUE(help.starts_with("Usage: tool db seed [OPTION...]\n\nDoes it well.\n")) << help;
  EXPECT_EQ(run({"help", "db", "seed"}), ExitCode::kSuccess);
  EXPECT_EQ(out_.str(), help);
}

TEST_F(GroupedCommandsTest, SaysWhatMayFollowAGroup) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"db"}, {"help", "db"}, {"db", "-x"}}) {
    EXPECT_EQ(run(arguments), ExitCode::kUsage);
    EXPECT_EQ(err_.str(), "tool: \"db\" is half a command: write `tool db` and one of seed, drop.\n");
  }
  EXPECT_EQ(run({"db", "sed"}), ExitCode::kUsage);
  EXPECT_EQ(err_.str(), "tool: There is no command \"db sed\"; did you mean \"db seed\"?\n");
  EXPECT_EQ(run({"zzzzzz"}), ExitCode::kUsage);
  EXPECT_EQ(err_.str(), "tool: There is no command \"zzzzzz\"; `tool --help` lists those there are.\n");
}

TEST_F(GroupedCommandsTest, ListsEveryCommandInTheHelp) {
  EXPECT_EQ(run({"--help"}), ExitCode::kSuccess);
  EXPECT_EQ(out_.str(),
            "tool - is a tool\n\n"
            "Usage: tool COMMAND [OPTION...]     tool COMMAND --help shows what a command takes\n\n"
            "Commands:\n"
            "  db seed  Does it\n"
            "  db drop  Does it\n"
            "  version  Does it\n\n"
            "Options of every command:\n"
            "  --output FORMAT               json, table or plain\n"
            "  --help                        Help\n\n"
            "Notes.\n");
}

}  // namespace
}  // namespace ddb::cli
