#include "tests/property/reference/capacity.h"

#include <algorithm>
#include <optional>

namespace ddb::reference {
namespace {

/// Units that are begun; at least one.
double units(std::size_t size_bytes, std::size_t unit_bytes) {
  return static_cast<double>(std::max<std::size_t>(1, (size_bytes + unit_bytes - 1) / unit_bytes));
}

double write_units(std::size_t size_bytes) {
  return units(size_bytes, 1024);
}

/// Of an index whose entry was `before` and is `after`.
double index_units(const Index& index, const std::optional<Item>& before, const std::optional<Item>& after) {
  if (before == after) return 0;
  const std::size_t before_bytes = before ? size_bytes(*before) : 0;
  const std::size_t after_bytes = after ? size_bytes(*after) : 0;
  const std::vector<KeyAttribute> key = index.key.attributes();
  // An entry cannot change its place: it is deleted, and another one is written.
  if (before && after && key_of(key, *before) != key_of(key, *after))
    return write_units(before_bytes) + write_units(after_bytes);
  return write_units(std::max(before_bytes, after_bytes));
}

}  // namespace

double Capacity::total() const {
  double sum = table;
  for (const auto& [name, index] : indexes)
    sum += index;
  return sum;
}

Capacity operator+(const Capacity& left, const Capacity& right) {
  Capacity sum = left;
  sum.table += right.table;
  for (const auto& [name, index] : right.indexes)
    sum.indexes[name] += index;
  return sum;
}

Capacity operator*(const Capacity& capacity, double factor) {
  Capacity product = capacity;
  product.table *= factor;
  for (auto& [name, index] : product.indexes)
    index *= factor;
  return product;
}

double read_units(std::size_t size_bytes) {
  return units(size_bytes, 4096) / 2;
}

Capacity write_capacity(const Table& table, const Written& written) {
  Capacity capacity;
  capacity.table = write_units(std::max(size_bytes(written.old_item), size_bytes(written.new_item)));
  for (const Index& index : table.definition().indexes) {
    const double cost =
        index_units(index, table.entry(index, written.old_item), table.entry(index, written.new_item));
    if (cost > 0) capacity.indexes.emplace(index.name, cost);
  }
  return capacity;
}

}  // namespace ddb::reference
