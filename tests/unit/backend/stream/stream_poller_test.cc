#include "backend/stream/stream_poller.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <sstream>

#include "tests/property/dynamodb_in_process.h"
#include "tests/unit/backend/stream/records.h"
#include "tests/unit/backend/support/fake_message_store.h"
#include "tests/unit/backend/support/fake_stream_checkpoints.h"

// The poller against the emulator's streams, whose shards live as a test wants them to.
namespace ddb::backend {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto kTable = "cruddur-messages";

/// The emulator, with calls that fail where a test says so.
class FailingDynamoDb final : public aws::DynamoDb {
 public:
  explicit FailingDynamoDb(property::EmulatorInProcess& emulator) : emulator_(emulator) {}

  aws::CallResult call(std::string_view operation, const boost::json::object& input) override {
    if (fail) {
      if (auto error = fail(operation, input)) return *std::move(error);
    }
    return run(operation, input);
  }
  /// The same, without asking `fail`.
  aws::CallResult run(std::string_view operation, const boost::json::object& input) {
    return emulator_.call(operation, input);
  }

  std::function<std::optional<aws::CallError>(std::string_view operation, const boost::json::object& input)>
      fail;

 private:
  property::DynamoDbInProcess emulator_;
};

aws::CallError service_error(std::string type) {
  return {.kind = aws::CallError::Kind::kService,
          .type = std::move(type),
          .message = "no",
          .status = 400,
          .body = {}};
}

class StreamPollerTest : public testing::Test {
 protected:
  explicit StreamPollerTest(engine::ShardPolicy policy = {})
      : emulator_(property::EmulatorInProcess::Storage::kMemory,
                  {.transient_status_duration = {}, .shard_policy = policy}) {
    restart();
  }

  /// A new poller with the checkpoints of the old one.
  void restart() {
    poller_ = std::make_unique<StreamPoller>(
        StreamPollerParts{dynamodb_, updater_, checkpoints_, emulator_.clock(), random_, log_}, kTable);
  }

  boost::json::object ok(std::string_view operation, const boost::json::object& input) {
    auto output = dynamodb_.run(operation, input);
    EXPECT_TRUE(output) << operation << ": " << output.error().message;
    return output ? *std::move(output) : boost::json::object();
  }
  void create_table() { ok("CreateTable", property::cruddur_messages_table()); }
  void turn_stream(bool on) {
    boost::json::object settings{{"StreamEnabled", on}};
    if (on) settings.emplace("StreamViewType", "NEW_IMAGE");
    ok("UpdateTable", {{"TableName", kTable}, {"StreamSpecification", settings}});
    emulator_.advance(seconds(1));
  }
  /// Writes a message of the time that the clock shows.
  void write(const std::string& group, const std::string& uuid) {
    emulator_.advance(milliseconds(10));
    Message message = message_at(group, uuid, "00");
    message.created_at = message_time(emulator_.clock().now());
    ok("PutItem", {{"TableName", kTable}, {"Item", message_row(message)}});
  }

