#include "shared/aws/stream_reader.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <deque>

namespace ddb::aws {
namespace {

/// Answers from a script, in order.
class ScriptedDynamoDb final : public DynamoDb {
 public:
  void answer(std::string_view text) { answers_.emplace_back(boost::json::parse(text).as_object()); }
  void refuse(std::string type) {
    answers_.emplace_back(
        CallError{.kind = CallError::Kind::kService, .type = std::move(type), .message = {}, .body = {}});
  }
  CallResult call(std::string_view operation, const boost::json::object& input) override {
    calls.push_back(std::string(operation) + " " + boost::json::serialize(input));
    if (answers_.empty()) throw std::logic_error("no answer is left for " + calls.back());
    CallResult answer = answers_.front();
    if (answers_.size() > 1 || !repeats_last) answers_.pop_front();
    return answer;
  }

  std::vector<std::string> calls;
  bool repeats_last = false;

 private:
  std::deque<CallResult> answers_;
};

class StreamReaderTest : public ::testing::Test {
 protected:
  void describe(const std::string& shards, const std::string& more = "") {
    dynamodb_.answer(R"({"StreamDescription":{"Shards":[)" + shards + "]" + more + "}}");
  }
  /// The reader's only shard, with a checkpoint.
  StreamShard& shard_after(const std::string& sequence_number) {
    describe(R"({"ShardId":"s"})");
    EXPECT_TRUE(reader_.find_shards());
    reader_.shards()[0].last_sequence_number = sequence_number;
    return reader_.shards()[0];
  }

  ScriptedDynamoDb dynamodb_;
  StreamReader reader_{dynamodb_, "arn", StreamStart::kTrimHorizon};
};

TEST_F(StreamReaderTest, ListsShardsByPages) {
  describe(R"({"ShardId":"a"})", R"(,"LastEvaluatedShardId":"a")");
  describe(R"({"ShardId":"b","ParentShardId":"a"},{"ShardId":"c","ParentShardId":"gone"})");
  ASSERT_TRUE(reader_.find_shards());
  ASSERT_EQ(reader_.shards().size(), 3U);
  EXPECT_EQ(dynamodb_.calls[1], R"(DescribeStream {"StreamArn":"arn","ExclusiveStartShardId":"a"})");
  EXPECT_TRUE(reader_.is_readable(reader_.shards()[0]));
  EXPECT_FALSE(reader_.is_readable(reader_.shards()[1])) << "its parent comes first";
  EXPECT_TRUE(reader_.is_readable(reader_.shards()[2])) << "its parent is trimmed";
  reader_.shards()[0].is_finished = true;
  EXPECT_TRUE(reader_.is_readable(reader_.shards()[1]));
}

TEST_F(StreamReaderTest, ForgetsFinishedShardsThatAreListedNoMore) {
  describe(R"({"ShardId":"a"},{"ShardId":"b"},{"ShardId":"c"})");
  ASSERT_TRUE(reader_.find_shards());
  reader_.shards()[0].is_finished = reader_.shards()[1].is_finished = true;
  describe(R"({"ShardId":"b"})");
  ASSERT_TRUE(reader_.find_shards());
  ASSERT_EQ(reader_.shards().size(), 2U);
  EXPECT_EQ(reader_.shards()[0].id, "b");
  EXPECT_TRUE(reader_.shards()[0].is_finished) << "it is not read again";
  EXPECT_EQ(reader_.shards()[1].id, "c");
}

TEST_F(StreamReaderTest, GivesUpAListThatDoesNotEnd) {
  describe(R"({"ShardId":"a"})", R"(,"LastEvaluatedShardId":"a")");
  dynamodb_.repeats_last = true;
  const auto found = reader_.find_shards();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, CallError::Kind::kBadAnswer);
}

TEST_F(StreamReaderTest, OpensAfterWhatWasRead) {
  StreamShard& shard = shard_after("41");
  dynamodb_.answer(R"({"ShardIterator":"i"})");
  EXPECT_TRUE(reader_.open(shard));
  EXPECT_EQ(shard.iterator, "i");
  EXPECT_FALSE(shard.is_trimmed);
  EXPECT_EQ(
      dynamodb_.calls[1],
      R"(GetShardIterator {"StreamArn":"arn","ShardId":"s","ShardIteratorType":"AFTER_SEQUENCE_NUMBER",)"
      R"("SequenceNumber":"41"})");
}

TEST_F(StreamReaderTest, OpensAtTheOldestRecordWhatIsTrimmedOrUnknown) {
  for (const auto* type : {"TrimmedDataAccessException", "ValidationException"}) {
    dynamodb_.calls.clear();
    StreamShard& shard = shard_after("41");
    dynamodb_.refuse(type);
    dynamodb_.answer(R"({"ShardIterator":"i"})");
    EXPECT_TRUE(reader_.open(shard));
    EXPECT_TRUE(shard.is_trimmed);
    EXPECT_EQ(dynamodb_.calls[2],
              R"(GetShardIterator {"StreamArn":"arn","ShardId":"s","ShardIteratorType":"TRIM_HORIZON"})");
    EXPECT_EQ(shard.last_sequence_number, "");
  }
}

TEST_F(StreamReaderTest, FinishesWhatIsGoneOrAtItsEnd) {
  StreamShard& shard = shard_after("");
  dynamodb_.refuse("ResourceNotFoundException");
  EXPECT_TRUE(reader_.open(shard));
  EXPECT_TRUE(shard.is_finished);
  shard.is_finished = false;
  dynamodb_.refuse("ResourceNotFoundException");
  EXPECT_TRUE(reader_.read(shard)->empty());
  EXPECT_TRUE(shard.is_finished);
  shard.is_finished = false;
  dynamodb_.answer(R"({"Records":[{}]})");
  EXPECT_EQ(reader_.read(shard)->size(), 1U);
  EXPECT_TRUE(reader_.is_finished());
}

TEST_F(StreamReaderTest, ClosesAnIteratorThatIsOfNoMoreUse) {
  StreamShard& shard = shard_after("41");
  for (const auto* type : {"ExpiredIteratorException", "TrimmedDataAccessException"}) {
    shard.iterator = "i";
    EXPECT_EQ(shard.last_sequence_number, "41");
    dynamodb_.refuse(type);
    EXPECT_TRUE(reader_.read(shard)->empty());
    EXPECT_EQ(shard.iterator, "");
    EXPECT_FALSE(shard.is_finished);
  }
  EXPECT_TRUE(shard.is_trimmed);
  EXPECT_EQ(shard.last_sequence_number, "");
  shard.iterator = "i";
  dynamodb_.refuse("LimitExceededException");
  EXPECT_FALSE(reader_.read(shard));
  EXPECT_EQ(shard.iterator, "i");
}

}  // namespace
}  // namespace ddb::aws
