#include "emulator/engine/capacity.h"

#include <algorithm>

namespace ddb::engine {
namespace {

constexpr std::size_t kReadUnitBytes = 4096;
constexpr std::size_t kWriteUnitBytes = 1024;

double units_begun(std::size_t size_bytes, std::size_t unit_bytes) {
  return static_cast<double>(std::max<std::size_t>(1, (size_bytes + unit_bytes - 1) / unit_bytes));
}

}  // namespace

double read_units(std::size_t size_bytes, Consistency consistency) {
  const double units = units_begun(size_bytes, kReadUnitBytes);
  switch (consistency) {
    case Consistency::kEventual:
      return units / 2;
    case Consistency::kStrong:
      return units;
    case Consistency::kTransactional:
      return units * 2;
  }
  return units;
}

double write_units(std::size_t old_size_bytes, std::size_t new_size_bytes) {
  return units_begun(std::max(old_size_bytes, new_size_bytes), kWriteUnitBytes);
}

void ConsumedCapacity::add_index(const SecondaryIndex& index, double units) {
  (index.is_global() ? global_index_units : local_index_units)[index.name] += units;
}

ConsumedCapacity& ConsumedCapacity::operator+=(const ConsumedCapacity& other) {
  table_units += other.table_units;
  for (const auto& [name, units] : other.local_index_units)
    local_index_units[name] += units;
  for (const auto& [name, units] : other.global_index_units)
    global_index_units[name] += units;
  return *this;
}

void ConsumedCapacity::scale(double factor) {
  table_units *= factor;
  for (auto& [name, units] : local_index_units)
    units *= factor;
  for (auto& [name, units] : global_index_units)
    units *= factor;
}

double ConsumedCapacity::total() const {
  double units = table_units;
  for (const auto& [name, index_units] : local_index_units)
    units += index_units;
  for (const auto& [name, index_units] : global_index_units)
    units += index_units;
  return units;
}

}  // namespace ddb::engine