  /// Steps for so long, by the clock.
  void run(std::chrono::microseconds duration) {
    const auto end = emulator_.clock().now() + duration;
    for (int steps = 0; emulator_.clock().now() < end; ++steps) {
      ASSERT_LT(steps, 20'000) << "the poller never pauses";
      emulator_.advance(
          std::min<std::chrono::microseconds>(poller_->step({}), end - emulator_.clock().now()));
      emulator_.sweep();
    }
  }

  std::vector<std::string> shown() const {
    std::vector<std::string> uuids;
    for (const Message& message : store_.shown())
      uuids.push_back(message.uuid);
    return uuids;
  }
  std::size_t count_in_log(const std::string& text) const {
    std::size_t count = 0;
    const std::string log = out_.str();
    for (auto at = log.find(text); at != std::string::npos; at = log.find(text, at + 1))
      ++count;
    return count;
  }
  static aws::CallError outage() {
    return {
        .kind = aws::CallError::Kind::kNotReachable, .type = {}, .message = "Nobody is there.", .body = {}};
  }

  property::EmulatorInProcess emulator_;
  FailingDynamoDb dynamodb_{emulator_};
  SeededRandom random_{1};
  std::ostringstream out_;
  Log log_{out_, emulator_.clock(), LogLevel::kInfo};
  FakeMessageStore store_{emulator_.clock()};
  FakeStreamCheckpoints checkpoints_;
  LastMessageUpdater updater_{store_, log_};
  std::unique_ptr<StreamPoller> poller_;
};

TEST_F(StreamPollerTest, HandlesWhatIsThereAndWhatComes) {
  create_table();
  write("g", "m1");
  run(seconds(2));
  EXPECT_THAT(shown(), ElementsAre("m1"));
  write("g", "m2");
  run(seconds(2));
  EXPECT_THAT(shown(), ElementsAre("m1", "m2"));
}

TEST_F(StreamPollerTest, GoesOnAfterItsCheckpointAndRepeatsNothingOfAQuietStream) {
  create_table();
  write("g", "m1");
  run(seconds(2));
  restart();
  run(minutes(2));
  restart();
  write("g", "m2");
  run(seconds(2));
  EXPECT_THAT(shown(), ElementsAre("m1", "m2"));
  EXPECT_EQ(checkpoints_.saves(), 2U);
}

TEST_F(StreamPollerTest, ReadsAQuietStreamOnceASecond) {
  create_table();
  run(minutes(1));
  std::size_t calls = 0;
  dynamodb_.fail = [&](std::string_view operation, const boost::json::object&) {
    calls += operation == "GetRecords" ? 1 : 0;
    return std::nullopt;
  };
  run(minutes(1));
  EXPECT_NEAR(static_cast<double>(calls), 60, 2);
}

TEST_F(StreamPollerTest, RenewsAnExpiredIterator) {
  create_table();
  write("g", "m1");
  run(seconds(2));
  emulator_.advance(minutes(20));
  write("g", "m2");
  run(seconds(5));
  EXPECT_THAT(shown(), ElementsAre("m1", "m2"));
  EXPECT_THAT(out_.str(), Not(HasSubstr("warning")));
}

TEST_F(StreamPollerTest, GoesOnWithTheOldestRecordWhenWhatFollowsTheCheckpointIsTrimmed) {
  create_table();
  write("g", "m1");
  run(seconds(2));
  write("g", "lost");
  emulator_.advance(hours(25));
  write("g", "m3");
  restart();
  run(seconds(5));
  EXPECT_THAT(shown(), ElementsAre("m1", "m3"));
  EXPECT_EQ(count_in_log("is trimmed: going on with the oldest record that is left"), 1U);
}

TEST_F(StreamPollerTest, ForgetsACheckpointThatTheShardNeverHad) {
  create_table();
  write("g", "m1");
  run(seconds(2));
  const auto key = checkpoints_.kept().begin()->first;
  ASSERT_TRUE(checkpoints_.save(key.first, key.second, "999999999999999999999999"));
  restart();
  run(seconds(5));
  EXPECT_THAT(shown(), ElementsAre("m1", "m1"));
}

TEST_F(StreamPollerTest, WaitsForATableAndItsStreamAndSaysSoOnce) {
  run(minutes(5));
  EXPECT_EQ(count_in_log("The stream of table cruddur-messages can't be followed yet"), 1U);
  create_table();
  turn_stream(false);
  write("g", "before");
  run(minutes(2));
  turn_stream(true);
  write("g", "after");
  run(minutes(2));
  EXPECT_THAT(shown(), ElementsAre("after"));
}

TEST_F(StreamPollerTest, ReadsAnOldStreamToItsEndBeforeTheNewOne) {
  create_table();
  run(seconds(2));
  write("g", "old");
  turn_stream(false);
  write("g", "between");
  turn_stream(true);
  write("g", "new");
  run(minutes(1));
  EXPECT_THAT(shown(), ElementsAre("old", "new"));
}

TEST_F(StreamPollerTest, FollowsTheStreamOfATableThatWasMadeAnew) {
  create_table();
  run(seconds(2));
  write("g", "old");
  ok("DeleteTable", {{"TableName", kTable}});
  run(seconds(2));
  EXPECT_THAT(shown(), ElementsAre("old"));
  emulator_.advance(seconds(1));
  create_table();
  write("g", "new");
  run(minutes(1));
  EXPECT_THAT(shown(), ElementsAre("old", "new"));
}

TEST_F(StreamPollerTest, MovesToTheNewStreamThoughTheOldOneIsGone) {
  create_table();
  run(seconds(2));
  ok("DeleteTable", {{"TableName", kTable}});
  emulator_.advance(seconds(1));
  create_table();
  write("g", "new");
  const std::string new_arn =
      std::string(ok("DescribeTable", {{"TableName", kTable}}).at("Table").at("LatestStreamArn").as_string());
  dynamodb_.fail = [&](std::string_view operation, const boost::json::object& input) {
    const auto* arn = input.if_contains("StreamArn");
    const bool is_old = operation == "GetRecords" || (arn && arn->as_string() != new_arn);
    if (!is_old || count_in_log(new_arn) > 0) return std::optional<aws::CallError>();
    return std::optional(service_error("ResourceNotFoundException"));
  };
  run(minutes(2));
  EXPECT_THAT(shown(), ElementsAre("new"));
}

TEST_F(StreamPollerTest, SurvivesThrottlingAndOutages) {
  create_table();
  SeededRandom luck(7);
  dynamodb_.fail = [&](std::string_view, const boost::json::object&) -> std::optional<aws::CallError> {
    const auto draw = luck.next() % 3;
    if (draw == 0) return outage();
    if (draw == 1) return service_error("LimitExceededException");
    return std::nullopt;
  };
  for (int i = 0; i < 10; ++i) {
    write("g" + std::to_string(i), "m" + std::to_string(i));
    run(minutes(5));
  }
  EXPECT_THAT(shown(), ElementsAre("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"));
}

TEST_F(StreamPollerTest, AsksSeldomDuringALongOutageAndSaysSoOnce) {
  create_table();
  run(minutes(1));
  int calls = 0;
  dynamodb_.fail = [&](std::string_view, const boost::json::object&) {
    ++calls;
    return std::optional(outage());
  };
  run(hours(1));
  EXPECT_LT(calls, 600);
  EXPECT_EQ(count_in_log("Nobody is there."), 2U) << out_.str();
  dynamodb_.fail = nullptr;
  write("g", "m");
  run(minutes(2));
  EXPECT_THAT(shown(), ElementsAre("m"));
}

TEST_F(StreamPollerTest, SavesACheckpointLaterThatCouldNotBeSaved) {
  create_table();
  write("g", "m1");
  checkpoints_.fail_to_save_with(Error{"The disk is full."});
  run(minutes(1));
  EXPECT_THAT(shown(), ElementsAre("m1"));
  EXPECT_EQ(count_in_log("The disk is full."), 1U);
  checkpoints_.fail_to_save_with(std::nullopt);
  run(seconds(5));
  EXPECT_EQ(checkpoints_.kept().size(), 1U);
}

TEST_F(StreamPollerTest, DoesNotReadBeforeItKnowsItsCheckpoint) {
  create_table();
  write("g", "m1");
  checkpoints_.fail_to_load_with(Error{"The database is locked."});
  run(minutes(1));
  EXPECT_THAT(shown(), IsEmpty());
  EXPECT_EQ(count_in_log("The database is locked."), 1U);
  checkpoints_.fail_to_load_with(std::nullopt);
  run(minutes(2));
  EXPECT_THAT(shown(), ElementsAre("m1"));
}

TEST_F(StreamPollerTest, KeepsWhatWasDoneOfABatchAndRepeatsTheRest) {
  create_table();
  write("a", "a1");
  write("b", "b2");
  store_.fail_to_show("b2", StoreError{StoreError::Kind::kUnavailable, "Throttled."});
  run(minutes(2));
  const auto shown_meanwhile = shown();
  EXPECT_EQ(std::count(shown_meanwhile.begin(), shown_meanwhile.end(), "a1"), 1);
  EXPECT_GT(std::count(shown_meanwhile.begin(), shown_meanwhile.end(), "b2"), 3);
  EXPECT_LT(std::count(shown_meanwhile.begin(), shown_meanwhile.end(), "b2"), 20);
  restart();
  store_.fail_to_show("b2", std::nullopt);
  run(seconds(2));
  EXPECT_EQ(shown().size(), shown_meanwhile.size() + 1);
  EXPECT_EQ(shown().back(), "b2");
}

TEST_F(StreamPollerTest, EndsItsStepWhenAStopIsRequested) {
  create_table();
  poller_->step({});
  write("g", "m1");
  std::stop_source source;
  source.request_stop();
  emulator_.advance(seconds(1));
  poller_->step(source.get_token());
  EXPECT_THAT(shown(), IsEmpty());
  poller_->step({});
  EXPECT_THAT(shown(), ElementsAre("m1"));
}

class StreamPollerShardsTest : public StreamPollerTest {
 protected:
  StreamPollerShardsTest() : StreamPollerTest({.open_shards = 4, .lifetime = minutes(1)}) {}

