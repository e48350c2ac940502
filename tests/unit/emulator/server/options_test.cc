#include "emulator/server/options.h"

#include <gmock/gmock.h>

namespace ddb::server {
namespace {

Result<Options> parse(std::vector<std::string> arguments) {
  return parse_options(arguments);
}

std::string error(std::vector<std::string> arguments) {
  return parse(std::move(arguments)).error().message;
}

TEST(Options, ServesLoopbackInMemoryOnPort8000ByDefault) {
  const Options options = *parse({});
  EXPECT_EQ(options.action, Options::Action::kServe);
  EXPECT_EQ(options.port, 8000);
  EXPECT_THAT(options.hosts, testing::ElementsAre("127.0.0.1", "::1"));
  EXPECT_FALSE(options.db_file);
}

TEST(Options, UnderstandsAScriptWrittenForDynamoDbLocal) {
  const Options options =
      *parse({"-port", "8123", "-inMemory", "-sharedDb", "-cors", "http://a,http://b",
              "-delayTransientStatuses", "-optimizeDbBeforeStartup", "-disableTelemetry"});
  EXPECT_EQ(options.port, 8123);
  EXPECT_FALSE(options.db_file);
  EXPECT_THAT(options.allowed_origins, testing::ElementsAre("http://a", "http://b"));
  EXPECT_GT(options.transient_status_duration.count(), 0);
  EXPECT_EQ(options.notices.size(), 3U);
  EXPECT_EQ(parse({"-help"})->action, Options::Action::kShowHelp);
  EXPECT_EQ(parse({"-version"})->action, Options::Action::kShowVersion);
}

TEST(Options, AFolderAsDbPathHoldsTheFile) {
  const std::filesystem::path folder = testing::TempDir();
  EXPECT_EQ(parse({"-dbPath", folder.string()})->db_file, folder / "ddb-emulator.db");
  EXPECT_EQ(parse({"--db-path=/nowhere/x.db"})->db_file, "/nowhere/x.db");
}

TEST(Options, StreamHooksMayBeRepeated) {
  EXPECT_THAT(parse({"--stream-hook", "a=http://x,batch-size=2", "--stream-hook=b=http://y"})->stream_hooks,
              testing::ElementsAre("a=http://x,batch-size=2", "b=http://y"));
}

TEST(Options, UserPoolsMayBeRepeated) {
  EXPECT_THAT(parse({"--user-pool", "us-east-1_a:client", "--user-pool=us-east-1_b"})->user_pools,
              testing::ElementsAre("us-east-1_a:client", "us-east-1_b"));
}

TEST(Options, ShardsAreOneAndStayUnlessAskedOtherwise) {
  EXPECT_EQ(parse({})->shard_policy.open_shards, 1U);
  EXPECT_EQ(parse({})->shard_policy.lifetime.count(), 0);
  const engine::ShardPolicy policy = parse({"--stream-shards", "4", "--shard-lifetime=30"})->shard_policy;
  EXPECT_EQ(policy.open_shards, 4U);
  EXPECT_EQ(policy.lifetime, std::chrono::seconds(30));
  EXPECT_EQ(error({"--stream-shards", "0"}),
            "Option --stream-shards: \"0\" is not a whole number from 1 to 1000.");
  EXPECT_EQ(error({"--shard-lifetime", "0"}),
            "Option --shard-lifetime: \"0\" is not a whole number from 1 to 86400.");
}

TEST(Options, RefusesInOneSentence) {
  EXPECT_EQ(error({"--port", "70000"}), "Option --port: \"70000\" is not a whole number from 0 to 65535.");
  EXPECT_EQ(error({"--account-id", "12"}), "Option --account-id: \"12\" is not twelve digits.");
  EXPECT_EQ(error({"--log-level", "loud"}),
            "Option --log-level: \"loud\" is none of error, warning, info, debug.");
  EXPECT_EQ(error({"serve"}), "\"serve\" is not understood: options begin with a dash. See --help.");
}

TEST(Options, HelpNamesEveryOptionOfTheReadme) {
  for (const char* name : {"--port", "--host", "--db-path", "--in-memory", "--region", "--account-id",
                           "--threads", "--log-level", "--ready-file", "--version", "--help", "--stream-hook",
                           "--user-pool", "--stream-shards", "--shard-lifetime"})
    EXPECT_THAT(help_text(), testing::HasSubstr(name));
}

}  // namespace
}  // namespace ddb::server
