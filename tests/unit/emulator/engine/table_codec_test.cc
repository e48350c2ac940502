#include <gtest/gtest.h>

#include "emulator/engine/table.h"
#include "emulator/storage/storage_error.h"

namespace ddb::engine {
namespace {

using std::chrono::seconds;
using value::Type;

Clock::TimePoint at(std::int64_t second) {
  return Clock::TimePoint(seconds(second));
}

SecondaryIndex global_index() {
  SecondaryIndex index;
  index.name = "global";
  index.key = {{{"h1", Type::kString}, {"h2", Type::kNumber}}, {{"r1", Type::kBinary}}};
  index.projection = {ProjectionType::kInclude, {"b", "a"}};
  index.entries = 12;
  index.throughput = {3, 4, at(1), at(2), 5};
  index.on_demand_throughput = OnDemandThroughput{7, std::nullopt};
  index.warm_throughput = WarmThroughput{std::nullopt, 8};
  index.status = Status::kUpdating;
  index.status_until = at(3);
  index.is_backfilling = true;
  return index;
}

/// A table with a value other than the default in every member.
Table full_table() {
  Table table;
  table.name = "name";
  table.id = "9b2e0f0a-4f7c-4c52-8f0a-3d1f6f0d2b11";
  table.region = "eu-west-2";
  table.account_id = "123456789012";
  table.created = Clock::TimePoint(std::chrono::microseconds(1'700'000'000'123'456));
  table.status = Status::kDeleting;
  table.status_until = at(4);
  table.attribute_definitions = {{"pk", Type::kString}, {"sk", Type::kNumber}};
  table.key = {{{"pk", Type::kString}}, {{"sk", Type::kNumber}}};
  table.items = 11;
  SecondaryIndex local;
  local.name = "local";
  local.scope = IndexScope::kLocal;
  local.key = {{{"pk", Type::kString}}, {{"l", Type::kString}}};
  local.projection.type = ProjectionType::kKeysOnly;
  table.indexes = {local, global_index()};
  table.deleted_indexes = {global_index()};
  table.billing_mode = BillingMode::kPayPerRequest;
  table.pay_per_request_since = at(5);
  table.throughput = {1, 2, at(6), at(7), 8};
  table.on_demand_throughput = OnDemandThroughput{std::nullopt, 9};
  table.warm_throughput = WarmThroughput{10, 11};
  table.streams = {{21, "first", StreamViewType::kOldImage, at(8), at(9), "shard 1"},
                   {22, "second", StreamViewType::kNewAndOldImages, at(10), std::nullopt, "shard 2"}};
  table.time_to_live = TimeToLive{"ttl", 13, at(11), true};
  table.time_to_live_disabled = at(12);
  table.time_to_live_disabled_attribute = "old";
  table.deletion_protection = true;
  table.table_class = TableClass::kStandardInfrequentAccess;
  table.table_class_changed = at(13);
  table.sse_kms_key_arn = "arn:aws:kms:x";
  table.tags = {{"k\"ey", "välue"}, {"empty", ""}};
  table.resource_policy = "{}";
  return table;
}

TEST(TableCodec, FullTableReadsBackAsItWas) {
  const std::string encoded = encode_table(full_table());
  const Table table = decode_table(encoded);
  // The text names every member, so equal texts are equal tables.
  EXPECT_EQ(encode_table(table), encoded);
  EXPECT_EQ(table.created, full_table().created);
  EXPECT_EQ(table.key, full_table().key);
  EXPECT_EQ(table.tags, full_table().tags);
  ASSERT_EQ(table.indexes.size(), 2U);
  EXPECT_FALSE(table.indexes[0].is_global());
  EXPECT_EQ(table.indexes[1].key, global_index().key);
  EXPECT_EQ(table.indexes[1].projection.non_key_attributes, (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(table.indexes[1].warm_throughput->write_units_per_second, 8);
  EXPECT_FALSE(table.indexes[1].on_demand_throughput->write_request_units_max);
  EXPECT_TRUE(table.indexes[1].is_backfilling);
  ASSERT_EQ(table.streams.size(), 2U);
  EXPECT_EQ(table.streams[0].disabled, at(9));
  EXPECT_EQ(table.enabled_stream()->label, "second");
  EXPECT_EQ(table.time_to_live->queue, 13);
  EXPECT_EQ(table.status, Status::kDeleting);
  EXPECT_EQ(table.resource_policy, "{}");
}

TEST(TableCodec, EveryMemberIsInTheText) {
  const std::string encoded = encode_table(full_table());
  for (const char* text :
       {"\"version\":3", "\"region\":\"eu-west-2\"", "deleted_indexes", "status_until",
        "pay_per_request_since", "decreases_today", "read_max", "write_max", "warm_throughput", "disabled",
        "shard_id", "is_backfilling", "time_to_live_disabled_attribute", "deletion_protection",
        "table_class_changed", "sse_kms_key_arn", "resource_policy", "non_key_attributes"})
    EXPECT_NE(encoded.find(text), std::string::npos) << text;
}

TEST(TableCodec, SmallTableReadsBackWithItsDefaults) {
  Table table;
  table.name = "t";
  table.key.hash = {{"pk", Type::kBinary}};
  const Table read = decode_table(encode_table(table));
  EXPECT_EQ(read.key, table.key);
  EXPECT_EQ(read.status, Status::kActive);
  EXPECT_FALSE(read.time_to_live);
  EXPECT_FALSE(read.warm_throughput);
  EXPECT_TRUE(read.streams.empty());
}

TEST(TableCodec, VersionTellsTheFormOfTheRows) {
  Table table;
  table.name = "t";
  EXPECT_EQ(table.row_form, RowForm::kNumberedNames);
  int version = 0;
  for (const RowForm form : {RowForm::kWholeItem, RowForm::kWithoutKey, RowForm::kNumberedNames}) {
    table.row_form = form;
    const std::string encoded = encode_table(table);
    EXPECT_NE(encoded.find("\"version\":" + std::to_string(++version)), std::string::npos);
    EXPECT_EQ(decode_table(encoded).row_form, form);
  }
}

TEST(TableCodec, RefusesWhatIsNoTable) {
  Table table;
  table.name = "t";
  const std::string good = encode_table(table);
  std::string newer = good;
  newer.replace(newer.find("\"version\":3"), 11, "\"version\":4");
  std::string versionless = good;
  versionless.replace(versionless.find("\"version\":3"), 11, "\"version\":0");
  std::string unnamed = good;
  unnamed.replace(unnamed.find("\"name\""), 6, "\"nome\"");
  std::string unknown_mode = good;
  unknown_mode.replace(unknown_mode.find("PROVISIONED"), 11, "FREE_FORALL");
  for (const std::string& bad : {std::string(), std::string("nonsense"), std::string("[]"), std::string("{}"),
                                 good.substr(0, good.size() - 1), newer, versionless, unnamed, unknown_mode})
    EXPECT_THROW(decode_table(bad), storage::StorageError) << bad;
}

}  // namespace
}  // namespace ddb::engine
