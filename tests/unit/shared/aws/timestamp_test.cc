#include "shared/aws/timestamp.h"

#include <gtest/gtest.h>

#include "shared/base/time_format.h"

namespace ddb::aws {
namespace {

TEST(Timestamp, ReadsTheBasicForm) {
  const auto time = parse_iso8601_basic("20150830T123600Z");
  ASSERT_TRUE(time);
  EXPECT_EQ(iso8601_basic(*time), "20150830T123600Z");
}

TEST(Timestamp, RefusesWhatIsNoTime) {
  for (const auto* text : {"", "20150830", "20150830T123600", "20150830T1236Z", "20151330T123600Z",
                           "20150230T123600Z", "20150830T243600Z", "20150830T126000Z", "2015-08-30T12:36:00Z",
                           "20150830T123600Zx", "-0150830T123600Z"}) {
    EXPECT_FALSE(parse_iso8601_basic(text)) << text;
  }
}

TEST(Timestamp, ReadsTheFormsOfExpirationTimes) {
  const auto expected = parse_iso8601_basic("20150830T123600Z");
  for (const auto* text : {"2015-08-30T12:36:00Z", "2015-08-30T12:36:00.123Z", "2015-08-30T12:36:00+00:00",
                           "2015-08-30T14:06:00+01:30", "2015-08-30T11:36:00.999999-01:00"}) {
    EXPECT_EQ(parse_iso8601(text), expected) << text;
  }
  for (const auto* text : {"", "2015-08-30", "2015-08-30T12:36:00", "2015-08-30T12:36:00.Z",
                           "2015-08-30T12:36:00+0000", "20150830T123600Z"}) {
    EXPECT_FALSE(parse_iso8601(text)) << text;
  }
}

}  // namespace
}  // namespace ddb::aws
