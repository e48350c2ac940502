#include "shared/base/log.h"

#include <gtest/gtest.h>

#include <array>
#include <sstream>

namespace ddb {
namespace {

class LogTest : public testing::Test {
 protected:
  std::string logged(LogFormat format, std::string_view message, std::span<const LogField> fields = {}) {
    std::ostringstream out;
    Log log(out, clock_, LogLevel::kInfo, format);
    log.write(LogLevel::kInfo, message, fields);
    return out.str();
  }

  ManualClock clock_{Clock::TimePoint(std::chrono::microseconds(1'795'000'000'123'456))};
};

constexpr std::array<LogField, 4> kFields{
    {{"status", 200LL}, {"route", "/api/x"}, {"detail", "a \"b\"\n"}, {"empty", ""}}};

TEST_F(LogTest, WritesTextWithItsFields) {
  EXPECT_EQ(logged(LogFormat::kText, "Hello there."), "2026-11-18T11:06:40.123456Z info Hello there.\n");
  EXPECT_EQ(logged(LogFormat::kText, "request", kFields),
            "2026-11-18T11:06:40.123456Z info request status=200 route=/api/x detail=\"a \\\"b\\\"\\u000a\" "
            "empty=\"\"\n");
}

TEST_F(LogTest, WritesAnObjectOfJsonForEachEvent) {
  EXPECT_EQ(logged(LogFormat::kJson, "re\\quest", kFields),
            R"({"time":"2026-11-18T11:06:40.123456Z","level":"info","message":"re\\quest","status":200,)"
            R"("route":"/api/x","detail":"a \"b\"\u000a","empty":""})"
            "\n");
}

TEST_F(LogTest, KeepsQuietAboveItsLevel) {
  std::ostringstream out;
  Log log(out, clock_, LogLevel::kWarning);
  log.info("not this");
  log.debug("nor this");
  EXPECT_EQ(out.str(), "");
  log.error("but this");
  EXPECT_NE(out.str().find("error but this"), std::string::npos);
}

}  // namespace
}  // namespace ddb
