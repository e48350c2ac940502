#include "tools/cli/options.h"

#include <gtest/gtest.h>

namespace ddb::cli {
namespace {

constexpr OptionSpec kSpecs[] = {{"table-name", "NAME", ""},
                                 {"limit", "COUNT", ""},
                                 {"index", "KEYS", ""},
                                 {"verbose", "", ""},
                                 {"help", "", ""}};

Result<Options, CommandError> parse(std::vector<std::string> arguments, std::size_t operands_max = 1) {
  return Options::parse(arguments, kSpecs, operands_max);
}

std::string error_of(std::vector<std::string> arguments) {
  const auto options = parse(std::move(arguments));
  if (options) return "none";
  EXPECT_EQ(options.error().exit_code, ExitCode::kUsage);
  return options.error().message;
}

TEST(Options, TakesValuesInBothForms) {
  const auto options = parse({"--table-name", "a", "--limit=5", "--verbose", "x"});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->find("table-name"), "a");
  EXPECT_EQ(options->find("limit"), "5");
  EXPECT_TRUE(options->has("verbose"));
  EXPECT_FALSE(options->has("help"));
  EXPECT_EQ(options->operands(), std::vector<std::string>{"x"});
}

TEST(Options, KeepsAllValuesAndLetsTheLastCount) {
  const auto options = parse({"--index", "a", "--index=b=c"});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->all("index"), (std::vector<std::string>{"a", "b=c"}));
  EXPECT_EQ(options->find("index"), "b=c");
  EXPECT_TRUE(options->all("limit").empty());
}

TEST(Options, TakesAValueThatBeginsWithADash) {
  EXPECT_EQ(parse({"--limit", "-5"})->find("limit"), "-5");
}

TEST(Options, TakesEverythingAfterTwoDashesAsOperands) {
  EXPECT_EQ(parse({"--", "--limit"})->operands(), std::vector<std::string>{"--limit"});
  EXPECT_EQ(parse({"-"})->operands(), std::vector<std::string>{"-"});
}

TEST(Options, TakesTheShortFormOfHelp) {
  EXPECT_TRUE(parse({"-h"})->has("help"));
}

TEST(Options, SaysWhatIsWrong) {
  EXPECT_EQ(error_of({"--tabel-name", "x"}), "There is no option --tabel-name; did you mean --table-name?");
  EXPECT_EQ(error_of({"--zzzzzzzz"}), "There is no option --zzzzzzzz; --help shows those there are.");
  EXPECT_EQ(error_of({"--limit"}), "--limit needs a value: --limit COUNT.");
  EXPECT_EQ(error_of({"--verbose=yes"}), "--verbose takes no value.");
  EXPECT_EQ(error_of({"a", "b"}), "\"b\" is one argument too many.");
}

TEST(Options, ReadsIntegersWithinLimits) {
  const auto integer = [](std::string text) { return parse({"--limit", text})->integer("limit", 1, 100); };
  EXPECT_EQ(*integer("100"), 100);
  EXPECT_EQ(*parse({})->integer("limit", 1, 100), std::nullopt);
  for (const auto* text : {"0", "101", "-1", "1x", "", " 1", "99999999999999999999"}) {
    const auto found = integer(text);
    ASSERT_FALSE(found) << text;
    EXPECT_EQ(found.error().message,
              "--limit must be a whole number from 1 to 100, not \"" + std::string(text) + "\".");
  }
}

}  // namespace
}  // namespace ddb::cli
