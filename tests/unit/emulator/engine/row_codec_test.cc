#include "emulator/engine/row_codec.h"

#include <gtest/gtest.h>

#include "emulator/engine/index_entries.h"
#include "emulator/engine/key_codec.h"
#include "emulator/storage/storage_error.h"
#include "tests/unit/emulator/engine/engine_fixture.h"

namespace ddb::engine {
namespace {

using value::Type;

/// Key attributes whose names stand before, between and behind the others.
Table some_table(RowForm form = RowForm::kWithoutKey) {
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

TEST(RowCodec, LeavesOutWhatTheKeyHoldsAndGivesItBack) {
  const Table table = some_table();
  const value::Item item = item_of(kItem);
  RowCodec rows(table);
  const std::string row(rows.pack(item));
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

TEST(RowCodec, LeavesOutAnAttributeOfIndexAndTableOnce) {
  const Table table = some_table();
  const SecondaryIndex& index = table.indexes[0];
  const auto entry = make_index_entry(table, index, item_of(kItem));
  RowCodec rows(table, &index);
  const std::string row(rows.pack(entry->item));
  EXPECT_EQ(rows.open(row).attributes().count(), 2U);
  EXPECT_EQ(json_of(rows.unpack(entry->key, row)), kItem);
}

TEST(RowCodec, KeepsRowsOfEarlierTablesWhole) {
  const Table table = some_table(RowForm::kWholeItem);
  const value::Item item = item_of(kItem);
  RowCodec rows(table);
  EXPECT_EQ(rows.pack(item), item.encoded());
  EXPECT_FALSE(rows.leaves_out("z"));
  EXPECT_EQ(rows.open(item.encoded()).attributes().count(), 5U);
  EXPECT_EQ(rows.unpack(item_key(table, item), item.encoded()), item);
}

TEST(RowCodec, RefusesAKeyThatIsCutOff) {
  const Table table = some_table();
  const value::Item item = item_of(kItem);
  RowCodec rows(table);
  const std::string row(rows.pack(item));
  const std::string key = item_key(table, item);
  for (std::size_t size = 0; size < key.size(); ++size)
    EXPECT_THROW(rows.unpack(std::string_view(key).substr(0, size), row), storage::StorageError) << size;
}

}  // namespace
}  // namespace ddb::engine
