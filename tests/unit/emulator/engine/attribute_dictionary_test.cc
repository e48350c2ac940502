#include "emulator/engine/attribute_dictionary.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "emulator/engine/row_codec.h"
#include "emulator/engine/table_lifecycle.h"
#include "emulator/storage/storage_error.h"
#include "tests/unit/emulator/engine/engine_fixture.h"
#include "tests/unit/temporary_directory.h"

namespace ddb::engine {
namespace {

using storage::CommitMode;
using storage::Rollback;

class AttributeDictionaryTest : public EngineTest {
 protected:
  static Table simple_table() {
    Table table;
    table.name = "t";
    table.key = {{{"pk", value::Type::kString}}, {}};
    return table;
  }

  WriteScope join_group() { return engine_.begin_write(Rollback::kPossible, CommitMode::kGroup); }

  void put_in(WriteScope& scope, std::string_view json) {
    const value::Item item = item_of(json);
    ASSERT_TRUE(ItemWriter(scope, engine_.changes(), clock_.now()).write(*table_, {WriteKind::kPut, item}));
  }
  void put_in_group(std::string_view json) {
    WriteScope scope = join_group();
    put_in(scope, json);
    scope.commit();
  }

  /// The committed names, in the order of their numbers, each with a space behind it.
  std::string names() const {
    std::string text;
    for (std::size_t number = 0; number < table_->dictionary->names().count(); ++number)
      text += std::string(table_->dictionary->names()[number].text()) + " ";
    return text;
  }
  std::string stored_names() { return store_->begin_read().setting(names_setting(*table_)).value_or(""); }
  std::string row_of(std::string_view pk) {
    const value::Item key = item_of(R"({"pk":{"S":")" + std::string(pk) + R"("}})");
    auto transaction = store_->begin_read();
    const std::string stored_key = item_key(*table_, key);
    return std::string(transaction.find(table_->items, stored_key)->row());
  }
  bool has_text(std::string_view pk, std::string_view name) {
    return row_of(pk).find(name) != std::string::npos;
  }

