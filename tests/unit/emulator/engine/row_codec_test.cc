#include "emulator/engine/row_codec.h"

#include <gtest/gtest.h>

#include "emulator/engine/index_entries.h"
#include "emulator/engine/key_codec.h"
#include "emulator/storage/storage_error.h"
#include "tests/unit/emulator/engine/engine_fixture.h"

namespace ddb::engine {
namespace {

using value::Type;

class RowCodecTest : public EngineTest, public testing::WithParamInterface<RowForm> {
 protected:
  std::string pack(RowCodec& rows, value::ItemView item) {
    WriteScope scope = engine_.begin_write();
    std::string row(rows.pack(item, scope));
    scope.commit();
    return row;
  }
};

/// Key attributes whose names stand before, between and behind the others.
Table some_table(RowForm form) {
  Table table;
  table.row_form = form;
  table.key = {{{"z", Type::kString}}, {{"c", Type::kNumber}}};
  SecondaryIndex inverted;
  inverted.name = "inverted";
  inverted.key = {{{"c", Type::kNumber}, {"a", Type::kBinary}}, {{"z", Type::kString}}};
  table.indexes = {inverted};
  lay_out_rows(table);
  return table;
}

constexpr std::string_view kItem =
    R"({"a":{"B":"AAEA"},"b":{"S":"x"},"c":{"N":"-1.5"},"d":{"L":[{"NULL":true}]},"z":{"S":"k\u0000"}})";

TEST_P(RowCodecTest, LeavesOutWhatTheKeyHoldsAndGivesItBack) {
  const Table table = some_table(GetParam());
  const value::Item item = item_of(kItem);
  RowCodec rows(table);
  const std::string row = pack(rows, item);
  EXPECT_EQ(rows.open(row).attributes().count(), 3U);
  EXPECT_FALSE(rows.open(row).attributes().find("z"));
  EXPECT_EQ(rows.open(row).size_bytes(), item.view().size_bytes());
  EXPECT_TRUE(rows.leaves_out("z"));
  EXPECT_FALSE(rows.leaves_out("a"));

  const std::string key = item_key(table, item);
  EXPECT_EQ(json_of(rows.unpack(key, row)), kItem);
  std::string buffer;
  EXPECT_EQ(rows.unpack(key, rows.open(row), buffer), item.view());
  value::ItemList items;
  rows.unpack(key, rows.open(row), items);
  EXPECT_EQ(items[0].whole(), item);
}

TEST_P(RowCodecTest, LeavesOutAnAttributeOfIndexAndTableOnce) {
  const Table table = some_table(GetParam());
  const SecondaryIndex& index = table.indexes[0];
  const auto entry = make_index_entry(table, index, item_of(kItem));
  RowCodec rows(table, &index);
  const std::string row = pack(rows, entry->item);
  EXPECT_EQ(rows.open(row).attributes().count(), 2U);
  EXPECT_EQ(json_of(rows.unpack(entry->key, row)), kItem);
}

TEST_F(RowCodecTest, KeepsRowsOfEarlierTablesWhole) {
  const Table table = some_table(RowForm::kWholeItem);
  const value::Item item = item_of(kItem);
  RowCodec rows(table);
  EXPECT_EQ(pack(rows, item), item.encoded());
  EXPECT_FALSE(rows.leaves_out("z"));
  EXPECT_EQ(rows.open(item.encoded()).attributes().count(), 5U);
  EXPECT_EQ(rows.unpack(item_key(table, item), item.encoded()), item);
}

TEST_P(RowCodecTest, RefusesAKeyThatIsCutOff) {
  const Table table = some_table(GetParam());
  const value::Item item = item_of(kItem);
  RowCodec rows(table);
  const std::string row = pack(rows, item);
  const std::string key = item_key(table, item);
  for (std::size_t size = 0; size < key.size(); ++size)
    EXPECT_THROW(rows.unpack(std::string_view(key).substr(0, size), row), storage::StorageError) << size;
}

// Each row is written twice: before and after its names have numbers.
TEST_F(RowCodecTest, WritesNamesAsTextOnceAndThenAsNumbers) {
  const Table table = some_table(RowForm::kNumberedNames);
  const value::Item item = item_of(kItem);
  RowCodec rows(table);
  const std::string first = pack(rows, item);
  const std::string second = pack(rows, item);
  EXPECT_EQ(first.size(), second.size() + 3);  // a, b and d, each one byte beside its length
  const std::string key = item_key(table, item);
  for (const std::string& row : {first, second}) {
    EXPECT_EQ(rows.open(row).size_bytes(), item.view().size_bytes());
    EXPECT_EQ(json_of(rows.unpack(key, row)), kItem);
  }
  // Index entries have the same numbers.
  const SecondaryIndex& index = table.indexes[0];
  const auto entry = make_index_entry(table, index, item);
  RowCodec entries(table, &index);
  EXPECT_EQ(entries.open(pack(entries, entry->item)).attributes().encoded_entries().front(), '\x03');
}

TEST_F(RowCodecTest, RefusesANumberThatStandsForNoName) {
  const Table table = some_table(RowForm::kNumberedNames);
  const value::Item item = item_of(kItem);
  RowCodec rows(table);
  pack(rows, item);
  const std::string row = pack(rows, item);
  Table other = some_table(RowForm::kNumberedNames);
  RowCodec others(other);
  const std::string key = item_key(table, item);
  EXPECT_THROW(others.unpack(key, row), storage::StorageError);
  EXPECT_THROW(others.open(row).attributes().find("b"), storage::StorageError);
  value::ItemList items;
  others.unpack(key, others.open(row), items);
  EXPECT_THROW(items[0].whole(), storage::StorageError);
}

INSTANTIATE_TEST_SUITE_P(WithoutKey, RowCodecTest,
                         testing::Values(RowForm::kWithoutKey, RowForm::kNumberedNames));

}  // namespace
}  // namespace ddb::engine