  std::string group(int number) { return "group-" + std::to_string(number); }
  std::string uuid(int message) { return (message < 10 ? "0" : "") + std::to_string(message); }
  /// The messages of a conversation that were shown, in order.
  std::vector<std::string> shown_of(const std::string& group) const {
    std::vector<std::string> uuids;
    for (const Message& message : store_.shown()) {
      if (message.message_group_uuid == group) uuids.push_back(message.uuid);
    }
    return uuids;
  }
};

TEST_F(StreamPollerShardsTest, FollowsShardsThatCloseAndHaveChildrenInOrderAcrossRestarts) {
  create_table();
  constexpr int kGroups = 12, kRounds = 30;
  for (int round = 0; round < kRounds; ++round) {
    for (int i = 0; i < kGroups; ++i)
      write(group(i), uuid(round));
    run(seconds(25));
    if (round % 7 == 6) restart();
  }
  run(minutes(3));
  for (int i = 0; i < kGroups; ++i) {
    const auto messages = shown_of(group(i));
    EXPECT_EQ(messages.size(), static_cast<std::size_t>(kRounds)) << "each once: they came one at a time";
    EXPECT_TRUE(std::is_sorted(messages.begin(), messages.end())) << group(i);
  }
  const auto kept = checkpoints_.kept();
  EXPECT_GT(kept.size(), 20U) << "shards were to close";
  EXPECT_THAT(out_.str(), Not(HasSubstr("warning")));
}

TEST_F(StreamPollerShardsTest, CatchesUpWithParentsBeforeTheirChildren) {
  create_table();
  constexpr int kGroups = 12, kRounds = 10;
  for (int round = 0; round < kRounds; ++round) {
    for (int i = 0; i < kGroups; ++i)
      write(group(i), uuid(round));
    emulator_.advance(minutes(1));
    emulator_.sweep();
  }
  run(minutes(2));
  for (int i = 0; i < kGroups; ++i) {
    const auto messages = shown_of(group(i));
    EXPECT_TRUE(std::is_sorted(messages.begin(), messages.end()));
    ASSERT_FALSE(messages.empty());
    EXPECT_EQ(messages.back(), uuid(kRounds - 1));
  }
}

TEST_F(StreamPollerShardsTest, AMessageThatFailsHoldsUpNoOtherConversation) {
  create_table();
  run(seconds(1));
  constexpr int kGroups = 40;
  for (int i = 0; i < kGroups; ++i)
    write(group(i), uuid(i));
  store_.fail_to_show(uuid(0), StoreError{StoreError::Kind::kUnavailable, "Throttled."});
  run(seconds(1));
  for (int i = 1; i < kGroups; ++i)
    EXPECT_FALSE(shown_of(group(i)).empty());
  run(minutes(3));
  const auto attempts = shown_of(group(0)).size();
  EXPECT_GT(attempts, 3U);
  restart();
  store_.fail_to_show(uuid(0), std::nullopt);
  run(minutes(3));
  EXPECT_EQ(shown_of(group(0)).size(), attempts + 1) << "the checkpoint was kept before it";
}

TEST_F(StreamPollerShardsTest, ABatchThatFailsHoldsUpItsOwnShardAlone) {
  create_table();
  run(seconds(1));
  // Messages of one conversation, so of one shard, which can't be read; the others' can.
  write(group(0), "unreadable");
  dynamodb_.fail = [&](std::string_view operation, const boost::json::object& input) {
    if (operation != "GetRecords") return std::optional<aws::CallError>();
    const auto output = dynamodb_.run(operation, input);
    const bool is_held = output && boost::json::serialize(*output).find("unreadable") != std::string::npos;
    return is_held ? std::optional(outage()) : std::nullopt;
  };
  constexpr int kGroups = 40;
  for (int i = 1; i < kGroups; ++i)
    write(group(i), uuid(i));
  run(seconds(20));
  int waiting = 0;
  for (int i = 1; i < kGroups; ++i)
    waiting += shown_of(group(i)).empty() ? 1 : 0;
  EXPECT_GT(waiting, 0);
  EXPECT_LT(waiting, kGroups / 2);
  dynamodb_.fail = nullptr;
  run(minutes(2));
  for (int i = 0; i < kGroups; ++i)
    EXPECT_EQ(shown_of(group(i)).size(), 1U);
}

}  // namespace
}  // namespace ddb::backend
