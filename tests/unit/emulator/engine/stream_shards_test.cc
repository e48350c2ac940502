#include "emulator/engine/stream_shards.h"

#include <map>
#include <set>

#include "emulator/engine/stream_lookup.h"
#include "tests/unit/emulator/engine/stream_fixture.h"

namespace ddb::engine {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

class StreamShardsTest : public StreamFixture {
 protected:
  std::vector<Shard> shards(const std::string& table_name) {
    const TablePointer table = engine().catalog().find(table_name);
    return stream_shards(engine().store(), engine().changes(), table->streams.back(), clock_.now());
  }
  std::vector<Shard> open_shards(const std::string& table_name) {
    std::vector<Shard> open = shards(table_name);
    std::erase_if(open, [](const Shard& shard) { return !shard.is_open(); });
    return open;
  }
};

TEST_F(StreamShardsTest, StreamBeginsWithOneOpenShard) {
  const TablePointer table = make_table("orders", StreamViewType::kKeysOnly);
  const std::vector<Shard> all = shards("orders");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].id, table->streams[0].shard_id);
  EXPECT_EQ(all[0].parent_id, "");
  EXPECT_TRUE(all[0].is_open());
}

TEST_F(StreamShardsTest, TurningTheStreamOffClosesItsShardAtTheLastRecord) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  append_insert("orders", "a", 2);
  turn_stream_off("orders");
  EXPECT_EQ(shards("orders").at(0).last_sequence, 2U);
}

TEST_F(StreamShardsTest, ClosedShardWithoutRecordsEndsWhereItBegan) {
  make_table("orders", StreamViewType::kKeysOnly);
  turn_stream_off("orders");
  const Shard shard = shards("orders").at(0);
  EXPECT_EQ(shard.last_sequence, shard.first_sequence);
}

TEST_F(StreamShardsTest, PolicyOfOneLeavesShardsAsTheyAre) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  const std::vector<Shard> before = shards("orders");
  roll_shards(engine(), {});
  EXPECT_EQ(shards("orders"), before);
}

TEST_F(StreamShardsTest, SplitGivesTheFirstShardChildrenThatShareThePartitionKeys) {
  const TablePointer table = make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  roll_shards(engine(), {.open_shards = 4});
  const std::vector<Shard> all = shards("orders");
  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all[0].last_sequence, 1U);
  std::set<std::string> ids;
  for (const Shard& shard : open_shards("orders")) {
    EXPECT_EQ(shard.parent_id, all[0].id);
    EXPECT_EQ(shard.first_sequence, 2U);
    EXPECT_GE(shard.id.size(), 28U);
    EXPECT_LE(shard.id.size(), 65U);
    ids.insert(shard.id);
  }
  EXPECT_EQ(ids.size(), 4U);

  std::map<std::string, int> counts;
  for (int i = 0; i < 200; ++i) {
    ChangeRecord record;
    record.sequence = 2;
    record.keys = make_keys("customer-" + std::to_string(i), 1);
    int holders = 0;
    for (const Shard& shard : all)
      if (shard.holds(*table, record)) {
        ++holders;
        ++counts[shard.id];
      }
    EXPECT_EQ(holders, 1);
  }
  EXPECT_EQ(counts.size(), 4U);
}

TEST_F(StreamShardsTest, NewStreamHasAsManyOpenShardsAsThePolicySays) {
  engine_options_.shard_policy.open_shards = 4;
  reopen();
  make_table("orders", StreamViewType::kKeysOnly);
  const std::vector<Shard> all = shards("orders");
  ASSERT_EQ(all.size(), 4U);
  std::set<std::uint32_t> slots;
  for (const Shard& shard : all) {
    EXPECT_TRUE(shard.is_open());
    EXPECT_EQ(shard.parent_id, "");
    EXPECT_EQ(shard.slot_count, 4U);
    slots.insert(shard.slot);
  }
  EXPECT_EQ(slots.size(), 4U);
  append_insert("orders", "a", 1);
  roll_shards(engine(), engine_options_.shard_policy);
  EXPECT_EQ(shards("orders"), all);
  turn_stream_off("orders");
  EXPECT_TRUE(open_shards("orders").empty());
}

