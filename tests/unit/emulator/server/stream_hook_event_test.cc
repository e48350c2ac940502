#include "emulator/server/stream_hook_event.h"

#include "emulator/server/stream_hook_batch.h"
#include "emulator/server/stream_hook_dead_letter.h"
#include "shared/json/json.h"
#include "tests/unit/emulator/engine/stream_fixture.h"

namespace ddb::server {
namespace {

class StreamHookEventTest : public engine::StreamFixture {
 protected:
  std::string render(model::StreamViewType view_type, const engine::ChangeRecord& change) {
    const engine::TablePointer table = make_table("orders", view_type);
    return stream_event_record({table, 0}, "arn:stream", change);
  }
};

TEST_F(StreamHookEventTest, IsWhatALambdaFunctionGets) {
  engine::ChangeRecord change;
  change.sequence = 7;
  change.created = Clock::TimePoint(std::chrono::milliseconds(1'795'235'400'999));
  change.kind = engine::ChangeKind::kModify;
  change.keys = make_keys("a", 1);
  change.old_image = make_item("a", 1, "old");
  change.new_image = make_item("a", 1, "n\"w");
  const std::string json = render(model::StreamViewType::kNewAndOldImages, change);
  const std::string id = json.substr(12, 32);
  EXPECT_EQ(json, R"({"eventID":")" + id +
                      R"(","eventName":"MODIFY","eventVersion":"1.1","eventSource":"aws:dynamodb",)"
                      R"("awsRegion":"eu-west-2","dynamodb":{"ApproximateCreationDateTime":1795235400,)"
                      R"("Keys":{"pk":{"S":"a"},"sk":{"N":"1"}},)"
                      R"("NewImage":{"pk":{"S":"a"},"sk":{"N":"1"},"text":{"S":"n\"w"}},)"
                      R"("OldImage":{"pk":{"S":"a"},"sk":{"N":"1"},"text":{"S":"old"}},)"
                      R"("SequenceNumber":"100000000000000000007","SizeBytes":35,)"
                      R"("StreamViewType":"NEW_AND_OLD_IMAGES"},"eventSourceARN":"arn:stream"})");
}

TEST_F(StreamHookEventTest, DeletionByTimeToLiveNamesTheService) {
  engine::ChangeRecord change;
  change.kind = engine::ChangeKind::kRemove;
  change.origin = engine::ChangeOrigin::kTimeToLive;
  change.keys = make_keys("a", 1);
  const std::string json = render(model::StreamViewType::kKeysOnly, change);
  EXPECT_NE(json.find(R"("userIdentity":{"type":"Service","principalId":"dynamodb.amazonaws.com"})"),
            std::string::npos);
  EXPECT_EQ(json.find("Image\":"), std::string::npos);
}

HookRecord record(std::uint64_t sequence, std::string json) {
  return {sequence, Clock::TimePoint(std::chrono::seconds(sequence)), std::move(json), "shard"};
}

TEST(StreamHookBatchTest, EventListsTheRecords) {
  HookBatch batch;
  EXPECT_EQ(batch.event_json(), R"({"Records":[]})");
  batch.add(record(1, "{1}"));
  batch.add(record(2, "{2}"));
  EXPECT_EQ(batch.event_json(), R"({"Records":[{1},{2}]})");
  batch.drop_front(1);
  EXPECT_EQ(batch.event_json(), R"({"Records":[{2}]})");
}

TEST(StreamHookBatchTest, HasRoomForOneRecordOfAnySizeAndSixMegabytesInAll) {
  HookBatch batch;
  EXPECT_TRUE(batch.has_room(2 * kHookEventBytesMax));
  batch.add(record(1, std::string(kHookEventBytesMax / 2, 'x')));
  const std::size_t room = kHookEventBytesMax - batch.event_json().size() - 1;
  EXPECT_TRUE(batch.has_room(room));
  EXPECT_FALSE(batch.has_room(room + 1));
  batch.add(record(2, std::string(room, 'x')));
  EXPECT_EQ(batch.event_json().size(), kHookEventBytesMax);
  batch.drop_front(1);
  EXPECT_TRUE(batch.has_room(kHookEventBytesMax / 2));
}

TEST(StreamHookBatchTest, LowestFailedRecordIsFound) {
  HookBatch batch;
  for (const std::uint64_t sequence : {std::uint64_t{3}, std::uint64_t{5}, std::uint64_t{9}})
    batch.add(record(sequence, "{}"));
  const auto text = [](int sequence) { return "10000000000000000000" + std::to_string(sequence); };
  EXPECT_EQ(batch.lowest({text(9), text(5)}), 1U);
  EXPECT_EQ(batch.lowest({text(3)}), 0U);
  EXPECT_EQ(batch.lowest({text(4)}), std::nullopt);
  EXPECT_EQ(batch.lowest({text(5), "nonsense"}), std::nullopt);
  EXPECT_EQ(batch.lowest({}), std::nullopt);
}

TEST(StreamHookDeadLetterTest, LineIsWhatLambdaSendsWithTheEventInIt) {
  const std::vector<HookRecord> records = {record(1, R"({"a":1})"), record(2, R"({"a":2})")};
  const DeadLetter letter{.request_id = "id",
                          .function_name = "http://localhost/",
                          .condition = "RetryAttemptsExhausted",
                          .attempts = 3,
                          .last_error = "It said \"no\".",
                          .stream_arn = "arn:stream",
                          .time = Clock::TimePoint(std::chrono::milliseconds(1'500)),
                          .records = records};
  const std::string line = dead_letter_line(letter);
  EXPECT_EQ(
      line,
      R"({"requestContext":{"requestId":"id","functionArn":"http://localhost/",)"
      R"("condition":"RetryAttemptsExhausted","approximateInvokeCount":3},)"
      R"("responseContext":{"functionError":"Unhandled","message":"It said \"no\"."},"version":"1.0",)"
      R"("timestamp":"1970-01-01T00:00:01.500000Z","DDBStreamBatchInfo":{"shardId":"shard",)"
      R"("startSequenceNumber":"100000000000000000001","endSequenceNumber":"100000000000000000002",)"
      R"("approximateArrivalOfFirstRecord":"1970-01-01T00:00:01Z",)"
      R"("approximateArrivalOfLastRecord":"1970-01-01T00:00:02Z","batchSize":2,"streamArn":"arn:stream"},)"
      R"("payload":{"Records":[{"a":1},{"a":2}]}})"
      "\n");
  EXPECT_TRUE(json::Document::parse(line.substr(0, line.size() - 1)));
}

TEST(StreamHookDeadLetterTest, UnwritableFileIsNamed) {
  const Result<void> checked = check_dead_letter_file("/nonexistent-folder/dead.jsonl");
  ASSERT_FALSE(checked);
  EXPECT_NE(checked.error().message.find("/nonexistent-folder/dead.jsonl"), std::string::npos);
}

}  // namespace
}  // namespace ddb::server
