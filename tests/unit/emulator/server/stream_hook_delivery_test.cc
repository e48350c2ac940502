#include "emulator/server/stream_hook_delivery.h"

#include <gmock/gmock.h>

#include <deque>
#include <fstream>
#include <set>
#include <sstream>

#include "emulator/engine/stream_lookup.h"
#include "emulator/engine/stream_sequence.h"
#include "shared/json/json.h"
#include "tests/unit/emulator/engine/stream_fixture.h"

// Everything here happens at the manual clock's time: no test waits.
namespace ddb::server {
namespace {

using model::StreamViewType;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// Answers as it was told to, and remembers which records it was given.
class Receiver {
 public:
  HookOutcome operator()(std::string_view event_json) {
    const auto document = json::Document::parse(event_json);
    std::vector<std::string> names;
    for (const auto& record : document.value().root().at("Records").as_array()) {
      const auto& keys = record.at("dynamodb").at("Keys");
      names.push_back(std::string(keys.at("sk").at("N").as_string()));
      arns.insert(std::string(record.at("eventSourceARN").as_string()));
    }
    events.push_back(names);
    if (answers.empty()) return HookOutcome::delivered();
    const HookOutcome answer = answers.front();
    answers.pop_front();
    return answer;
  }

  std::deque<HookOutcome> answers;  // what is left to answer; then: delivered
  std::vector<std::vector<std::string>> events;
  std::set<std::string> arns;
};

class StreamHookDeliveryTest : public engine::StreamFixture {
 protected:
  std::unique_ptr<StreamHookDelivery> make_hook(StreamHookSettings settings = {},
                                                const std::string& table = "orders") {
    return std::make_unique<StreamHookDelivery>(engine(), log_, table, "receiver", std::move(settings),
                                                [this](std::string_view event) { return receiver_(event); });
  }
  void append(int sk) { append_insert("orders", "a", sk); }
  void append_up_to(int last) {
    for (int sk = 1; sk <= last; ++sk)
      append(sk);
  }
  /// Steps until the hook wants to wait, at most `steps_max` times.
  HookPause run(StreamHookDelivery& hook, int steps_max = 100) {
    HookPause pause;
    for (int i = 0; i < steps_max; ++i) {
      pause = hook.step();
      if (!pause.until || *pause.until > clock_.now()) break;
    }
    return pause;
  }
  void wait_for(const HookPause& pause) {
    ASSERT_TRUE(pause.until);
    clock_.advance(*pause.until - clock_.now());
  }
  std::vector<boost::json::value> dead_letters(const std::string& file) {
    std::ifstream input(file);
    std::vector<boost::json::value> letters;
    for (std::string line; std::getline(input, line);)
      letters.emplace_back(json::Document::parse(line).value().root(), boost::json::storage_ptr());
    return letters;
  }

  Receiver receiver_;
  std::ostringstream log_text_;
  Log log_{log_text_, clock_, LogLevel::kDebug};
};

HookOutcome refusal() {
  return HookOutcome::failed("It said no.");
}

HookOutcome failed_at(std::uint64_t sequence) {
  return HookOutcome::partly_delivered({engine::sequence_number_text(sequence)});
}

TEST_F(StreamHookDeliveryTest, DeliversEveryRecordInOrderAndWaitsForMore) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(3);
  const auto hook = make_hook();
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1", "2", "3")));
  append(4);
  hook->note_change();
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1", "2", "3"), ElementsAre("4")));
  EXPECT_EQ(hook->status().delivered_records, 4U);
}

TEST_F(StreamHookDeliveryTest, BatchesAreNoLargerThanTheirSize) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(5);
  const auto hook = make_hook({.batch_size = 2});
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1", "2"), ElementsAre("3", "4"), ElementsAre("5")));
}

