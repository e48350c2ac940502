#include <boost/json/serialize.hpp>

#include "tests/unit/tools/ddb/program_fixture.h"

namespace ddb::cli {
namespace {

constexpr auto kActive = R"({"Table":{"TableName":"t","TableStatus":"ACTIVE"}})";

using TableCommandsTest = ProgramTest;

TEST_F(TableCommandsTest, CreatesATableFromOptionsAndWaitsUntilItIsActive) {
  answer(R"({"TableDescription":{}})");
  answer(R"({"Table":{"TableStatus":"CREATING"}})");
  answer(R"({"Table":{"TableStatus":"ACTIVE","GlobalSecondaryIndexes":[{"IndexStatus":"CREATING"}]}})");
  answer(R"({"Table":{"TableStatus":"ACTIVE","GlobalSecondaryIndexes":[{"IndexStatus":"ACTIVE"}]}})");
  EXPECT_EQ(run({"create-table", "t", "--partition-key", "pk", "--sort-key", "at:N", "--global-index",
                 "by-kind:kind:S,at:N", "--stream", "NEW_IMAGE"}),
            ExitCode::kSuccess)
      << err();
  EXPECT_EQ(operation(0), "CreateTable");
  EXPECT_EQ(boost::json::serialize(input(0)),
            R"({"TableName":"t","AttributeDefinitions":[{"AttributeName":"at","AttributeType":"N"},)"
            R"({"AttributeName":"kind","AttributeType":"S"},{"AttributeName":"pk","AttributeType":"S"}],)"
            R"("KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"at",)"
            R"("KeyType":"RANGE"}],"BillingMode":"PAY_PER_REQUEST",)"
            R"("GlobalSecondaryIndexes":[{"IndexName":"by-kind","KeySchema":[{"AttributeName":"kind",)"
            R"("KeyType":"HASH"},{"AttributeName":"at","KeyType":"RANGE"}],)"
            R"("Projection":{"ProjectionType":"ALL"}}],)"
            R"("StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}})");
  EXPECT_EQ(call_count(), 4U);
  EXPECT_EQ(err(), "Created the table t.\n");
}

TEST_F(TableCommandsTest, ProvisionsCapacityForTableAndIndexes) {
  answer("{}");
  EXPECT_EQ(run({"create-table", "t", "--partition-key", "pk", "--global-index", "g:k", "--read-capacity",
                 "7", "--no-wait"}),
            ExitCode::kSuccess);
  const auto expected = boost::json::parse(R"({"ReadCapacityUnits":7,"WriteCapacityUnits":5})");
  EXPECT_EQ(input(0).at("ProvisionedThroughput"), expected);
  EXPECT_EQ(input(0).at("GlobalSecondaryIndexes").at(0).at("ProvisionedThroughput"), expected);
  EXPECT_EQ(input(0).at("BillingMode"), "PROVISIONED");
  EXPECT_EQ(call_count(), 1U);
}

TEST_F(TableCommandsTest, CreatesATableFromAFile) {
  in_.str(R"({"TableName":"from-file","Whatever":[1]})");
  answer("{}");
  EXPECT_EQ(run({"create-table", "renamed", "--file", "-", "--no-wait"}), ExitCode::kSuccess);
  EXPECT_EQ(boost::json::serialize(input(0)), R"({"TableName":"renamed","Whatever":[1]})");
}

TEST_F(TableCommandsTest, ExplainsKeysThatAreNone) {
  EXPECT_EQ(run({"create-table", "t", "--partition-key", "pk:X"}), ExitCode::kUsage);
  EXPECT_NE(err().find("\"pk:X\" is no key: write NAME:TYPE"), std::string::npos);
  EXPECT_EQ(run({"create-table", "t"}), ExitCode::kUsage);
  EXPECT_NE(err().find("--partition-key is missing"), std::string::npos);
  EXPECT_EQ(run({"create-table", "t", "--partition-key", "a:S", "--sort-key", "a:N"}), ExitCode::kUsage);
  EXPECT_NE(err().find("as type S and as type N"), std::string::npos);
  EXPECT_EQ(run({"create-table", "t", "--partition-key", "a", "--global-index", "g"}), ExitCode::kUsage);
  EXPECT_EQ(call_count(), 0U);
}

TEST_F(TableCommandsTest, SaysThatATableIsThereAlready) {
  refuse("ResourceInUseException");
  EXPECT_EQ(run({"create-table", "t", "--partition-key", "pk"}), ExitCode::kFailed);
  EXPECT_NE(err().find("There is already a table \"t\""), std::string::npos);
}

TEST_F(TableCommandsTest, GivesUpWaitingAfterFiveMinutes) {
  answer("{}");
  for (int i = 0; i < 700; ++i)
    answer(R"({"Table":{"TableStatus":"CREATING"}})");
  EXPECT_EQ(run({"create-table", "t", "--partition-key", "pk"}), ExitCode::kFailed);
  EXPECT_NE(err().find("still not ACTIVE after five minutes"), std::string::npos);
}

TEST_F(TableCommandsTest, ListsAllPagesOfTables) {
  answer(R"({"TableNames":["a","b"],"LastEvaluatedTableName":"b"})");
  answer(R"({"TableNames":["c"]})");
  EXPECT_EQ(run({"list-tables", "--output", "plain"}), ExitCode::kSuccess);
  EXPECT_EQ(out(), "a\nb\nc\n");
  EXPECT_EQ(boost::json::serialize(input(1)), R"({"ExclusiveStartTableName":"b"})");
  answer(R"({"TableNames":[]})");
  EXPECT_EQ(run({"list-tables"}), ExitCode::kSuccess);
  EXPECT_EQ(out(), "");
  EXPECT_NE(err().find("There is no table yet"), std::string::npos);
}

TEST_F(TableCommandsTest, DescribesATable) {
  answer(
      R"({"Table":{"TableName":"t","TableStatus":"ACTIVE","TableArn":"arn","ItemCount":3,"TableSizeBytes":99,
    "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
    "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
    "BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST"}}})");
  EXPECT_EQ(run({"describe-table", "t"}), ExitCode::kSuccess);
  EXPECT_EQ(out(),
            "Property       Value\n"
            "-------------  ---------------------------\n"
            "Name           t\n"
            "Status         ACTIVE\n"
            "Key            pk S (HASH)\n"
            "Capacity       on demand (PAY_PER_REQUEST)\n"
            "Stream         off\n"
            "Items          3\n"
            "Size in bytes  99\n"
            "ARN            arn\n");
}

TEST_F(TableCommandsTest, DropsATableAndWaitsUntilItIsGone) {
  answer("{}");
  answer(kActive);
  refuse("ResourceNotFoundException");
  EXPECT_EQ(run({"drop", "t"}), ExitCode::kSuccess) << err();
  EXPECT_EQ(operation(0), "DeleteTable");
  EXPECT_EQ(call_count(), 3U);
}

TEST_F(TableCommandsTest, DropsNothingQuietlyOnlyWhenTold) {
  refuse("ResourceNotFoundException");
  EXPECT_EQ(run({"drop", "t"}), ExitCode::kFailed);
  refuse("ResourceNotFoundException");
  EXPECT_EQ(run({"drop", "t", "--if-exists"}), ExitCode::kSuccess);
}

}  // namespace
}  // namespace ddb::cli