TEST_F(StreamShardsTest, ShardsAreMergedWhenThePolicySaysFewer) {
  engine_options_.shard_policy.open_shards = 4;
  reopen();
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  std::vector<Shard> before = shards("orders");
  std::ranges::sort(before, {}, &Shard::slot);
  roll_shards(engine(), {});
  const std::vector<Shard> open = open_shards("orders");
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].parent_id, before[0].id);
  EXPECT_EQ(open[0].slot_count, 1U);
}

TEST_F(StreamShardsTest, ItemsOfOnePartitionStayInOneShard) {
  const TablePointer table = make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  roll_shards(engine(), {.open_shards = 7});
  for (const Shard& shard : open_shards("orders")) {
    ChangeRecord record;
    record.sequence = 5;
    record.keys = make_keys("a", 1);
    const bool holds = shard.holds(*table, record);
    record.keys = make_keys("a", 2);
    EXPECT_EQ(shard.holds(*table, record), holds);
  }
}

TEST_F(StreamShardsTest, ShardsRollOverAfterTheirLifetime) {
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  const ShardPolicy policy{.open_shards = 1, .lifetime = hours(4)};
  clock_.advance(hours(4) - seconds(1));
  roll_shards(engine(), policy);
  EXPECT_EQ(shards("orders").size(), 1U);
  clock_.advance(seconds(1));
  roll_shards(engine(), policy);
  const std::vector<Shard> all = shards("orders");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].last_sequence, 1U);
  EXPECT_EQ(all[1].first_sequence, 2U);
  EXPECT_EQ(all[1].parent_id, all[0].id);
  EXPECT_LT(all[0].id, all[1].id);
}

TEST_F(StreamShardsTest, ShardWithoutAnyWriteIsNotRolledOver) {
  make_table("orders", StreamViewType::kKeysOnly);
  clock_.advance(hours(5));
  roll_shards(engine(), {.open_shards = 1, .lifetime = hours(4)});
  EXPECT_EQ(shards("orders").size(), 1U);
}

TEST_F(StreamShardsTest, ShardsLiveLongerWhereThereAreTooMany) {
  engine_options_.shard_policy = {.open_shards = kOpenShardsMax, .lifetime = seconds(1)};
  reopen();
  make_table("orders", StreamViewType::kKeysOnly);
  const auto write_and_roll = [&](int number) {
    append_insert("orders", "a", number);
    clock_.advance(seconds(1));
    roll_shards(engine(), engine_options_.shard_policy);
  };
  for (int i = 0; i < 12; ++i)
    write_and_roll(i);
  EXPECT_EQ(shards("orders").size(), kShardsKeptMax);
  EXPECT_EQ(open_shards("orders").size(), kOpenShardsMax);
  clock_.advance(hours(25));
  write_and_roll(12);
  EXPECT_EQ(shards("orders").size(), 2 * kOpenShardsMax);
}

TEST_F(StreamShardsTest, ClosedShardsAreForgottenWithTheirRecords) {
  make_table("orders", StreamViewType::kKeysOnly);
  const ShardPolicy policy{.open_shards = 1, .lifetime = hours(10)};
  for (int i = 0; i < 6; ++i) {
    append_insert("orders", "a", i);
    clock_.advance(hours(10));
    roll_shards(engine(), policy);
  }
  // Closed 0, 10 and 20 hours ago, and one open.
  EXPECT_EQ(shards("orders").size(), 4U);
  EXPECT_EQ(open_shards("orders").size(), 1U);
}