TEST_F(StreamHookDeliveryTest, EventsAreNoLongerThanSixMegabytes) {
  make_table("orders", StreamViewType::kNewAndOldImages);
  const std::string text(399'000, 'x');
  for (int sk = 1; sk <= 10; ++sk)
    StreamFixture::append("orders", engine::ChangeKind::kModify, engine::ChangeOrigin::kRequest,
                          make_keys("a", sk), make_item("a", sk, text), make_item("a", sk, text));
  std::size_t longest = 0;
  StreamHookDelivery hook(engine(), log_, "orders", "receiver", {}, [&](std::string_view event) {
    longest = std::max(longest, event.size());
    return receiver_(event);
  });
  run(hook);
  EXPECT_LE(longest, kHookEventBytesMax);
  EXPECT_THAT(receiver_.events,
              ElementsAre(ElementsAre("1", "2", "3", "4", "5", "6", "7"), ElementsAre("8", "9", "10")));
}

TEST_F(StreamHookDeliveryTest, LargeBatchIsReadInParts) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(1'000);
  const auto hook = make_hook({.batch_size = 10'000});
  run(*hook);
  ASSERT_EQ(receiver_.events.size(), 1U);
  EXPECT_EQ(receiver_.events[0].size(), 1'000U);
}

TEST_F(StreamHookDeliveryTest, IdleHookLooksAFewTimesThenSleepsUntilAChange) {
  make_table("orders", StreamViewType::kKeysOnly);
  const auto hook = make_hook();
  HookPause pause = hook->step();
  int looks = 0;
  for (; pause.until && looks < 100; ++looks) {
    EXPECT_TRUE(pause.ends_with_change);
    wait_for(pause);
    pause = hook->step();
  }
  EXPECT_EQ(pause.until, std::nullopt);
  EXPECT_TRUE(pause.ends_with_change);
  EXPECT_GT(looks, 3);
  EXPECT_LT(looks, 20);
}

TEST_F(StreamHookDeliveryTest, WindowGathersRecords) {
  make_table("orders", StreamViewType::kKeysOnly);
  const auto hook = make_hook({.batch_size = 3, .window_ms = 500});
  append(1);
  const HookPause pause = run(*hook);
  EXPECT_EQ(pause.until, clock_.now() + milliseconds(500));
  EXPECT_TRUE(pause.ends_with_change);
  clock_.advance(milliseconds(400));
  append(2);
  EXPECT_EQ(run(*hook).until, clock_.now() + milliseconds(100));
  EXPECT_THAT(receiver_.events, IsEmpty());
  clock_.advance(milliseconds(100));
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1", "2")));
}

TEST_F(StreamHookDeliveryTest, FullBatchDoesNotWaitForItsWindow) {
  make_table("orders", StreamViewType::kKeysOnly);
  const auto hook = make_hook({.batch_size = 2, .window_ms = 500});
  append_up_to(3);
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1", "2")));
}

TEST_F(StreamHookDeliveryTest, FailedBatchIsTriedAgainAsItWasAndHoldsUpTheRest) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(2);
  receiver_.answers = {refusal(), refusal()};
  const auto hook = make_hook();
  HookPause pause = run(*hook);
  append(3);
  hook->note_change();
  EXPECT_FALSE(pause.ends_with_change);
  EXPECT_EQ(hook->step().until, pause.until);
  EXPECT_EQ(receiver_.events.size(), 1U);
  wait_for(pause);
  pause = run(*hook);
  wait_for(pause);
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1", "2"), ElementsAre("1", "2"),
                                            ElementsAre("1", "2"), ElementsAre("3")));
  EXPECT_EQ(hook->status().failed_attempts, 2U);
  EXPECT_EQ(hook->status().last_error, "");
}

TEST_F(StreamHookDeliveryTest, PausesBetweenAttemptsDoubleUpToAMinuteWithJitter) {
  make_table("orders", StreamViewType::kKeysOnly);
  append(1);
  receiver_.answers.assign(20, refusal());
  const auto hook = make_hook();
  milliseconds longest(100);
  for (int attempt = 1; attempt <= 20; ++attempt) {
    const HookPause pause = run(*hook);
    ASSERT_TRUE(pause.until);
    EXPECT_LE(*pause.until - clock_.now(), longest) << attempt;
    EXPECT_GE(*pause.until - clock_.now(), longest / 2) << attempt;
    wait_for(pause);
    longest = std::min(2 * longest, milliseconds(60'000));
  }
  EXPECT_EQ(receiver_.events.size(), 20U);
}

TEST_F(StreamHookDeliveryTest, ExceptionOfACallbackIsAFailedAttempt) {
  make_table("orders", StreamViewType::kKeysOnly);
  append(1);
  StreamHookDelivery hook(engine(), log_, "orders", "receiver", {},
                          [](std::string_view) -> HookOutcome { throw std::runtime_error("broken"); });
  run(hook);
  EXPECT_EQ(hook.status().last_error, "The callback threw: broken");
}

TEST_F(StreamHookDeliveryTest, StoppedCallIsNoAttempt) {
  make_table("orders", StreamViewType::kKeysOnly);
  append(1);
  receiver_.answers = {{HookOutcome::Kind::kStopped, "stopped", {}}};
  const auto hook = make_hook({.max_attempts = 1});
  hook->step();
  EXPECT_EQ(hook->status().failed_attempts, 0U);
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1"), ElementsAre("1")));
}

TEST_F(StreamHookDeliveryTest, PartlyDeliveredBatchGoesOnWithTheLowestFailedRecord) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(4);
  receiver_.answers = {
      HookOutcome::partly_delivered({engine::sequence_number_text(4), engine::sequence_number_text(3)})};
  const auto hook = make_hook();
  wait_for(run(*hook));
  EXPECT_EQ(hook->status().delivered_records, 2U);
  append(5);
  run(*hook);
  EXPECT_THAT(receiver_.events,
              ElementsAre(ElementsAre("1", "2", "3", "4"), ElementsAre("3", "4"), ElementsAre("5")));
}

TEST_F(StreamHookDeliveryTest, FailureOfTheFirstOrAnUnknownRecordFailsTheBatch) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(2);
  receiver_.answers = {failed_at(1), failed_at(99), HookOutcome::partly_delivered({"nonsense"})};
  const auto hook = make_hook();
  for (int i = 0; i < 3; ++i)
    wait_for(run(*hook));
  EXPECT_EQ(hook->status().delivered_records, 0U);
  EXPECT_EQ(hook->status().failed_attempts, 3U);
  run(*hook);
  EXPECT_EQ(receiver_.events.size(), 4U);
  for (const auto& event : receiver_.events)
    EXPECT_THAT(event, ElementsAre("1", "2"));
}

TEST_F(StreamHookDeliveryTest, GivesUpAfterTheLastAttemptAndGoesOn) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(3);
  receiver_.answers = {refusal(), refusal(), refusal()};
  const auto hook = make_hook({.batch_size = 2, .max_attempts = 3});
  wait_for(run(*hook));
  wait_for(run(*hook));
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1", "2"), ElementsAre("1", "2"),
                                            ElementsAre("1", "2"), ElementsAre("3")));
  EXPECT_EQ(hook->status().given_up_records, 2U);
  EXPECT_EQ(hook->status().delivered_records, 1U);
  EXPECT_THAT(log_text_.str(), HasSubstr("gave up 2 records"));
}

