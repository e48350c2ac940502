#include "emulator/engine/capacity.h"

#include <gtest/gtest.h>

namespace ddb::engine {
namespace {

TEST(Capacity, ReadsCostAUnitForEach4KibBegun) {
  EXPECT_EQ(read_units(0, Consistency::kStrong), 1);
  EXPECT_EQ(read_units(4096, Consistency::kStrong), 1);
  EXPECT_EQ(read_units(4097, Consistency::kStrong), 2);
  EXPECT_EQ(read_units(4097, Consistency::kEventual), 1);
  EXPECT_EQ(read_units(1, Consistency::kEventual), 0.5);
  EXPECT_EQ(read_units(1, Consistency::kTransactional), 2);
}

TEST(Capacity, WritesCostAUnitForEachKibOfTheLargerImage) {
  EXPECT_EQ(write_units(0, 0), 1);
  EXPECT_EQ(write_units(0, 1024), 1);
  EXPECT_EQ(write_units(1025, 3), 2);
}

TEST(Capacity, TotalsAddIndexesByScope) {
  SecondaryIndex global;
  global.name = "g";
  SecondaryIndex local;
  local.name = "l";
  local.scope = IndexScope::kLocal;
  ConsumedCapacity capacity;
  capacity.table_units = 1;
  capacity.add_index(global, 2);
  capacity.add_index(local, 3);
  capacity += capacity;
  EXPECT_EQ(capacity.total(), 12);
  capacity.scale(2);
  EXPECT_EQ(capacity.table_units, 4);
  EXPECT_EQ(capacity.global_index_units.at("g"), 8);
  EXPECT_EQ(capacity.local_index_units.at("l"), 12);
}

}  // namespace
}  // namespace ddb::engine
