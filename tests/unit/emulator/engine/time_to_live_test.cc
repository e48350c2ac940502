#include "emulator/engine/time_to_live.h"

#include "emulator/engine/backfill.h"
#include "tests/unit/emulator/engine/engine_fixture.h"

namespace ddb::engine {
namespace {

class TimeToLiveTest : public EngineTest {
 protected:
  static std::optional<std::uint64_t> second_of(std::string_view json) {
    return expiry_second(TimeToLive{"ttl", 0, {}, false}, item_of(json));
  }
};

TEST_F(TimeToLiveTest, ExpiryIsTheWholeSecondOfAPositiveNumber) {
  EXPECT_EQ(second_of(R"({"ttl":{"N":"1700000000"}})"), 1'700'000'000U);
  EXPECT_EQ(second_of(R"({"ttl":{"N":"1700000000.9"}})"), 1'700'000'000U);
  EXPECT_EQ(second_of(R"({"ttl":{"N":"17E8"}})"), 1'700'000'000U);
  EXPECT_EQ(second_of(R"({"ttl":{"N":"0"}})"), std::nullopt);
  EXPECT_EQ(second_of(R"({"ttl":{"N":"0.5"}})"), std::nullopt);
  EXPECT_EQ(second_of(R"({"ttl":{"N":"-1"}})"), std::nullopt);
  EXPECT_EQ(second_of(R"({"ttl":{"N":"1E100"}})"), std::nullopt);
  EXPECT_EQ(second_of(R"({"ttl":{"S":"1700000000"}})"), std::nullopt);
  EXPECT_EQ(second_of(R"({"other":{"N":"1700000000"}})"), std::nullopt);
  EXPECT_EQ(expiry_second(TimeToLive{"ttl", 0, {}, false}, value::ItemView()), std::nullopt);
}

TEST_F(TimeToLiveTest, QueueKeysAreOrderedBySecond) {
  EXPECT_LT(time_to_live_key(255, "z"), time_to_live_key(256, "a"));
  EXPECT_LT(time_to_live_key(256, "a"), time_to_live_key(256, "b"));
  EXPECT_EQ(time_to_live_key(0x0102030405060708, "k"), "\x01\x02\x03\x04\x05\x06\x07\x08k");
}

TEST_F(TimeToLiveTest, DeletionBySweeperIsMarkedInTheStream) {
  Table definition = table_with_indexes();
  definition.time_to_live = TimeToLive{"ttl", 0, {}, false};
  definition.streams = {{0, "label", StreamViewType::kNewAndOldImages, clock_.now(), std::nullopt, "shard"}};
  const TablePointer table = create(definition);
  put(*table, R"({"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":"x"},"ttl":{"N":"1700000000"}})");
  EXPECT_EQ(TimeToLiveSweeper(engine_).sweep(10), 1U);
  const ChangePage page = engine_.changes().read_page(table->streams[0].id, 0, 10, 1'000'000, {});
  ASSERT_EQ(page.records.size(), 2U);
  EXPECT_EQ(page.records[1].kind, ChangeKind::kRemove);
  EXPECT_EQ(page.records[1].origin, ChangeOrigin::kTimeToLive);
  EXPECT_EQ(engine_.catalog().statistics(*table).item_count, 0);
  EXPECT_EQ(engine_.catalog().statistics(*table, &table->indexes[0]).item_count, 0);
}

class BackfillTest : public EngineTest {
 protected:
  /// 1,000 items and a global index and a queue that know none of them.
  TablePointer create_unfilled() {
    const TablePointer table = create(table_with_indexes());
    for (int i = 0; i < 1'000; ++i)
      put(*table,
          R"({"pk":{"S":"k)" + std::to_string(i) + R"("},"sk":{"N":"1"},"n":{"S":"x"},"ttl":{"N":"1"}})");
    WriteScope scope = engine_.begin_write();
    Table changed = *table;
    SecondaryIndex index;
    index.name = "new";
    index.key = {{{"n", value::Type::kString}}, {}};
    index.is_backfilling = true;
    index.entries = scope.storage().next_collection_id();
    scope.storage().create_collection(index.entries);
    changed.indexes.push_back(index);
    changed.time_to_live = TimeToLive{"ttl", scope.storage().next_collection_id(), {}, true};
    scope.storage().create_collection(changed.time_to_live->queue);
    engine_.catalog().put(scope, std::move(changed));
    scope.commit();
    return engine_.catalog().find("t");
  }
  std::size_t rows_of(storage::CollectionId collection) {
    const storage::ReadTransaction transaction = store_->begin_read();
    storage::Cursor rows = transaction.scan(collection, {});
    std::size_t count = 0;
    while (rows.next())
      ++count;
    return count;
  }
};

TEST_F(BackfillTest, FillsIndexAndQueueAndTakesTheMarksOff) {
  const TablePointer before = create_unfilled();
  resume_backfills(engine_);
  const TablePointer after = engine_.catalog().find("t");
  EXPECT_FALSE(after->indexes.back().is_backfilling);
  EXPECT_FALSE(after->time_to_live->is_backfilling);
  EXPECT_EQ(rows_of(after->indexes.back().entries), 1'000U);
  EXPECT_EQ(rows_of(after->time_to_live->queue), 1'000U);
  EXPECT_EQ(engine_.catalog().statistics(*after, &after->indexes.back()).item_count, 1'000);
  EXPECT_FALSE(Catalog(*store_).find("t")->indexes.back().is_backfilling);
}

TEST_F(BackfillTest, CountsRightWhenItemsComeAndGoMeanwhile) {
  const TablePointer table = create_unfilled();
  erase(*table, R"({"pk":{"S":"k1"},"sk":{"N":"1"}})");
  put(*table, R"({"pk":{"S":"k2"},"sk":{"N":"1"},"n":{"S":"y"}})");
  put(*table, R"({"pk":{"S":"new"},"sk":{"N":"1"},"n":{"S":"y"}})");
  backfill_index(engine_, "t", "new");
  EXPECT_EQ(engine_.catalog().statistics(*table, &table->indexes.back()).item_count, 1'000);
  EXPECT_EQ(rows_of(table->indexes.back().entries), 1'000U);
}

TEST_F(BackfillTest, OfNothingDoesNothing) {
  create(table_with_indexes());
  backfill_index(engine_, "t", "global");
  backfill_index(engine_, "t", "absent");
  backfill_index(engine_, "absent", "absent");
  backfill_time_to_live(engine_, "t");
}

}  // namespace
}  // namespace ddb::engine
