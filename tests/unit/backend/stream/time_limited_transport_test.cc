#include "backend/stream/time_limited_transport.h"

#include <gtest/gtest.h>

#include "tests/unit/shared/aws/fakes.h"

namespace ddb::backend {
namespace {

using std::chrono::milliseconds;

class TimeLimitedTransportTest : public testing::Test {
 protected:
  /// The time limit of a request, as the network gets it.
  std::uint32_t limit_of(std::uint32_t own_limit_ms) {
    network_.answer(200, "");
    http::ClientRequest request;
    request.total_timeout_ms = own_limit_ms;
    EXPECT_TRUE(transport_.send(request));
    return network_.requests.back().total_timeout_ms;
  }

  ManualClock clock_;
  aws::ScriptedTransport network_;
  TimeLimitedTransport transport_{network_, clock_};
};

TEST_F(TimeLimitedTransportTest, LeavesRequestsAsTheyAreWithoutADeadline) {
  EXPECT_EQ(limit_of(0), 0U);
  EXPECT_FALSE(transport_.is_over());
}

TEST_F(TimeLimitedTransportTest, LimitsRequestsToWhatIsLeft) {
  transport_.set_deadline(clock_.now() + milliseconds(3'000));
  EXPECT_EQ(limit_of(0), 3'000U);
  EXPECT_EQ(limit_of(1'000), 1'000U);
  EXPECT_EQ(limit_of(5'000), 3'000U);
  clock_.advance(milliseconds(2'500));
  EXPECT_EQ(limit_of(0), 500U);
}

TEST_F(TimeLimitedTransportTest, SendsNothingAfterTheDeadline) {
  transport_.set_deadline(clock_.now());
  EXPECT_TRUE(transport_.is_over());
  const auto response = transport_.send({});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().failure, http::ClientFailure::kStopped);
  EXPECT_TRUE(network_.requests.empty());
}

}  // namespace
}  // namespace ddb::backend
