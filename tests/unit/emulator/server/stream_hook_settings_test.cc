#include "emulator/server/stream_hook_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ddb::server {
namespace {

using ::testing::HasSubstr;

TEST(StreamHookSettingsTest, TableAndUrlAreEnough) {
  const auto hook = parse_stream_hook("orders=http://localhost:9000/hook?a=b");
  ASSERT_TRUE(hook);
  EXPECT_EQ(hook->table, "orders");
  EXPECT_EQ(hook->url_text, "http://localhost:9000/hook?a=b");
  EXPECT_EQ(hook->url.host, "localhost");
  EXPECT_EQ(hook->url.port, 9000);
  EXPECT_EQ(hook->url.target(), "/hook?a=b");
  EXPECT_EQ(hook->settings.batch_size, 100U);
  EXPECT_EQ(hook->settings.window_ms, 0U);
  EXPECT_EQ(hook->settings.max_attempts, std::nullopt);
  EXPECT_EQ(hook->settings.max_age_s, std::nullopt);
  EXPECT_EQ(hook->settings.dead_letter, std::nullopt);
  EXPECT_EQ(hook->settings.start, HookStart::kTrimHorizon);
}

TEST(StreamHookSettingsTest, EverySettingCanBeGiven) {
  const auto hook = parse_stream_hook(
      "orders=https://example.com/,batch-size=10000,window-ms=250,max-attempts=3,max-age-s=60,"
      "dead-letter=/tmp/a=b.jsonl,timeout-ms=500,start=latest");
  ASSERT_TRUE(hook) << hook.error().message;
  EXPECT_EQ(hook->settings.batch_size, 10'000U);
  EXPECT_EQ(hook->settings.window_ms, 250U);
  EXPECT_EQ(hook->settings.max_attempts, 3U);
  EXPECT_EQ(hook->settings.max_age_s, 60U);
  EXPECT_EQ(hook->settings.dead_letter, "/tmp/a=b.jsonl");
  EXPECT_EQ(hook->settings.timeout_ms, 500U);
  EXPECT_EQ(hook->settings.start, HookStart::kLatest);
}

TEST(StreamHookSettingsTest, WhatIsWrongIsSaidInOneSentence) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", "TABLE=URL"},
      {"orders", "TABLE=URL"},
      {"or=http://localhost/", "3 to 255"},
      {"or ders=http://localhost/", "\"or ders\""},
      {"orders=", "http:// or https://"},
      {"orders=localhost:9000", "localhost:9000"},
      {"orders=http://localhost/,", "NAME=VALUE"},
      {"orders=http://localhost/,fast", "%2C"},
      {"orders=http://localhost/,batch-size=0", "from 1 to 10000"},
      {"orders=http://localhost/,batch-size=10001", "from 1 to 10000"},
      {"orders=http://localhost/,batch-size=ten", "\"ten\""},
      {"orders=http://localhost/,window-ms=-1", "from 0 to 300000"},
      {"orders=http://localhost/,max-attempts=0", "from 1 to 10001"},
      {"orders=http://localhost/,max-age-s=604801", "from 1 to 604800"},
      {"orders=http://localhost/,timeout-ms=", "from 1 to 900000"},
      {"orders=http://localhost/,dead-letter=", "the path of a file"},
      {"orders=http://localhost/,start=now", "trim-horizon or latest"},
      {"orders=http://localhost/,colour=red", "no setting \"colour\""},
  };
  for (const auto& [text, part] : cases) {
    const auto hook = parse_stream_hook(text);
    ASSERT_FALSE(hook) << text;
    EXPECT_THAT(hook.error().message, HasSubstr(part)) << text;
    EXPECT_TRUE(hook.error().message.ends_with('.')) << hook.error().message;
  }
}

}  // namespace
}  // namespace ddb::server
