#include "emulator/server/stream_hook_outcome.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ddb::server {
namespace {

using Kind = HookOutcome::Kind;

TEST(StreamHookOutcomeTest, EveryStatus2xxIsDelivered) {
  for (const int status : {200, 201, 202, 204, 299})
    EXPECT_EQ(outcome_of_answer(status, "").kind, Kind::kDelivered) << status;
}

TEST(StreamHookOutcomeTest, EveryOtherStatusFailsAndIsNamed) {
  for (const int status : {100, 199, 300, 302, 400, 404, 429, 500, 503}) {
    const HookOutcome outcome = outcome_of_answer(status, R"({"batchItemFailures":[]})");
    EXPECT_EQ(outcome.kind, Kind::kFailed) << status;
    EXPECT_THAT(outcome.message, ::testing::HasSubstr(std::to_string(status)));
  }
}

TEST(StreamHookOutcomeTest, BodiesThatSayNothingOfFailuresAreDelivered) {
  for (const std::string_view body : {"", " ", "ok", "null", "[]", "{}", "{", R"({"batchItemFailures":[]})",
                                      R"({"batchItemFailures":null})", R"({"statusCode":500})",
                                      R"("batchItemFailures")", R"({"errorType":"x"})"})
    EXPECT_EQ(outcome_of_answer(200, body).kind, Kind::kDelivered) << body;
}

TEST(StreamHookOutcomeTest, BatchItemFailuresNameSequenceNumbers) {
  const HookOutcome outcome =
      outcome_of_answer(200, R"( {"batchItemFailures":[{"itemIdentifier":"12"},{"itemIdentifier":"34"}]})");
  EXPECT_EQ(outcome.kind, Kind::kPartlyDelivered);
  EXPECT_EQ(outcome.failed_sequence_numbers, (std::vector<std::string>{"12", "34"}));
}

TEST(StreamHookOutcomeTest, FailuresWithoutIdentifierFailEverything) {
  for (const std::string_view body :
       {R"({"batchItemFailures":[{"itemIdentifier":""}]})",
        R"({"batchItemFailures":[{"itemIdentifier":null}]})",
        R"({"batchItemFailures":[{"itemIdentifier":12}]})", R"({"batchItemFailures":[{"identifier":"12"}]})",
        R"({"batchItemFailures":[{"itemIdentifier":"12"},{}]})", R"({"batchItemFailures":["12"]})",
        R"({"batchItemFailures":{"itemIdentifier":"12"}})"})
    EXPECT_EQ(outcome_of_answer(200, body).kind, Kind::kFailed) << body;
}

TEST(StreamHookOutcomeTest, FunctionErrorBehindTheRuntimeEmulatorFails) {
  const HookOutcome outcome =
      outcome_of_answer(200, R"({"errorMessage":"no\nsuch thing","errorType":"KeyError","stackTrace":[]})");
  EXPECT_EQ(outcome.kind, Kind::kFailed);
  EXPECT_EQ(outcome.message, R"(The receiver's function failed with "KeyError": "no such thing".)");
}

}  // namespace
}  // namespace ddb::server
