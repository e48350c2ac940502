#include <boost/json/serialize.hpp>

#include "tests/unit/tools/ddb/program_fixture.h"

namespace ddb::cli {
namespace {

constexpr auto kDescription = R"({"Table":{"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}})";

using ReadCommandsTest = ProgramTest;

TEST_F(ReadCommandsTest, ScansPageByPageToTheEnd) {
  answer(R"({"Items":[{"n":{"N":"1"},"pk":{"S":"a"}}],"Count":1,"ScannedCount":5,)"
         R"("LastEvaluatedKey":{"pk":{"S":"a"}}})");
  answer(R"({"Items":[],"Count":0,"ScannedCount":5,"LastEvaluatedKey":{"pk":{"S":"b"}}})");
  answer(R"({"Items":[{"pk":{"S":"c"}}],"Count":1,"ScannedCount":5})");
  answer(kDescription);
  EXPECT_EQ(run({"scan", "t", "--filter-expression", "n > :n", "--expression-attribute-values",
                 R"({":n":{"N":"0"}})", "--expression-attribute-names", R"({"#x":"y"})",
                 "--projection-expression", "pk, n", "--consistent-read"}),
            ExitCode::kSuccess)
      << err();
  EXPECT_EQ(out(), "pk  n\n--  -\na   1\nc\n");
  EXPECT_EQ(boost::json::serialize(input(0)),
            R"({"TableName":"t","FilterExpression":"n > :n","ProjectionExpression":"pk, n",)"
            R"("ExpressionAttributeNames":{"#x":"y"},)"
            R"("ExpressionAttributeValues":{":n":{"N":"0"}},"ConsistentRead":true})");
  EXPECT_EQ(input(2).at("ExclusiveStartKey"), boost::json::parse(R"({"pk":{"S":"b"}})"));
}

TEST_F(ReadCommandsTest, WritesOneJsonDocument) {
  answer(R"({"Items":[{"pk":{"S":"a"}},{"pk":{"S":"b"}}],"Count":2,"ScannedCount":2,)"
         R"("LastEvaluatedKey":{"pk":{"S":"b"}}})");
  answer(R"({"Items":[{"pk":{"S":"c"}}],"Count":1,"ScannedCount":1})");
  EXPECT_EQ(run({"scan", "t", "--output", "json"}), ExitCode::kSuccess);
  EXPECT_EQ(boost::json::serialize(boost::json::parse(out())),
            R"({"Items":[{"pk":{"S":"a"}},{"pk":{"S":"b"}},{"pk":{"S":"c"}}],"Count":3,"ScannedCount":3})");
  answer(R"({"Items":[],"Count":0,"ScannedCount":0})");
  EXPECT_EQ(run({"scan", "t", "--output", "json"}), ExitCode::kSuccess);
  EXPECT_EQ(boost::json::serialize(boost::json::parse(out())), R"({"Items":[],"Count":0,)"
                                                               R"("ScannedCount":0})");
}

TEST_F(ReadCommandsTest, StopsAtTheLimitOfItemsAndAsksForNoMore) {
  answer(R"({"Items":[{"pk":{"S":"a"}},{"pk":{"S":"b"}}],"Count":2,"ScannedCount":2,)"
         R"("LastEvaluatedKey":{"pk":{"S":"b"}}})");
  answer(R"({"Items":[{"pk":{"S":"c"}}],"Count":1,"ScannedCount":1,"LastEvaluatedKey":{"pk":{"S":"c"}}})");
  EXPECT_EQ(run({"scan", "t", "--limit", "3", "--page-size", "2", "--output", "json"}), ExitCode::kSuccess);
  EXPECT_EQ(input(0).at("Limit"), 2);
  EXPECT_EQ(input(1).at("Limit"), 1);
  EXPECT_EQ(call_count(), 2U);
}

TEST_F(ReadCommandsTest, CountsMatchesNotReadItemsTowardsTheLimit) {
  answer(R"({"Items":[{"pk":{"S":"a"}}],"Count":1,"ScannedCount":9,"LastEvaluatedKey":{"pk":{"S":"b"}}})");
  answer(R"({"Items":[{"pk":{"S":"c"}},{"pk":{"S":"d"}}],"Count":2,"ScannedCount":9})");
  EXPECT_EQ(
      run({"scan", "t", "--limit", "2", "--filter-expression", "attribute_exists(x)", "--output", "json"}),
      ExitCode::kSuccess);
  EXPECT_FALSE(input(0).contains("Limit"));
  EXPECT_EQ(boost::json::parse(out()).at("Count"), 2);
}

TEST_F(ReadCommandsTest, ShowsCountsAlone) {
  answer(R"({"Count":2,"ScannedCount":3,"LastEvaluatedKey":{"pk":{"S":"b"}}})");
  answer(R"({"Count":5,"ScannedCount":5})");
  answer(kDescription);
  EXPECT_EQ(run({"scan", "t", "--select", "COUNT", "--output", "plain"}), ExitCode::kSuccess);
  EXPECT_EQ(out(), "7\t8\n");
}

