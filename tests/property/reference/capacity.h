#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "tests/property/reference/table.h"

namespace ddb::reference {

/// Capacity units as DynamoDB bills them: of the table, and of each index that had a part in it.
struct Capacity {
  double table = 0;
  std::map<std::string, double> indexes;

  double total() const;
  bool operator==(const Capacity&) const = default;
};

Capacity operator+(const Capacity& left, const Capacity& right);
Capacity operator*(const Capacity& capacity, double factor);

/// Of reading so much at once, without consistency.
double read_units(std::size_t size_bytes);
/// Of a write that succeeded: the table's by the larger of the two items, an index's by what changed in it.
Capacity write_capacity(const Table& table, const Written& written);

}  // namespace ddb::reference
