#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "emulator/engine/table.h"

/// Capacity units as DynamoDB bills them. Source: Developer Guide, "DynamoDB read and write capacity";
/// recorded answers of the area "capacity".
namespace ddb::engine {

enum class Consistency { kEventual, kStrong, kTransactional };

/// Units of reading `size_bytes` in one go (an item, or a page of Query or Scan): one for each 4 KiB begun,
/// half as much when eventually consistent, twice as much in a transaction. Reading nothing costs as much as
/// the first 4 KiB.
double read_units(std::size_t size_bytes, Consistency consistency);

/// Units of writing an item (or index entry) that was `old_size_bytes` and is `new_size_bytes` (0: not
/// there): one for each KiB begun of the larger one, at least one.
double write_units(std::size_t old_size_bytes, std::size_t new_size_bytes);

/// What one request, or one part of it, consumed of a table and of its indexes.
struct ConsumedCapacity {
  double table_units = 0;
  std::map<std::string, double, std::less<>> local_index_units;
  std::map<std::string, double, std::less<>> global_index_units;

  void add_index(const SecondaryIndex& index, double units);
  ConsumedCapacity& operator+=(const ConsumedCapacity& other);
  /// Multiplies everything: a transaction costs twice.
  void scale(double factor);
  double total() const;
};

}  // namespace ddb::engine
