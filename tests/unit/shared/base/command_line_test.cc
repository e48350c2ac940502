#include "shared/base/command_line.h"

#include <gmock/gmock.h>

namespace ddb {
namespace {

class CommandLineTest : public testing::Test {
 protected:
  Result<std::vector<std::string>> parse(std::vector<std::string> arguments) {
    return line_.parse(arguments);
  }
  std::string error(std::vector<std::string> arguments) {
    return parse(std::move(arguments)).error().message;
  }

  std::string port_;
  int in_memory_ = 0;
  CommandLine line_{{
      {"port", "NUMBER", "Where to listen.\nTwo lines.",
       [this](std::string_view value) -> Result<void> {
         if (value == "bad") return Error{"that is no port."};
         port_ = value;
         return {};
       }},
      {"in-memory", "", "Keep nothing.",
       [this](std::string_view) -> Result<void> {
         ++in_memory_;
         return {};
       },
       "inMemory"},
  }};
};

TEST_F(CommandLineTest, TakesValuesAfterASpaceOrAnEqualsSign) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--port", "1"}, {"--port=1"}, {"-port", "1"}, {"-port=1"}}) {
    port_.clear();
    ASSERT_TRUE(parse(arguments));
    EXPECT_EQ(port_, "1");
  }
}

TEST_F(CommandLineTest, UnderstandsAliasesAndFlags) {
  ASSERT_TRUE(parse({"-inMemory", "--in-memory"}));
  EXPECT_EQ(in_memory_, 2);
}

TEST_F(CommandLineTest, GivesBackWhatIsNoOption) {
  EXPECT_THAT(*parse({"a", "--in-memory", "-", "--", "--port"}), testing::ElementsAre("a", "-", "--port"));
}

TEST_F(CommandLineTest, SaysWhatIsWrongAndWhatToDo) {
  EXPECT_EQ(error({"--prot", "1"}),
            "Unknown option --prot. Did you mean --port? See --help for all options.");
  EXPECT_EQ(error({"--nonsense"}), "Unknown option --nonsense. See --help for all options.");
  EXPECT_EQ(error({"--port"}), "Option --port needs a value: --port NUMBER.");
  EXPECT_EQ(error({"--in-memory=yes"}), "Option --in-memory takes no value.");
  EXPECT_EQ(error({"-port", "bad"}), "Option -port: that is no port.");
}

TEST_F(CommandLineTest, HelpAlignsEveryLine) {
  EXPECT_EQ(line_.help(),
            "  --port NUMBER               Where to listen.\n"
            "                              Two lines.\n"
            "  --in-memory                 Keep nothing.\n");
}

TEST(ParseInteger, RefusesEverythingElse) {
  EXPECT_EQ(*parse_integer("42", 0, 100), 42);
  for (const char* text : {"", " 1", "1 ", "x", "101", "-1", "1.0", "99999999999999999999"})
    EXPECT_FALSE(parse_integer(text, 0, 100)) << text;
}

}  // namespace
}  // namespace ddb
