#include "shared/aws/shared_config_file.h"

#include <gtest/gtest.h>

namespace ddb::aws {
namespace {

SharedConfigFile parsed(std::string_view text, SharedFileKind kind = SharedFileKind::kConfig) {
  auto file = SharedConfigFile::parse(text, kind);
  if (!file) throw std::logic_error(file.error().message);
  return *std::move(file);
}

std::string error_of(std::string_view text) {
  const auto file = SharedConfigFile::parse(text, SharedFileKind::kConfig);
  return file ? "none" : file.error().message;
}

TEST(SharedConfigFile, ReadsProfilesOfACredentialsFile) {
  const auto file =
      parsed("# mine\n[default]\naws_access_key_id = A\naws_secret_access_key=S=/+\n\n[other one]\nx = 1\n",
             SharedFileKind::kCredentials);
  EXPECT_EQ(file.find("default", "aws_access_key_id"), "A");
  EXPECT_EQ(file.find("default", "aws_secret_access_key"), "S=/+");
  EXPECT_EQ(file.find("other one", "x"), "1");
  EXPECT_TRUE(file.has_profile("other one"));
  EXPECT_FALSE(file.has_profile("other"));
}

TEST(SharedConfigFile, ReadsProfilesOfAConfigFile) {
  const auto file = parsed(
      "[default]\nregion=a\n[profile dev]\nregion=b\n[profile \"my dev\"]\nregion=c\n[dev2]\nregion=d\n");
  EXPECT_EQ(file.find("default", "region"), "a");
  EXPECT_EQ(file.find("dev", "region"), "b");
  EXPECT_EQ(file.find("my dev", "region"), "c");
  EXPECT_FALSE(file.has_profile("dev2"));
}

TEST(SharedConfigFile, ReadsWindowsLineEndsCommentsAndCase) {
  const auto file = parsed("; c\r\n[default] # c\r\nRegion = eu-west-2 # mine\r\nkey=a#b;c\r\nempty =\r\n");
  EXPECT_EQ(file.find("default", "region"), "eu-west-2");
  EXPECT_EQ(file.find("default", "key"), "a#b;c");
  EXPECT_EQ(file.find("default", "empty"), std::nullopt);
}

TEST(SharedConfigFile, ReadsIndentedPropertiesOfServices) {
  const auto file = parsed(
      "[profile dev]\nservices = local\ns3 =\n  max = 1\nregion = r\n\n[services local]\ndynamodb =\n  "
      "endpoint_url = "
      "http://localhost:8000\n");
  EXPECT_EQ(file.find("dev", "s3.max"), "1");
  EXPECT_EQ(file.find("dev", "region"), "r");
  EXPECT_EQ(file.find_service("local", "dynamodb.endpoint_url"), "http://localhost:8000");
  EXPECT_EQ(file.find_service("other", "dynamodb.endpoint_url"), std::nullopt);
}

TEST(SharedConfigFile, JoinsSectionsOfTheSameNameAndLetsTheLastValueCount) {
  const auto file = parsed("[default]\na=1\nb=1\n[profile x]\n[default]\nb=2\n");
  EXPECT_EQ(file.find("default", "a"), "1");
  EXPECT_EQ(file.find("default", "b"), "2");
}

TEST(SharedConfigFile, NamesTheLineThatIsWrong) {
  EXPECT_EQ(error_of("[default]\nregion\n"),
            "line 2 is neither a section, a property (name = value) nor a comment.");
  EXPECT_EQ(error_of("\n[default\n"), "line 2 is a section without its ']'.");
  EXPECT_EQ(error_of("a = b"), "line 1 is a property before the first section.");
  EXPECT_EQ(error_of("[default]\n = b"), "line 2 is a property without a name.");
}

}  // namespace
}  // namespace ddb::aws
