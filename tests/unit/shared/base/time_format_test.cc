#include "shared/base/time_format.h"

#include <gtest/gtest.h>

namespace ddb {
namespace {

const Clock::TimePoint kTime(std::chrono::microseconds(1'795'235'400'123'456));

TEST(TimeFormat, WritesEveryForm) {
  EXPECT_EQ(iso8601(kTime), "2026-11-21T04:30:00.123456Z");
  EXPECT_EQ(iso8601_basic(kTime), "20261121T043000Z");
  EXPECT_EQ(http_date(kTime), "Sat, 21 Nov 2026 04:30:00 GMT");
}

TEST(TimeFormat, ReadsTimesBefore1970) {
  EXPECT_EQ(iso8601(Clock::TimePoint(std::chrono::microseconds(-1))), "1969-12-31T23:59:59.999999Z");
}

}  // namespace
}  // namespace ddb