TEST_F(StreamHookDeliveryTest, AttemptsAreThoseOfTheFirstRecordThatFails) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(3);
  receiver_.answers = {failed_at(2), failed_at(2), failed_at(2)};
  const auto hook = make_hook({.max_attempts = 3});
  wait_for(run(*hook));
  wait_for(run(*hook));
  run(*hook);
  EXPECT_THAT(receiver_.events,
              ElementsAre(ElementsAre("1", "2", "3"), ElementsAre("2", "3"), ElementsAre("2", "3")));
  EXPECT_EQ(hook->status().given_up_records, 2U);
}

TEST_F(StreamHookDeliveryTest, GivenUpBatchesGoToTheDeadLetterFile) {
  use_file();
  const engine::TablePointer table = make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(3);
  receiver_.answers = {failed_at(2), refusal()};
  const auto hook = make_hook({.max_attempts = 2, .dead_letter = file_path("dead.jsonl")});
  wait_for(run(*hook));
  run(*hook);
  const std::vector<boost::json::value> letters = dead_letters(file_path("dead.jsonl"));
  ASSERT_EQ(letters.size(), 1U);
  const auto& letter = letters[0];
  EXPECT_EQ(letter.at("requestContext").at("condition"), "RetryAttemptsExhausted");
  EXPECT_EQ(letter.at("requestContext").at("approximateInvokeCount"), 2);
  EXPECT_EQ(letter.at("requestContext").at("functionArn"), "receiver");
  EXPECT_EQ(letter.at("responseContext").at("message"), "It said no.");
  const auto& batch = letter.at("DDBStreamBatchInfo");
  EXPECT_EQ(batch.at("shardId").as_string(), table->streams[0].shard_id);
  EXPECT_EQ(batch.at("startSequenceNumber").as_string(), engine::sequence_number_text(2));
  EXPECT_EQ(batch.at("endSequenceNumber").as_string(), engine::sequence_number_text(3));
  EXPECT_EQ(batch.at("batchSize"), 2);
  EXPECT_EQ(batch.at("streamArn").as_string(), table->stream_arn(table->streams[0]));
  EXPECT_EQ(letter.at("payload").at("Records").as_array().size(), 2U);
}