TEST_F(ReadCommandsTest, QueriesInEitherDirection) {
  answer(R"({"Items":[{"pk":{"S":"a"},"text":{"S":"x\ty"}}],"Count":1,"ScannedCount":1,)"
         R"("ConsumedCapacity":{"CapacityUnits":0.5}})");
  answer(kDescription);
  EXPECT_EQ(run({"query", "t", "--key-condition-expression", "pk = :pk", "--expression-attribute-values",
                 R"({":pk":{"S":"a"}})", "--index-name", "i", "--no-scan-index-forward", "--output", "plain",
                 "--verbose"}),
            ExitCode::kSuccess);
  EXPECT_EQ(operation(0), "Query");
  EXPECT_EQ(boost::json::serialize(input(0)),
            R"({"TableName":"t","IndexName":"i","KeyConditionExpression":"pk = :pk",)"
            R"("ExpressionAttributeValues":{":pk":{"S":"a"}},)"
            R"("ReturnConsumedCapacity":"TOTAL","ScanIndexForward":false})");
  EXPECT_EQ(out(), "a\tx\\ty\n");
  EXPECT_EQ(err(), "1 items, 1 read, 0.5 capacity units.\n");
}

TEST_F(ReadCommandsTest, ExplainsWhatAQueryNeeds) {
  EXPECT_EQ(run({"query", "t"}), ExitCode::kUsage);
  EXPECT_NE(err().find("--key-condition-expression is missing"), std::string::npos);
  EXPECT_EQ(run({"query", "t", "--key-condition-expression", "a", "--scan-index-forward",
                 "--no-scan-index-forward"}),
            ExitCode::kUsage);
  EXPECT_EQ(run({"scan", "t", "--expression-attribute-values", "{'a'}"}), ExitCode::kUsage);
  EXPECT_NE(err().find("The value of --expression-attribute-values: JSON is not valid at byte 1"),
            std::string::npos);
  EXPECT_EQ(run({"scan", "t", "--table-name", "u"}), ExitCode::kUsage);
  EXPECT_EQ(call_count(), 0U);
}

TEST_F(ReadCommandsTest, ReadsJsonFromAFile) {
  machine_.files.files["/values.json"] = R"({":pk":{"S":"a"}})";
  answer(R"({"Items":[],"Count":0,"ScannedCount":0})");
  EXPECT_EQ(run({"scan", "t", "--expression-attribute-values", "file:///values.json", "--output", "json"}),
            ExitCode::kSuccess);
  EXPECT_EQ(input(0).at("ExpressionAttributeValues"), boost::json::parse(R"({":pk":{"S":"a"}})"));
  EXPECT_EQ(run({"scan", "t", "--expression-attribute-values", "file:///gone"}), ExitCode::kUsage);
  EXPECT_NE(err().find("there is no file /gone"), std::string::npos);
}

TEST_F(ReadCommandsTest, ShowsProgressOnATerminalOnly) {
  const auto* page = R"({"Items":[],"Count":0,"ScannedCount":1200})";
  answer(page);
  run({"scan", "t", "--output", "json"});
  EXPECT_EQ(err().find("1,200 read"), std::string::npos);
  err_is_terminal_ = true;
  answer(page);
  run({"scan", "t", "--output", "json"});
  EXPECT_NE(err().find("1,200 read"), std::string::npos);
  err_is_terminal_ = false;
  answer(page);
  run({"scan", "t", "--output", "json", "--progress"});
  EXPECT_NE(err().find("1,200 read"), std::string::npos);
}

/// Answers each segment of a parallel scan with two pages of one item.
class SegmentTransport final : public aws::Transport {
 public:
  Result<http::Response, http::ClientError> send(const http::ClientRequest& request) override {
    const auto input = boost::json::parse(request.body).as_object();
    const auto segment = input.at("Segment").as_int64();
    const bool is_first = !input.contains("ExclusiveStartKey");
    const std::string key = R"({"pk":{"S":")" + std::to_string(segment * 2 + (is_first ? 0 : 1)) + "\"}}";
    return http::Response{200,
                          {},
                          R"({"Items":[)" + key + R"(],"Count":1,"ScannedCount":1)" +
                              (is_first ? R"(,"LastEvaluatedKey":)" + key : "") + "}"};
  }
};

TEST_F(ReadCommandsTest, ReadsSegmentsAtOnce) {
  SegmentTransport transport;
  const std::vector<std::string> arguments{"scan", "t", "--segments", "8", "--output", "json"};
  const aws::System system{machine_.environment, machine_.files, machine_.commands, transport,
                           machine_.clock};
  EXPECT_EQ(run_program(ddb_program(), arguments, {system, random_, sleeper_, in_, out_, err_, false, false}),
            ExitCode::kSuccess)
      << err();
  const auto document = boost::json::parse(out()).as_object();
  std::set<std::string> keys;
  for (const auto& item : document.at("Items").as_array())
    keys.emplace(item.at("pk").at("S").as_string());
  EXPECT_EQ(keys.size(), 16U);
  EXPECT_EQ(document.at("Count"), 16);
}

}  // namespace
}  // namespace ddb::cli
