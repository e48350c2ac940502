#include "emulator/engine/catalog.h"

#include "tests/unit/emulator/engine/engine_fixture.h"

namespace ddb::engine {
namespace {

using CatalogTest = EngineTest;

Table named(std::string name) {
  Table table = table_with_indexes();
  table.name = std::move(name);
  table.id = "id of " + table.name;
  return table;
}

TEST_F(CatalogTest, TableIsSeenOnceItsScopeIsCommitted) {
  {
    WriteScope scope = engine_.begin_write();
    engine_.catalog().put(scope, named("abc"));
    EXPECT_EQ(engine_.catalog().find("abc"), nullptr);
  }
  EXPECT_EQ(engine_.catalog().find("abc"), nullptr);
  {
    WriteScope scope = engine_.begin_write();
    engine_.catalog().put(scope, named("abc"));
    scope.commit();
  }
  ASSERT_NE(engine_.catalog().find("abc"), nullptr);
  EXPECT_EQ(engine_.catalog().find("abc")->indexes.size(), 2U);
  EXPECT_EQ(engine_.catalog().find("ab"), nullptr);
}

TEST_F(CatalogTest, TablesAreReadBackFromTheStore) {
  create(named("bcd"));
  create(named("abc"));
  Catalog reopened(*store_);
  EXPECT_EQ(reopened.names("", 10), (std::vector<std::string>{"abc", "bcd"}));
  EXPECT_EQ(reopened.names("abc", 10), (std::vector<std::string>{"bcd"}));
  EXPECT_EQ(reopened.names("", 1), (std::vector<std::string>{"abc"}));
  EXPECT_EQ(reopened.count(), 2U);
  EXPECT_EQ(encode_table(*reopened.find("bcd")), encode_table(*engine_.catalog().find("bcd")));
}

TEST_F(CatalogTest, DeletedTableIsKeptApart) {
  create(named("abc"));
  {
    WriteScope scope = engine_.begin_write();
    engine_.catalog().put_deleted(scope, named("abc"));
    scope.commit();
  }
  EXPECT_EQ(engine_.catalog().find("abc"), nullptr);
  EXPECT_NE(engine_.catalog().find_deleted("abc"), nullptr);
  Catalog reopened(*store_);
  EXPECT_EQ(reopened.find("abc"), nullptr);
  EXPECT_EQ(reopened.deleted_tables().size(), 1U);
  {
    WriteScope scope = engine_.begin_write();
    engine_.catalog().erase_deleted(scope, "id of abc");
    scope.commit();
  }
  EXPECT_TRUE(engine_.catalog().deleted_tables().empty());
}

TEST_F(CatalogTest, StatisticsCountWhatIsCommittedOnly) {
  const TablePointer table = create(named("abc"));
  {
    WriteScope scope = engine_.begin_write();
    scope.add_statistics(table->items, {1, 100});
  }
  EXPECT_EQ(engine_.catalog().statistics(*table), (CollectionStatistics{0, 0}));
  {
    WriteScope scope = engine_.begin_write();
    scope.add_statistics(table->items, {2, 100});
    scope.add_statistics(table->items, {-1, -30});
    scope.commit();
  }
  EXPECT_EQ(engine_.catalog().statistics(*table), (CollectionStatistics{1, 70}));
}

TEST_F(CatalogTest, SavedStatisticsCountOnce) {
  const TablePointer table = create(named("abc"));
  {
    WriteScope scope = engine_.begin_write();
    scope.add_statistics(table->items, {5, 50});  // not what the collection holds, so that a count shows
    scope.commit();
  }
  engine_.catalog().save_statistics();
  Catalog reopened(*store_);
  EXPECT_EQ(reopened.statistics(*table), (CollectionStatistics{5, 50}));
  Catalog after_a_crash(*store_);
  EXPECT_EQ(after_a_crash.statistics(*table), (CollectionStatistics{0, 0}));
}

TEST_F(CatalogTest, UnsavedStatisticsAreCountedWithTheWritesThatCameSince) {
  const TablePointer table = create(named("abc"));
  put(*table, R"({"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":"x"}})");
  Catalog reopened(*store_);
  reopened.add_statistics(table->items, {100, 100});  // of a write that the count will see
  EXPECT_EQ(reopened.statistics(*table), engine_.catalog().statistics(*table));
  EXPECT_EQ(reopened.statistics(*table, &table->indexes[0]),
            engine_.catalog().statistics(*table, &table->indexes[0]));
  reopened.add_statistics(table->items, {1, 10});
  EXPECT_EQ(reopened.statistics(*table).item_count, 2);
}

TEST_F(CatalogTest, UnreadableStatisticsAreCountedAnew) {
  const TablePointer table = create(named("abc"));
  for (const char* text : {"nonsense", "{}", "[[1]]", "[[\"a\",1,1]]"}) {
    {
      storage::WriteTransaction transaction = store_->begin_write();
      transaction.put_setting("statistics", text);
      transaction.commit();
    }
    Catalog reopened(*store_);
    EXPECT_EQ(reopened.statistics(*table), (CollectionStatistics{0, 0})) << text;
  }
}

}  // namespace
}  // namespace ddb::engine