TEST_F(StreamShardsTest, ShardsOutliveARestart) {
  use_file();
  make_table("orders", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  roll_shards(engine(), {.open_shards = 3});
  const std::vector<Shard> before = shards("orders");
  reopen();
  EXPECT_EQ(shards("orders"), before);
}

TEST(ShardCodecTest, DamagedTextIsRefused) {
  Shard shard;
  shard.id = "shardId-00000001795235400123-0a1b2c3d";
  shard.last_sequence = 9;
  shard.closed = Clock::TimePoint(seconds(1));
  const std::string encoded = encode_shards({shard, shard});
  EXPECT_EQ(decode_shards(encoded), (std::vector<Shard>{shard, shard}));
  for (const std::string& damaged :
       {encoded.substr(0, encoded.size() - 1), encoded + "x\n", encoded + "a b c d e f g h\n",
        encoded + "a - 2 1 1 - 1 -\n", encoded + "a - 0 1 1 - 1 - 4\n"})
    EXPECT_THROW(decode_shards(damaged), storage::StorageError) << damaged;
}

class StreamLookupTest : public StreamFixture {};

TEST_F(StreamLookupTest, StreamArnsAreTakenApart) {
  const auto parts =
      parse_stream_arn("arn:aws:dynamodb:eu-west-2:123456789012:table/orders/stream/2026-11-21T04:30:00.123");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->table_name, "orders");
  EXPECT_EQ(parts->label, "2026-11-21T04:30:00.123");
  for (const std::string_view text :
       {"", "nonsense that is long enough to be one of them", "arn:aws:dynamodb:r:a:table/orders",
        "arn:aws:dynamodb:r:a:table/orders/stream/", "arn:aws:dynamodb:r:a:table//stream/label",
        "arn:aws:dynamodb:r:a:table/a/b/stream/label", "arn:aws:kinesis:r:a:table/orders/stream/label",
        "arn:aws:dynamodb::a:table/orders/stream/label", "urn:aws:dynamodb:r:a:table/orders/stream/label"})
    EXPECT_FALSE(parse_stream_arn(text)) << text;
}

TEST_F(StreamLookupTest, StreamIsFoundForADayAfterItWasTurnedOff) {
  const TablePointer table = make_table("orders", StreamViewType::kKeysOnly);
  const std::string arn = table->stream_arn(table->streams[0]);
  turn_stream_off("orders");
  clock_.advance(hours(24));
  ASSERT_TRUE(find_stream(engine(), arn));
  clock_.advance(seconds(1));
  const auto gone = find_stream(engine(), arn);
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, model::ErrorCode::kResourceNotFound);
  EXPECT_EQ(gone.error().message, "Requested resource not found: Stream: " + arn + " not found");
}

TEST_F(StreamLookupTest, StreamOfADeletedTableIsFoundForADay) {
  const TablePointer table = make_table("orders", StreamViewType::kKeysOnly);
  const std::string arn = table->stream_arn(table->streams[0]);
  append_insert("orders", "a", 1);
  delete_table("orders");
  clock_.advance(hours(23));
  make_table("orders", StreamViewType::kNewImage);
  ASSERT_TRUE(find_stream(engine(), arn));
  EXPECT_EQ(readable_streams(engine()).size(), 2U);
  clock_.advance(hours(2));
  EXPECT_FALSE(find_stream(engine(), arn));
  EXPECT_EQ(readable_streams(engine()).size(), 1U);
}

TEST_F(StreamLookupTest, TrimmingRemovesWhatNobodyCanRead) {
  make_table("orders", StreamViewType::kKeysOnly);
  make_table("gone", StreamViewType::kKeysOnly);
  append_insert("orders", "a", 1);
  append_insert("gone", "a", 1);
  turn_stream_off("orders");
  turn_stream_on("orders", StreamViewType::kNewImage);
  append_insert("orders", "a", 2);
  delete_table("gone");
  trim_streams(engine());
  EXPECT_EQ(engine().store().begin_read().streams().size(), 3U);
  clock_.advance(hours(25));
  trim_streams(engine());
  EXPECT_EQ(engine().catalog().find("orders")->streams.size(), 1U);
  EXPECT_TRUE(engine().catalog().deleted_tables().empty());
  const std::vector<storage::StreamId> left = engine().store().begin_read().streams();
  ASSERT_EQ(left.size(), 1U);
  EXPECT_FALSE(engine().store().begin_read().change_span(left[0]).has_value());
}

}  // namespace
}  // namespace ddb::engine
