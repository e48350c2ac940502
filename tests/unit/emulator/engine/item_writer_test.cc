#include "emulator/engine/item_writer.h"

#include <gmock/gmock.h>

#include "emulator/engine/page_reader.h"
#include "emulator/expression/parse.h"
#include "tests/unit/emulator/engine/engine_fixture.h"

namespace ddb::engine {
namespace {

class ItemWriterTest : public EngineTest {
 protected:
  Page all(const SecondaryIndex* index = nullptr) {
    auto transaction = store_->begin_read();
    PageRequest request;
    request.source = {table_.get(), index};
    request.range = range_of_segment(0, 1);
    return read_page(transaction, request);
  }

  TablePointer table_ = create(table_with_indexes());
  const SecondaryIndex& global_ = table_->indexes[0];
  const SecondaryIndex& local_ = table_->indexes[1];
};

TEST_F(ItemWriterTest, PutReplacesTheWholeItem) {
  const WriteOutcome first = put(*table_, R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":"old"}})");
  EXPECT_FALSE(first.existed);
  const WriteOutcome second = put(*table_, R"({"pk":{"S":"a"},"sk":{"N":"1"},"y":{"S":"new"}})");
  EXPECT_TRUE(second.existed);
  EXPECT_EQ(json_of(second.old_item), R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":"old"}})");
  EXPECT_EQ(json_of(all().items[0].whole()), R"({"pk":{"S":"a"},"sk":{"N":"1"},"y":{"S":"new"}})");
}

TEST_F(ItemWriterTest, APutThatNothingDependsOnGivesTheOldItemOnlyWhenItIsWanted) {
  Table plain = table_with_indexes();
  plain.name = "plain";
  plain.indexes.clear();
  const TablePointer table = create(plain);
  const auto written = [&](std::string_view json, bool wants_old_item) {
    const value::Item item = item_of(json);
    ItemWrite put{WriteKind::kPut, item};
    put.wants_old_item = wants_old_item;
    return *write(*table, put);
  };
  EXPECT_FALSE(written(R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":"1234567890"}})", false).existed);
  const WriteOutcome unwanted = written(R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":"2"}})", false);
  EXPECT_TRUE(unwanted.existed);
  EXPECT_TRUE(unwanted.old_item.empty());
  EXPECT_EQ(unwanted.old_size_bytes, 18U);
  const WriteOutcome wanted = written(R"({"pk":{"S":"a"},"sk":{"N":"1"}})", true);
  EXPECT_EQ(json_of(wanted.old_item), R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":"2"}})");
  EXPECT_EQ(wanted.old_size_bytes, 9U);
  EXPECT_EQ(engine_.catalog().statistics(*table).item_count, 1);
  EXPECT_EQ(engine_.catalog().statistics(*table).size_bytes, 7);
}

TEST_F(ItemWriterTest, APutCostsTheLargerOfTheOldAndTheNewItem) {
  Table plain = table_with_indexes();
  plain.name = "plain";
  plain.indexes.clear();
  const TablePointer table = create(plain);
  put(*table, R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":")" + std::string(3'000, 'x') + R"("}})");
  EXPECT_EQ(put(*table, R"({"pk":{"S":"a"},"sk":{"N":"1"}})").capacity.table_units, 3);
  EXPECT_EQ(put(*table, R"({"pk":{"S":"a"},"sk":{"N":"1"}})").capacity.table_units, 1);
}

TEST_F(ItemWriterTest, IndexEntriesFollowTheItem) {
  put(*table_,
      R"({"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":"x"},"l":{"S":"y"},"extra":{"S":"e"},"z":{"S":"z"}})");
  EXPECT_EQ(all(&global_).count, 1U);
  EXPECT_EQ(json_of(all(&local_).items[0].whole()),
            R"({"extra":{"S":"e"},"l":{"S":"y"},"pk":{"S":"a"},"sk":{"N":"1"}})");
  put(*table_, R"({"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":"moved"}})");
  EXPECT_EQ(json_of(all(&global_).items[0].whole()), R"({"g":{"S":"moved"},"pk":{"S":"a"},"sk":{"N":"1"}})");
  EXPECT_EQ(all(&local_).count, 0U);
  erase(*table_, R"({"pk":{"S":"a"},"sk":{"N":"1"}})");
  EXPECT_EQ(all(&global_).count, 0U);
  EXPECT_EQ(all().count, 0U);
}

TEST_F(ItemWriterTest, StatisticsFollowItemsAndEntries) {
  put(*table_, R"({"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":"x"}})");
  EXPECT_EQ(engine_.catalog().statistics(*table_).item_count, 1);
  EXPECT_EQ(engine_.catalog().statistics(*table_).size_bytes, 9);
  EXPECT_EQ(engine_.catalog().statistics(*table_, &global_).item_count, 1);
  erase(*table_, R"({"pk":{"S":"a"},"sk":{"N":"1"}})");
  EXPECT_EQ(engine_.catalog().statistics(*table_).item_count, 0);
  EXPECT_EQ(engine_.catalog().statistics(*table_).size_bytes, 0);
  EXPECT_EQ(engine_.catalog().statistics(*table_, &global_).item_count, 0);
}

TEST_F(ItemWriterTest, AFailedConditionWritesNothingAndShowsTheStoredItem) {
  put(*table_, R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":"kept"}})");
  expression::Bindings bindings;
  const auto condition = *expression::Condition::bind(
      *expression::parse(expression::Kind::kCondition, "attribute_not_exists(pk)"), bindings);
  const value::Item item = item_of(R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":"lost"}})");
  const auto outcome = write(*table_, {WriteKind::kPut, item, &condition});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, model::ErrorCode::kConditionalCheckFailed);
  EXPECT_EQ(json_of(*outcome.error().item), R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":"kept"}})");
  EXPECT_EQ(json_of(all().items[0].whole()), R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":"kept"}})");
}

TEST_F(ItemWriterTest, AnUpdateOfNoItemMakesOneOfTheKey) {
  const value::Item key = item_of(R"({"pk":{"S":"a"},"sk":{"N":"1"}})");
  const auto outcome = write(*table_, {WriteKind::kUpdate, key});
  EXPECT_EQ(json_of(outcome->new_item), R"({"pk":{"S":"a"},"sk":{"N":"1"}})");
  EXPECT_EQ(all().count, 1U);
}

TEST_F(ItemWriterTest, AnUpdateCanNotNestDeeperThanAPut) {
  std::string deep = R"({"S":"leaf"})";
  for (int level = 0; level < 31; ++level)
    deep = R"({"M":{"n":)" + deep + "}}";
  put(*table_, R"({"pk":{"S":"a"},"sk":{"N":"1"},"d":{"M":{}},"e":)" + deep + "}");
  expression::Bindings bindings;
  const auto update =
      *expression::Update::bind(*expression::parse(expression::Kind::kUpdate, "SET d.n = e"), bindings);
  const value::Item key = item_of(R"({"pk":{"S":"a"},"sk":{"N":"1"}})");
  ItemWrite write_deep{WriteKind::kUpdate, key};
  write_deep.update = &update;
  const auto outcome = write(*table_, write_deep);
  ASSERT_FALSE(outcome);
  EXPECT_THAT(outcome.error().message, testing::HasSubstr("Nesting Levels have exceeded supported limits"));
}

TEST_F(ItemWriterTest, AMovedIndexEntryCostsADeleteAndAnInsert) {
  put(*table_, R"({"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":"x"}})");
  const WriteOutcome moved = put(*table_, R"({"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":"y"}})");
  EXPECT_EQ(moved.capacity.table_units, 1);
  EXPECT_EQ(moved.capacity.global_index_units.at("global"), 2);
  EXPECT_TRUE(moved.capacity.local_index_units.empty());
  const WriteOutcome same = put(*table_, R"({"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":"y"}})");
  EXPECT_EQ(same.capacity.total(), 1);
}

TEST_F(ItemWriterTest, AStreamRecordsChangesAndNothingElse) {
  Table with_stream = table_with_indexes();
  with_stream.name = "streamed";
  with_stream.streams.emplace_back();
  const TablePointer streamed = create(std::move(with_stream));
  put(*streamed, R"({"pk":{"S":"a"},"sk":{"N":"1"}})");
  put(*streamed, R"({"pk":{"S":"a"},"sk":{"N":"1"}})");
  put(*streamed, R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":"y"}})");
  erase(*streamed, R"({"pk":{"S":"none"},"sk":{"N":"1"}})");
  erase(*streamed, R"({"pk":{"S":"a"},"sk":{"N":"1"}})");
  const auto records =
      engine_.changes().read(streamed->streams[0].id, 0, 100, 1'000'000, Clock::TimePoint::min());
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].kind, ChangeKind::kInsert);
  EXPECT_EQ(records[1].kind, ChangeKind::kModify);
  EXPECT_EQ(records[2].kind, ChangeKind::kRemove);
  EXPECT_EQ(json_of(records[2].keys), R"({"pk":{"S":"a"},"sk":{"N":"1"}})");
  EXPECT_EQ(json_of(records[2].old_image), R"({"pk":{"S":"a"},"sk":{"N":"1"},"x":{"S":"y"}})");
}

TEST_F(ItemWriterTest, AnUncommittedScopeLeavesNothing) {
  {
    WriteScope scope = engine_.begin_write();
    const value::Item item = item_of(R"({"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":"x"}})");
    ASSERT_TRUE(ItemWriter(scope, engine_.changes(), clock_.now()).write(*table_, {WriteKind::kPut, item}));
  }
  EXPECT_EQ(all().count, 0U);
  EXPECT_EQ(all(&global_).count, 0U);
  EXPECT_EQ(engine_.catalog().statistics(*table_).item_count, 0);
}

}  // namespace
}  // namespace ddb::engine
