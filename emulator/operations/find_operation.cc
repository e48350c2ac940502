#include <algorithm>

#include "emulator/operations/operation_table.h"

namespace ddb::operations {

const OperationRow* find_operation(std::span<const OperationRow> table, std::string_view target) {
  const auto row = std::ranges::lower_bound(table, target, {}, &OperationRow::target);
  return row != table.end() && row->target == target ? &*row : nullptr;
}

}  // namespace ddb::operations
