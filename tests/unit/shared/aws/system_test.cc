#include "shared/aws/system.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace ddb::aws {
namespace {

using std::chrono::milliseconds;

TEST(ShellCommandRunner, ReturnsWhatTheCommandWrites) {
  const auto output = ShellCommandRunner().run("printf 'a b\\n'; printf c", milliseconds(10'000));
  ASSERT_TRUE(output) << output.error().message;
  EXPECT_EQ(*output, "a b\nc");
}

TEST(ShellCommandRunner, SaysHowTheCommandEnded) {
  const auto error_of = [](const std::string& command, milliseconds timeout) {
    const auto output = ShellCommandRunner().run(command, timeout);
    return output ? "none" : output.error().message;
  };
  EXPECT_EQ(error_of("exit 3", milliseconds(10'000)), "it ended with status 3.");
  EXPECT_EQ(error_of("kill -9 $$", milliseconds(10'000)), "it was killed by a signal.");
  EXPECT_EQ(error_of("yes", milliseconds(10'000)), "it wrote more than 64 KiB.");
  EXPECT_EQ(error_of("sleep 60; echo x", milliseconds(50)), "it did not end within the time.");
}

TEST(SystemFileReader, TellsAMissingFileFromOneThatCannotBeRead) {
  const SystemFileReader files;
  const auto missing = files.read("/no/such/file");
  ASSERT_TRUE(missing);
  EXPECT_EQ(*missing, std::nullopt);
  EXPECT_FALSE(files.read("/"));
}

TEST(SystemFileReader, ReadsAFileUpToItsLimit) {
  const std::string path = ::testing::TempDir() + "/system_file_reader_test";
  std::ofstream(path) << std::string(FileReader::kFileSizeBytesMax, 'x');
  const auto whole = SystemFileReader().read(path);
  ASSERT_TRUE(whole && *whole);
  EXPECT_EQ((*whole)->size(), FileReader::kFileSizeBytesMax);
  std::ofstream(path, std::ios::app) << 'x';
  EXPECT_FALSE(SystemFileReader().read(path));
  std::remove(path.c_str());
}

TEST(Environment, TakesAnEmptyVariableForNone) {
  const Environment environment({{"A", ""}, {"B", "x"}, {"C", "TRUE"}});
  EXPECT_EQ(environment.find("A"), std::nullopt);
  EXPECT_EQ(environment.find("B"), "x");
  EXPECT_EQ(environment.find("D"), std::nullopt);
  EXPECT_TRUE(environment.is_true("C"));
  EXPECT_FALSE(environment.is_true("B"));
}

}  // namespace
}  // namespace ddb::aws
