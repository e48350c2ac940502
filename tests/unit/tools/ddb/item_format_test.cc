#include "tools/ddb/item_format.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "tools/ddb/item_sink.h"
#include "tools/ddb/progress.h"
#include "tools/ddb/stream_record.h"

namespace ddb::cli {
namespace {

std::string plain(std::string_view json) {
  return plain_value(boost::json::parse(json));
}

TEST(PlainValue, ShowsEveryTypeWithoutItsName) {
  EXPECT_EQ(plain(R"({"S":"text"})"), "text");
  EXPECT_EQ(plain(R"({"S":""})"), "");
  EXPECT_EQ(plain(R"({"N":"12345678901234567890123456789012345678"})"),
            "12345678901234567890123456789012345678");
  EXPECT_EQ(plain(R"({"B":"Zm9v"})"), "Zm9v");
  EXPECT_EQ(plain(R"({"BOOL":true})"), "true");
  EXPECT_EQ(plain(R"({"NULL":true})"), "null");
  EXPECT_EQ(plain(R"({"SS":["a","b"]})"), R"(["a", "b"])");
  EXPECT_EQ(plain(R"({"NS":["1","-2.5E+10"]})"), "[1, -2.5E+10]");
  EXPECT_EQ(plain(R"({"L":[{"S":"a"},{"N":"1"},{"L":[]}]})"), R"(["a", 1, []])");
  EXPECT_EQ(plain(R"({"M":{"z":{"BOOL":false},"a":{"M":{"S":{"S":"x"}}}}})"),
            R"({"a": {"S": "x"}, "z": false})");
}

TEST(PlainValue, ShowsWhatIsNotOfTheFormAsItIs) {
  EXPECT_EQ(plain("7"), "7");
  EXPECT_EQ(plain(R"({"S":"a","N":"1"})"), R"({"S": "a", "N": "1"})");
}

TEST(ItemsTable, PutsKeysFirstAndOtherAttributesByName) {
  const auto items = boost::json::parse(R"([{"z":{"S":"1"},"sk":{"S":"2"},"pk":{"S":"3"}},{"pk":{"S":"4"},)"
                                        R"("a":{"N":"5"}}])")
                         .as_array();
  const Table table = items_table(items, {"pk", "sk", "absent"});
  EXPECT_EQ(table.names, (std::vector<std::string>{"pk", "sk", "a", "z"}));
  EXPECT_EQ(table.rows, (std::vector<std::vector<std::string>>{{"3", "2", "", "1"}, {"4", "", "5", ""}}));
}

TEST(Grouped, SeparatesThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(grouped(-1234), "-1,234");
}

TEST(CapacityUnits, AddsThoseOfAllTables) {
  const auto units = [](std::string_view json) {
    return capacity_units(boost::json::parse(json).as_object());
  };
  EXPECT_EQ(units("{}"), 0);
  EXPECT_EQ(units(R"({"ConsumedCapacity":{"CapacityUnits":0.5}})"), 0.5);
  EXPECT_EQ(units(R"({"ConsumedCapacity":[{"CapacityUnits":0.5},{"CapacityUnits":2}]})"), 2.5);
  EXPECT_EQ(capacity_text(0.5), "0.5 capacity units");
  EXPECT_EQ(capacity_text(1), "1 capacity unit");
}

TEST(ProgressBar, FillsWithTheShareThatIsDone) {
  EXPECT_EQ(progress_bar(0, 10), "[------------------------------]   0%  0/10");
  EXPECT_EQ(progress_bar(5, 10), "[###############---------------]  50%  5/10");
  EXPECT_EQ(progress_bar(10, 10), "[##############################] 100%  10/10");
  EXPECT_EQ(progress_bar(0, 0), "[##############################] 100%  0/0");
}

TEST(Progress, IsSilentUnlessShown) {
  std::ostringstream err;
  ManualClock clock;
  {
    Progress progress(err, clock, Progress::Mode::kSilent);
    progress.bar(10, 10);
    progress.line("text");
  }
  EXPECT_EQ(err.str(), "");
}

TEST(Progress, ComesAtMostTenTimesASecondAndLeavesNothingBehind) {
  std::ostringstream err;
  ManualClock clock;
  {
    Progress progress(err, clock, Progress::Mode::kShown);
    progress.line("one");
    clock.advance(std::chrono::milliseconds(50));
    progress.line("two");
    clock.advance(std::chrono::milliseconds(50));
    progress.line("three");
  }
  EXPECT_EQ(err.str(), "\r\x1b[Kone\r\x1b[Kthree\r\x1b[K");
}

TEST(FormatRecord, IsOneLine) {
  const auto record = boost::json::parse(R"({"eventName":"MODIFY","dynamodb":{
    "ApproximateCreationDateTime":1795238339,"Keys":{"pk":{"S":"a"},"sk":{"N":"1"}},
    "NewImage":{"pk":{"S":"a"},"sk":{"N":"1"},"text":{"S":"x\ny"}}}})")
                          .as_object();
  EXPECT_EQ(format_record(record, OutputFormat::kPlain),
            "2026-11-21T05:18:59Z\tMODIFY\tpk=a, sk=1\ttext=x\\ny");
  EXPECT_EQ(format_record(record, OutputFormat::kTable),
            "2026-11-21T05:18:59Z  MODIFY  pk=a, sk=1  |  text=x\\ny");
  EXPECT_EQ(format_record(record, OutputFormat::kJson).find('\n'), std::string::npos);
  EXPECT_EQ(format_record({}, OutputFormat::kPlain), "-\t\t\t");
}

}  // namespace
}  // namespace ddb::cli
