#include "emulator/engine/time_to_live.h"
#include "tests/unit/emulator/operations/operation_fixture.h"

namespace ddb::operations {
namespace {

using boost::json::parse;
using UpdateTimeToLiveTransientTest = TransientOperationTest;

std::string setting(std::string_view enabled, std::string_view attribute_name) {
  return R"({"TableName":"abc","TimeToLiveSpecification":{"Enabled":)" + std::string(enabled) +
         R"(,"AttributeName":")" + std::string(attribute_name) + R"("}})";
}

class UpdateTimeToLiveTest : public OperationTest {
 protected:
  void SetUp() override { create_simple_table("abc"); }
  boost::json::value description() {
    return ok("DescribeTimeToLive", R"({"TableName":"abc"})").at("TimeToLiveDescription");
  }
  std::size_t sweep(std::size_t items_max = 1'000) {
    return engine::TimeToLiveSweeper(*engine_).sweep(items_max);
  }
  void put(std::string_view key, std::int64_t expiry) {
    ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":")" + std::string(key) + R"("},"ttl":{"N":")" +
                      std::to_string(expiry) + R"("}}})");
  }
  std::int64_t count() { return describe("abc").at("ItemCount").as_int64(); }
  std::int64_t now() const { return unix_seconds(clock_.now()); }
};

TEST_F(UpdateTimeToLiveTest, TurnsOnAndOff) {
  EXPECT_EQ(description(), parse(R"({"TimeToLiveStatus":"DISABLED"})"));
  EXPECT_EQ(ok("UpdateTimeToLive", setting("true", "ttl")),
            parse(R"({"TimeToLiveSpecification":{"Enabled":true,"AttributeName":"ttl"}})"));
  EXPECT_EQ(description(), parse(R"({"TimeToLiveStatus":"ENABLED","AttributeName":"ttl"})"));
  ok("UpdateTimeToLive", setting("false", "ttl"));
  EXPECT_EQ(description(), parse(R"({"TimeToLiveStatus":"DISABLED"})"));
}

TEST_F(UpdateTimeToLiveTest, RefusesWhatIsNoChange) {
  EXPECT_EQ(error("UpdateTimeToLive", setting("false", "ttl")),
            "ValidationException: TimeToLive is already disabled");
  ok("UpdateTimeToLive", setting("true", "ttl"));
  EXPECT_EQ(error("UpdateTimeToLive", setting("true", "ttl")),
            "ValidationException: TimeToLive is already enabled");
  EXPECT_EQ(
      error("UpdateTimeToLive", setting("true", "other")),
      "ValidationException: TimeToLive is active on a different AttributeName: current AttributeName is "
      "ttl");
  EXPECT_EQ(
      error("UpdateTimeToLive", setting("false", "other")),
      "ValidationException: TimeToLive is active on a different AttributeName: current AttributeName is "
      "ttl");
  ok("DeleteTable", R"({"TableName":"abc"})");
  EXPECT_EQ(error("UpdateTimeToLive", setting("true", "ttl")),
            "ResourceNotFoundException: Requested resource not found: Table: abc not found");
}

TEST_F(UpdateTimeToLiveTest, SweeperDeletesWhatHasExpiredOldItemsIncluded) {
  put("before", now() - 1);
  ok("UpdateTimeToLive", setting("true", "ttl"));
  put("after", now());
  put("later", now() + 100);
  put("ancient", now() - engine::kTimeToLiveAgeSecondsMax - 1);
  ok("PutItem", R"({"TableName":"abc","Item":{"pk":{"S":"text"},"ttl":{"S":"1"}}})");
  EXPECT_EQ(sweep(), 2U);
  EXPECT_EQ(sweep(), 0U);
  EXPECT_EQ(count(), 3);
  clock_.advance(std::chrono::seconds(100));
  EXPECT_EQ(sweep(), 1U);
  EXPECT_FALSE(
      ok("GetItem", R"({"TableName":"abc","Key":{"pk":{"S":"later"}}})").as_object().contains("Item"));
}

TEST_F(UpdateTimeToLiveTest, SweeperKeepsToItsLimitAndToTheItemsLastTime) {
  ok("UpdateTimeToLive", setting("true", "ttl"));
  for (int i = 0; i < 60; ++i)
    put("k" + std::to_string(i), now() - 60 + i);
  put("k0", now() + 1'000);
  EXPECT_EQ(sweep(30), 30U);
  EXPECT_EQ(sweep(30), 29U);
  EXPECT_EQ(count(), 1);
}

TEST_F(UpdateTimeToLiveTest, NothingExpiresAfterItIsTurnedOff) {
  ok("UpdateTimeToLive", setting("true", "ttl"));
  put("a", now() - 1);
  ok("UpdateTimeToLive", setting("false", "ttl"));
  EXPECT_EQ(sweep(), 0U);
  ok("UpdateTimeToLive", setting("true", "other"));
  EXPECT_EQ(sweep(), 0U);
  EXPECT_EQ(count(), 1);
}

TEST_F(UpdateTimeToLiveTransientTest, IsEnablingForAWhileAndNotChangedMeanwhile) {
  create_simple_table("abc");
  clock_.advance(std::chrono::seconds(10));
  ok("UpdateTimeToLive", setting("true", "ttl"));
  EXPECT_EQ(ok("DescribeTimeToLive", R"({"TableName":"abc"})"),
            parse(R"({"TimeToLiveDescription":{"TimeToLiveStatus":"ENABLING","AttributeName":"ttl"}})"));
  EXPECT_EQ(error("UpdateTimeToLive", setting("false", "ttl")),
            "ValidationException: Time to live has been modified multiple times within a fixed interval");
  clock_.advance(std::chrono::seconds(10));
  ok("UpdateTimeToLive", setting("false", "ttl"));
  EXPECT_EQ(ok("DescribeTimeToLive", R"({"TableName":"abc"})"),
            parse(R"({"TimeToLiveDescription":{"TimeToLiveStatus":"DISABLING","AttributeName":"ttl"}})"));
}

}  // namespace
}  // namespace ddb::operations