TEST_F(StreamHookDeliveryTest, NothingIsLostWhileTheDeadLetterFileCannotBeWritten) {
  use_file();
  make_table("orders", StreamViewType::kKeysOnly);
  append(1);
  receiver_.answers = {refusal(), refusal()};
  const std::string folder = file_path("later");
  const auto hook = make_hook({.max_attempts = 1, .dead_letter = folder + "/dead.jsonl"});
  const HookPause pause = run(*hook);
  EXPECT_EQ(hook->status().given_up_records, 0U);
  EXPECT_THAT(log_text_.str(), HasSubstr("keeps 1 record"));
  std::filesystem::create_directory(folder);
  wait_for(pause);
  run(*hook);
  EXPECT_EQ(hook->status().given_up_records, 1U);
  EXPECT_EQ(dead_letters(folder + "/dead.jsonl").size(), 1U);
}

TEST_F(StreamHookDeliveryTest, RecordsOverTheirMaximumAgeAreGivenUpUntried) {
  use_file();
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(2);
  clock_.advance(seconds(61));
  append(3);
  const auto hook = make_hook({.max_age_s = 60, .dead_letter = file_path("dead.jsonl")});
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("3")));
  const std::vector<boost::json::value> letters = dead_letters(file_path("dead.jsonl"));
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].at("requestContext").at("condition"), "RecordAgeExceeded");
  EXPECT_EQ(letters[0].at("requestContext").at("approximateInvokeCount"), 0);
  EXPECT_EQ(letters[0].at("DDBStreamBatchInfo").at("batchSize"), 2);
  EXPECT_FALSE(letters[0].as_object().contains("responseContext"));
}

TEST_F(StreamHookDeliveryTest, FailingRecordIsTriedForADayThenGivenUp) {
  make_table("orders", StreamViewType::kKeysOnly);
  append(1);
  receiver_.answers.assign(10'000, refusal());
  const auto hook = make_hook();
  const Clock::TimePoint begin = clock_.now();
  while (hook->status().given_up_records == 0) {
    ASSERT_LT(clock_.now() - begin, hours(25));
    const HookPause pause = run(*hook);
    if (pause.until) wait_for(pause);
  }
  EXPECT_GT(clock_.now() - begin, hours(24));
  EXPECT_GT(receiver_.events.size(), 1'000U);
}

TEST_F(StreamHookDeliveryTest, GoesOnWhereItWasAfterARestart) {
  use_file();
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(3);
  receiver_.answers = {failed_at(2)};
  {
    const auto hook = make_hook();
    run(*hook);
  }
  reopen();
  append(4);
  const auto hook = make_hook();
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1", "2", "3"), ElementsAre("2", "3", "4")));
}

TEST_F(StreamHookDeliveryTest, WhatWasNotSettledBeforeARestartComesAgain) {
  use_file();
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(2);
  receiver_.answers = {refusal()};
  {
    const auto hook = make_hook();
    run(*hook);
  }
  reopen();
  const auto hook = make_hook();
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1", "2"), ElementsAre("1", "2")));
}

TEST_F(StreamHookDeliveryTest, ForgottenHookBeginsAnew) {
  use_file();
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(2);
  {
    const auto hook = make_hook();
    run(*hook);
    hook->forget_checkpoint();
  }
  const auto hook = make_hook();
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1", "2"), ElementsAre("1", "2")));
}

TEST_F(StreamHookDeliveryTest, NewHookBeginsAtTheHorizonOrAtTheLatestRecord) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(2);
  const auto hook = make_hook({.start = HookStart::kLatest});
  append(3);
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("3")));
}