  TablePointer table_ = create(simple_table());
};

TEST_F(AttributeDictionaryTest, TheFirstRowHasNamesAsTextAndLaterOnesNumbers) {
  put(*table_, R"({"pk":{"S":"1"},"first":{"S":"x"},"second":{"M":{"inner":{"NULL":true}}}})");
  EXPECT_TRUE(has_text("1", "first"));
  EXPECT_EQ(names(), "first second ");
  EXPECT_EQ(stored_names(), R"(["first","second"])");
  put(*table_,
      R"({"pk":{"S":"2"},"another":{"S":"y"},"first":{"S":"x"},"second":{"M":{"inner":{"NULL":true}}}})");
  EXPECT_FALSE(has_text("2", "first"));
  EXPECT_FALSE(has_text("2", "second"));
  EXPECT_TRUE(has_text("2", "another"));
  EXPECT_TRUE(has_text("2", "inner"));
  EXPECT_EQ(names(), "first second another ");
  EXPECT_EQ(stored_names(), R"(["first","second","another"])");
}

TEST_F(AttributeDictionaryTest, WhatIsRolledBackIsNotLearnt) {
  {
    WriteScope scope = engine_.begin_write();
    put_in(scope, R"({"pk":{"S":"1"},"lost":{"S":"x"}})");
  }
  EXPECT_EQ(names(), "");
  EXPECT_EQ(stored_names(), "");
  put(*table_, R"({"pk":{"S":"1"},"kept":{"S":"x"}})");
  EXPECT_EQ(names(), "kept ");
}

TEST_F(AttributeDictionaryTest, TransactionsOfOneGroupLearnTogether) {
  put(*table_, R"({"pk":{"S":"0"},"a":{"S":"x"}})");
  put_in_group(R"({"pk":{"S":"1"},"name-b":{"S":"x"}})");
  put_in_group(R"({"pk":{"S":"2"},"name-b":{"S":"x"},"name-c":{"S":"x"}})");
  put_in_group(R"({"pk":{"S":"3"},"name-b":{"S":"x"},"name-c":{"S":"x"}})");
  EXPECT_EQ(names(), "a ");
  store_->commit_group();
  EXPECT_EQ(names(), "a name-b name-c ");
  EXPECT_EQ(stored_names(), R"(["a","name-b","name-c"])");
  EXPECT_TRUE(has_text("3", "name-b"));
  put_in_group(R"({"pk":{"S":"4"},"name-b":{"S":"x"},"name-c":{"S":"x"}})");
  EXPECT_FALSE(has_text("4", "name-"));
}

TEST_F(AttributeDictionaryTest, ATransactionThatIsUndoneAloneTakesNoNumberOfOthers) {
  put_in_group(R"({"pk":{"S":"1"},"a":{"S":"x"}})");
  {
    WriteScope scope = join_group();
    put_in(scope, R"({"pk":{"S":"2"},"lost":{"S":"x"}})");
  }
  put_in_group(R"({"pk":{"S":"3"},"b":{"S":"x"}})");
  put_in_group(R"({"pk":{"S":"4"},"a":{"S":"x"},"b":{"S":"x"}})");
  store_->commit_group();
  put_in_group(R"({"pk":{"S":"5"},"a":{"S":"x"},"b":{"S":"x"},"lost":{"S":"x"}})");
  store_->commit_group();
  // Who is undone may leave its names in the list, where others put it too.
  EXPECT_EQ(names(), "a lost b ");
  EXPECT_EQ(stored_names(), R"(["a","lost","b"])");
  EXPECT_EQ(Catalog(*store_).find("t")->dictionary->names().count(), 3U);
}

TEST_F(AttributeDictionaryTest, TheLastTransactionOfAGroupThatIsUndoneIsNotLearnt) {
  put_in_group(R"({"pk":{"S":"1"},"a":{"S":"x"}})");
  {
    WriteScope scope = join_group();
    put_in(scope, R"({"pk":{"S":"2"},"lost":{"S":"x"}})");
  }
  store_->commit_group();
  EXPECT_EQ(names(), "a ");
  EXPECT_EQ(stored_names(), R"(["a"])");
  put(*table_, R"({"pk":{"S":"2"},"b":{"S":"x"}})");
  EXPECT_EQ(names(), "a b ");
}

TEST_F(AttributeDictionaryTest, ALostGroupIsNotLearnt) {
  put_in_group(R"({"pk":{"S":"1"},"a":{"S":"x"}})");
  {
    // Without a savepoint of its own, a transaction that is undone takes the group along.
    WriteScope scope = engine_.begin_write(Rollback::kUnneeded, CommitMode::kGroup);
    put_in(scope, R"({"pk":{"S":"2"},"b":{"S":"x"}})");
  }
  EXPECT_EQ(names(), "");
  EXPECT_EQ(stored_names(), "");
  put(*table_, R"({"pk":{"S":"1"},"c":{"S":"x"},"d":{"S":"x"}})");
  EXPECT_EQ(names(), "c d ");
  EXPECT_EQ(stored_names(), R"(["c","d"])");
}

TEST_F(AttributeDictionaryTest, NamesBeyondTheLimitsStayText) {
  const std::string long_name(value::AttributeNames::kNameBytesMax + 1, 'x');
  put(*table_, R"({"pk":{"S":"1"},")" + long_name + R"(":{"S":"x"}})");
  EXPECT_EQ(stored_names(), "");
  std::string many = R"({"pk":{"S":"many"})";
  for (int i = 100; i < 400; ++i)
    many += R"(,"name)" + std::to_string(i) + R"(":{"S":"x"})";
  put(*table_, many + "}");
  EXPECT_EQ(table_->dictionary->names().count(), value::AttributeNames::kNamesMax);
  const std::string stored = stored_names();
  for (int i = 0; i < 2; ++i) {
    put(*table_, many + R"(,"zzz":{"S":"x"},")" + long_name + R"(":{"S":"x"}})");
    EXPECT_FALSE(has_text("many", "name354"));
    EXPECT_TRUE(has_text("many", "name355"));
    EXPECT_TRUE(has_text("many", long_name));
  }
  EXPECT_EQ(stored_names(), stored);
  const value::Item key = item_of(R"({"pk":{"S":"many"}})");
  const std::string stored_key = item_key(*table_, key);
  EXPECT_EQ(RowCodec(*table_).unpack(stored_key, row_of("many")).view().attributes().count(), 303U);
}

TEST_F(AttributeDictionaryTest, SnapshotsOfATableAndItsIndexesShareIt) {
  Table changed = *table_;
  SecondaryIndex index;
  index.name = "i";
  index.key = {{{"g", value::Type::kString}}, {}};
  changed.indexes = {index};
  {
    WriteScope scope = engine_.begin_write();
    changed.indexes[0].entries = scope.storage().next_collection_id();
    scope.storage().create_collection(changed.indexes[0].entries);
    engine_.catalog().put(scope, std::move(changed));
    scope.commit();
  }
  const TablePointer later = engine_.catalog().find("t");
  EXPECT_EQ(later->dictionary, table_->dictionary);
  put(*later, R"({"pk":{"S":"1"},"g":{"S":"x"},"other":{"S":"x"}})");
  EXPECT_EQ(names(), "g other ");
}

TEST_F(AttributeDictionaryTest, ADeletedTableLeavesNoNames) {
  put(*table_, R"({"pk":{"S":"1"},"a":{"S":"x"}})");
  EXPECT_NE(stored_names(), "");
  {
    WriteScope scope = engine_.begin_write();
    delete_table(engine_, scope, *table_);
    scope.commit();
  }
  EXPECT_EQ(stored_names(), "");
}

TEST_F(AttributeDictionaryTest, TablesOfEarlierFormsHaveNone) {
  Table earlier = simple_table();
  earlier.name = "earlier";
  earlier.row_form = RowForm::kWithoutKey;
  const TablePointer table = create(earlier);
  put(*table, R"({"pk":{"S":"1"},"a":{"S":"x"}})");
  EXPECT_EQ(table->dictionary, nullptr);
  EXPECT_FALSE(store_->begin_read().setting(names_setting(*table)));
}

TEST_F(AttributeDictionaryTest, RefusesWhatIsNoList) {
  std::string many = "[";
  for (std::size_t i = 0; i <= value::AttributeNames::kNamesMax; ++i)
    many += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\"";
  for (const std::string& bad : {std::string("nonsense"), std::string("{}"), std::string("[1]"),
                                 std::string(R"([""])"), std::string(R"(["a","a"])"), many + "]",
                                 "[\"" + std::string(value::AttributeNames::kNameBytesMax + 1, 'x') + "\"]"})
    EXPECT_THROW(AttributeDictionary{bad}, storage::StorageError) << bad;
  EXPECT_EQ(AttributeDictionary("[]").names().count(), 0U);
}

TEST(AttributeDictionaryOfAFile, IsThereWhenTheFileIsOpenedAgain) {
  const TemporaryDirectory directory;
  storage::StoreOptions options;
  options.file = directory / "store.db";
  ManualClock clock;
  SeededRandom random{1};
  const value::Item item = item_of(R"({"pk":{"S":"1"},"n\u00e4me \"a\"":{"S":"x"},"b":{"S":"y"}})");
  for (int round = 0; round < 3; ++round) {
    const auto store = *storage::Store::open(options);
    Engine engine(*store, clock, random);
    WriteScope scope = engine.begin_write();
    if (round == 0) {
      Table table;
      table.name = "t";
      table.key = {{{"pk", value::Type::kString}}, {}};
      table.items = scope.storage().next_collection_id();
      scope.storage().create_collection(table.items);
      engine.catalog().put(scope, std::move(table));
      scope.commit();
      continue;
    }
    const TablePointer table = engine.catalog().find("t");
    EXPECT_EQ(table->dictionary->names().count(), round == 1 ? 0U : 2U);
    ItemWriter writer(scope, engine.changes(), clock.now());
    ItemWrite put{WriteKind::kPut, item};
    put.wants_old_item = true;
    const auto outcome = writer.write(*table, put);
    EXPECT_EQ(outcome->old_item, round == 1 ? value::Item() : item);
    scope.commit();
    EXPECT_EQ(table->dictionary->names().count(), 2U);
  }
}

}  // namespace
}  // namespace ddb::engine
