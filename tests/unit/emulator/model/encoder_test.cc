#include "emulator/model/encoder.h"

#include <gtest/gtest.h>

#include "emulator/model/generated/encode.h"

namespace ddb::model {
namespace {

std::string double_text(double number) {
  std::string out;
  append_double(out, number);
  return out;
}

TEST(Encoder, WritesDoublesAsJavaDoes) {
  EXPECT_EQ(double_text(0), "0.0");
  EXPECT_EQ(double_text(0.5), "0.5");
  EXPECT_EQ(double_text(1), "1.0");
  EXPECT_EQ(double_text(-128.5), "-128.5");
  EXPECT_EQ(double_text(9999999), "9999999.0");
  EXPECT_EQ(double_text(1e7), "1.0E7");
  EXPECT_EQ(double_text(1363729002.358), "1.363729002358E9");
  EXPECT_EQ(double_text(0.0001), "1.0E-4");
}

TEST(Encoder, WritesTimesInSeconds) {
  const Clock::TimePoint time(std::chrono::microseconds(1'480'642'020'123'999));
  std::string out;
  append_timestamp(out, time);
  EXPECT_EQ(out, "1.480642020123E9");
  out.clear();
  append_whole_seconds(out, time);
  EXPECT_EQ(out, "1.48064202E9");
}

TEST(Encoder, LeavesAbsentMembersOut) {
  std::string out;
  encode(out, GetItemOutput{});
  EXPECT_EQ(out, "{}");
}

TEST(Encoder, WritesNestedStructures) {
  QueryOutput output;
  output.items.emplace();
  output.count = 0;
  output.consumed_capacity.emplace();
  output.consumed_capacity->table_name = "t\"";
  output.consumed_capacity->capacity_units = 0.5;
  std::string out;
  encode(out, output);
  EXPECT_EQ(out, R"({"Items":[],"Count":0,"ConsumedCapacity":{"TableName":"t\"","CapacityUnits":0.5}})");
}

TEST(Encoder, WritesListsMapsAndEnums) {
  BatchWriteItemOutput output;
  output.unprocessed_items.emplace();
  std::string out;
  encode(out, output);
  EXPECT_EQ(out, R"({"UnprocessedItems":{}})");

  TableDescription table;
  table.key_schema = {{"pk", KeyType::kHash}, {"sk", KeyType::kRange}};
  table.table_status = TableStatus::kActive;
  out.clear();
  encode(out, table);
  EXPECT_EQ(
      out,
      R"({"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],)"
      R"("TableStatus":"ACTIVE"})");
}

TEST(Encoder, ShowsTheCreationOfStreamRecordsInWholeSeconds) {
  StreamRecord record;
  record.approximate_creation_date_time = Clock::TimePoint(std::chrono::milliseconds(1'480'642'020'123));
  std::string out;
  encode(out, record);
  EXPECT_EQ(out, R"({"ApproximateCreationDateTime":1.48064202E9})");
}

}  // namespace
}  // namespace ddb::model
