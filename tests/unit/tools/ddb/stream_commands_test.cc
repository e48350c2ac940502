#include <boost/json/serialize.hpp>

#include "tests/unit/tools/ddb/program_fixture.h"

namespace ddb::cli {
namespace {

class StreamCommandsTest : public ProgramTest {
 protected:
  void describe_stream(const std::string& shards) {
    answer(R"({"StreamDescription":{"Shards":[)" + shards + "]}}");
  }
  static std::string record(int number) {
    const std::string text = std::to_string(number);
    return R"({"eventName":"INSERT","dynamodb":{"Keys":{"pk":{"S":"k)" + text +
           R"("}},)"
           R"("SequenceNumber":")" +
           text + "\"}}";
  }
  void records(const std::string& list, const std::string& next) {
    answer(R"({"Records":[)" + list + "]" +
           (next.empty() ? ""
                         : R"(,)"
                           R"("NextShardIterator":")" +
                               next + "\"") +
           "}");
  }
  void table() { answer(R"({"Table":{"LatestStreamArn":"arn"}})"); }
};

TEST_F(StreamCommandsTest, FollowsAParentBeforeItsChildUntilTheStreamEnds) {
  table();
  describe_stream(R"({"ShardId":"child","ParentShardId":"parent"},{"ShardId":"parent","ParentShardId":"gone",
                      "SequenceNumberRange":{"EndingSequenceNumber":"9"}})");
  answer(R"({"ShardIterator":"p1"})");
  records(record(1), "p2");
  records(record(2), "");
  describe_stream("");
  answer(R"({"ShardIterator":"c1"})");
  records(record(3), "");
  describe_stream("");
  EXPECT_EQ(run({"stream-tail", "t", "--from", "TRIM_HORIZON", "--output", "plain"}), ExitCode::kSuccess)
      << err();
  EXPECT_EQ(out(), "-\tINSERT\tpk=k1\t\n-\tINSERT\tpk=k2\t\n-\tINSERT\tpk=k3\t\n");
  EXPECT_EQ(input(2).at("ShardId"), "parent");
  EXPECT_EQ(input(2).at("ShardIteratorType"), "TRIM_HORIZON");
  EXPECT_EQ(input(6).at("ShardId"), "child");
}

TEST_F(StreamCommandsTest, StopsAfterTheCount) {
  table();
  describe_stream(R"({"ShardId":"s"})");
  answer(R"({"ShardIterator":"i"})");
  records(record(1) + "," + record(2), "j");
  EXPECT_EQ(run({"stream-tail", "t", "--from", "TRIM_HORIZON", "--count", "1", "--output", "json"}),
            ExitCode::kSuccess);
  EXPECT_EQ(out(), record(1) + "\n");
}

TEST_F(StreamCommandsTest, BeginsNowInOpenShardsAndAtTheStartOfNewOnes) {
  table();
  describe_stream(R"({"ShardId":"old","SequenceNumberRange":{"EndingSequenceNumber":"9"}},{"ShardId":"open",)"
                  R"("ParentShardId":"old"})");
  answer(R"({"ShardIterator":"i"})");
  records("", "");
  describe_stream(R"({"ShardId":"open"},{"ShardId":"new","ParentShardId":"open"})");
  answer(R"({"ShardIterator":"n"})");
  records(record(7), "m");
  EXPECT_EQ(run({"stream-tail", "t", "--count", "1", "--output", "plain"}), ExitCode::kSuccess) << err();
  EXPECT_EQ(input(2).at("ShardId"), "open");
  EXPECT_EQ(input(2).at("ShardIteratorType"), "LATEST");
  EXPECT_EQ(input(5).at("ShardId"), "new");
  EXPECT_EQ(input(5).at("ShardIteratorType"), "TRIM_HORIZON");
}

TEST_F(StreamCommandsTest, ContinuesAfterTheLastRecordWhenAnIteratorExpired) {
  table();
  describe_stream(R"({"ShardId":"s"})");
  answer(R"({"ShardIterator":"i"})");
  records(record(41), "j");
  refuse("ExpiredIteratorException");
  answer(R"({"ShardIterator":"k"})");
  records(record(42), "l");
  EXPECT_EQ(run({"stream-tail", "t", "--from", "TRIM_HORIZON", "--count", "2"}), ExitCode::kSuccess) << err();
  EXPECT_EQ(boost::json::serialize(input(5)),
            R"({"StreamArn":"arn","ShardId":"s","ShardIteratorType":"AFTER_SEQUENCE_NUMBER",)"
            R"("SequenceNumber":"41"})");
}

TEST_F(StreamCommandsTest, WaitsOnlyWhenThereIsNothingNew) {
  table();
  describe_stream(R"({"ShardId":"s"})");
  answer(R"({"ShardIterator":"i"})");
  records(record(1), "j");
  records("", "k");
  records(record(2), "l");
  EXPECT_EQ(run({"stream-tail", "t", "--from", "TRIM_HORIZON", "--count", "2", "--interval-ms", "70"}),
            ExitCode::kSuccess);
  EXPECT_EQ(sleeper_.slept, std::vector<std::chrono::milliseconds>{std::chrono::milliseconds(70)});
}

TEST_F(StreamCommandsTest, SaysThatATableHasNoStream) {
  answer(R"({"Table":{}})");
  EXPECT_EQ(run({"stream-tail", "t"}), ExitCode::kFailed);
  EXPECT_NE(err().find("The table t has no stream"), std::string::npos);
  EXPECT_EQ(run({"stream-tail", "t", "--from", "YESTERDAY"}), ExitCode::kUsage);
}

}  // namespace
}  // namespace ddb::cli
