#include "backend/stream/lambda_runtime.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

#include "tests/unit/shared/aws/fakes.h"

namespace ddb::backend {
namespace {

using testing::HasSubstr;

Result<std::string> json(std::string text) {
  return {boost::system::in_place_value, std::move(text)};
}

class LambdaRuntimeTest : public testing::Test {
 protected:
  void event(const std::string& body, const std::string& id = "id-1",
             const std::string& deadline = "1700000000123") {
    transport_.answer(200, body,
                      {{"Lambda-Runtime-Aws-Request-Id", id}, {"Lambda-Runtime-Deadline-Ms", deadline}});
  }
  void accept() { transport_.answer(202, R"({"status":"OK"})"); }
  /// The Runtime API goes away.
  void end() { transport_.fail(http::ClientFailure::kConnect); }

  Error serve(const LambdaFunction& function) { return runtime_.serve(function); }
  std::string sent(std::size_t index) const {
    const http::ClientRequest& request = transport_.requests.at(index);
    return request.method + " " + request.url.origin() + request.url.target() + " " + request.body;
  }

  ManualClock clock_;
  std::ostringstream out_;
  Log log_{out_, clock_, LogLevel::kInfo};
  aws::ScriptedTransport transport_;
  LambdaRuntime runtime_ = *LambdaRuntime::create("127.0.0.1:9001", transport_, log_);
};

TEST_F(LambdaRuntimeTest, AnswersEventsUntilTheRuntimeApiIsGone) {
  event("one");
  accept();
  event("two", "id-2");
  accept();
  end();
  const Error error = serve([](std::string_view text, Clock::TimePoint deadline) {
    EXPECT_EQ(deadline.time_since_epoch(), std::chrono::milliseconds(1700000000123));
    return json("\"" + std::string(text) + "\"");
  });
  EXPECT_EQ(error.message, "no luck");
  EXPECT_EQ(sent(0), "GET http://127.0.0.1:9001/2018-06-01/runtime/invocation/next ");
  EXPECT_GT(transport_.requests[0].total_timeout_ms, 24U * 3600 * 1000);
  EXPECT_EQ(sent(1), "POST http://127.0.0.1:9001/2018-06-01/runtime/invocation/id-1/response \"one\"");
  EXPECT_EQ(sent(3), "POST http://127.0.0.1:9001/2018-06-01/runtime/invocation/id-2/response \"two\"");
}

TEST_F(LambdaRuntimeTest, ReportsAnEventThatFailedAndGoesOn) {
  event("bad");
  accept();
  end();
  serve([](std::string_view, Clock::TimePoint) { return Result<std::string>(Error{"This is no event."}); });
  EXPECT_EQ(sent(1),
            "POST http://127.0.0.1:9001/2018-06-01/runtime/invocation/id-1/error "
            R"({"errorMessage":"This is no event.","errorType":"Function.Failed","stackTrace":[]})");
  EXPECT_EQ(transport_.requests[1].headers.find("Lambda-Runtime-Function-Error-Type"), "Function.Failed");
  EXPECT_EQ(transport_.requests.size(), 3U);
}

TEST_F(LambdaRuntimeTest, ReportsABugAndEnds) {
  event("bad");
  accept();
  const Error error = serve(
      [](std::string_view, Clock::TimePoint) -> Result<std::string> { throw std::runtime_error("broken"); });
  EXPECT_EQ(error.message, "The function ended unexpectedly: broken");
  EXPECT_THAT(sent(1), HasSubstr("/invocation/id-1/error"));
}

TEST_F(LambdaRuntimeTest, GoesOnWhenAnAnswerIsRefusedAndEndsWhenTheContainerIsBroken) {
  const LambdaFunction answer = [](std::string_view, Clock::TimePoint) { return json("{}"); };
  event("late");
  transport_.answer(403, "");
  event("next");
  transport_.answer(500, "");
  EXPECT_EQ(serve(answer).message, "The Runtime API ended with status 500.");
  EXPECT_THAT(out_.str(), HasSubstr("refused /invocation/id-1/response with status 403"));
}

TEST_F(LambdaRuntimeTest, EndsWhenWhatItGetsIsNoEvent) {
  const LambdaFunction never = [](std::string_view, Clock::TimePoint) -> Result<std::string> {
    throw std::logic_error("called");
  };
  for (const auto* id : {"", "../../init/error", "a b"}) {
    event("event", id);
    EXPECT_EQ(serve(never).message, "The Runtime API gave an event without a request id.");
  }
  transport_.answer(403, "");
  EXPECT_EQ(serve(never).message, "The Runtime API gave no event, but status 403.");
}

TEST_F(LambdaRuntimeTest, HasNoTimeLimitWithoutAnUnderstandableDeadline) {
  for (const auto* deadline : {"", "soon", "-5", "99999999999999999999"}) {
    event("event", "id", deadline);
    accept();
    end();
    serve([](std::string_view, Clock::TimePoint until) {
      EXPECT_EQ(until, Clock::TimePoint::max());
      return json("{}");
    });
  }
}

TEST_F(LambdaRuntimeTest, ReportsThatItCannotStart) {
  accept();
  EXPECT_TRUE(runtime_.report_init_error("DDB_MESSAGE_TABLE is not set."));
  EXPECT_EQ(sent(0),
            "POST http://127.0.0.1:9001/2018-06-01/runtime/init/error "
            R"({"errorMessage":"DDB_MESSAGE_TABLE is not set.","errorType":"Runtime.InitError",)"
            R"("stackTrace":[]})");
}

TEST_F(LambdaRuntimeTest, RefusesAnAddressThatIsNone) {
  EXPECT_EQ(LambdaRuntime::create("nowhere:xyz", transport_, log_).error().message,
            "AWS_LAMBDA_RUNTIME_API must be host:port, not \"nowhere:xyz\".");
}

}  // namespace
}  // namespace ddb::backend