TEST_F(StreamHookDeliveryTest, WaitsForATableThatDoesNotExistYet) {
  const auto hook = make_hook();
  const HookPause pause = run(*hook);
  EXPECT_EQ(pause.until, clock_.now() + seconds(1));
  EXPECT_TRUE(pause.ends_with_change);
  EXPECT_EQ(log_text_.str(), "");
  make_table("orders", StreamViewType::kKeysOnly);
  append(1);
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1")));
}

TEST_F(StreamHookDeliveryTest, TableWithoutAStreamIsWarnedOfOnceWithTheRemedy) {
  make_table("orders", std::nullopt);
  const auto hook = make_hook();
  run(*hook);
  run(*hook);
  EXPECT_THAT(log_text_.str(), HasSubstr("aws dynamodb update-table --table-name orders"));
  EXPECT_EQ(log_text_.str().find("no stream"), log_text_.str().rfind("no stream"));
  turn_stream_on("orders", StreamViewType::kKeysOnly);
  append(1);
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1")));
}

TEST_F(StreamHookDeliveryTest, OldStreamIsDeliveredToItsEndBeforeTheNewOne) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(2);
  const auto hook = make_hook({.batch_size = 1});
  hook->step();
  turn_stream_off("orders");
  clock_.advance(seconds(1));
  turn_stream_on("orders", StreamViewType::kNewImage);
  append(3);
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1"), ElementsAre("2"), ElementsAre("3")));
  EXPECT_EQ(receiver_.arns.size(), 2U);
}

TEST_F(StreamHookDeliveryTest, RecordsWrittenJustBeforeTheStreamEndedAreNotPassedOver) {
  make_table("orders", StreamViewType::kKeysOnly);
  append(1);
  const auto hook = make_hook();
  run(*hook);  // and finds the end of the stream
  append(2);
  turn_stream_off("orders");
  clock_.advance(seconds(1));
  turn_stream_on("orders", StreamViewType::kNewImage);
  append(3);
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1"), ElementsAre("2"), ElementsAre("3")));
}

TEST_F(StreamHookDeliveryTest, TableMadeAnewIsFollowedOnItsNewStream) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(2);
  const auto hook = make_hook({.batch_size = 1});
  hook->step();
  delete_table("orders");
  clock_.advance(seconds(1));
  make_table("orders", StreamViewType::kKeysOnly);
  append(3);
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1"), ElementsAre("2"), ElementsAre("3")));
}

TEST_F(StreamHookDeliveryTest, TableMadeAnewDuringARestartIsFollowedFromItsBeginning) {
  use_file();
  make_table("orders", StreamViewType::kKeysOnly);
  append_up_to(3);
  {
    const auto hook = make_hook();
    run(*hook);
  }
  delete_table("orders");
  clock_.advance(hours(30));
  engine::trim_streams(engine());
  make_table("orders", StreamViewType::kKeysOnly);
  append(4);
  reopen();
  const auto hook = make_hook();
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1", "2", "3"), ElementsAre("4")));
  EXPECT_THAT(log_text_.str(), Not(HasSubstr("trimmed")));
}

TEST_F(StreamHookDeliveryTest, RecordsTrimmedBeforeTheyWereDeliveredAreWarnedOf) {
  use_file();
  make_table("orders", StreamViewType::kKeysOnly);
  append(1);
  {
    const auto hook = make_hook();
    run(*hook);
  }
  append(2);
  clock_.advance(hours(25));
  append(3);
  reopen();
  const auto hook = make_hook();
  run(*hook);
  EXPECT_THAT(receiver_.events, ElementsAre(ElementsAre("1"), ElementsAre("3")));
  EXPECT_THAT(log_text_.str(), HasSubstr("missed records"));
}

}  // namespace
}  // namespace ddb::server
