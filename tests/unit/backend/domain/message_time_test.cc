#include "backend/domain/message_time.h"

#include <gtest/gtest.h>

namespace ddb::backend {
namespace {

Clock::TimePoint at(long long microseconds) {
  return Clock::TimePoint(std::chrono::microseconds(microseconds));
}

TEST(MessageTime, has_microseconds_and_an_offset) {
  EXPECT_EQ(message_time(at(1'680'285'246'756'000)), "2023-03-31T17:54:06.756000+00:00");
  EXPECT_EQ(message_time(at(0)), "1970-01-01T00:00:00.000000+00:00");
}

TEST(MessageTime, is_read_back) {
  for (const long long time :
       {0LL, 1'680'285'246'756'001LL, 1'709'251'199'999'999LL, 253'402'300'799'999'999LL})
    EXPECT_EQ(parse_message_time(message_time(at(time))), at(time)) << time;
}

TEST(MessageTime, sorts_as_text) {
  const Clock::TimePoint time = at(1'680'285'246'999'999);
  EXPECT_LT(message_time(time), message_time(time + std::chrono::microseconds(1)));
}

TEST(MessageTime, any_other_text_is_none) {
  for (const char* text : {"", "2023-03-31", "2023-03-31T17:54:06.756000Z", "2023-03-31T17:54:06.756+00:00",
                           "2023-03-31T17:54:06.756000-00:00", "2023-03-31T17:54:06.756000+01:00",
                           "2023-03-31 17:54:06.756000+00:00", "2023-02-29T17:54:06.756000+00:00",
                           "2023-13-01T17:54:06.756000+00:00", "2023-03-31T24:00:00.000000+00:00",
                           "2023-03-31T17:60:00.000000+00:00", "2023-03-31T17:54:60.000000+00:00",
                           "2023-03-31T17:54:06.756000+00:00 ", "2023-03-31T17:54:06.75600 +00:00",
                           "+023-03-31T17:54:06.756000+00:00"})
    EXPECT_FALSE(parse_message_time(text)) << text;
}

}  // namespace
}  // namespace ddb::backend
