#pragma once

#include <span>
#include <string>
#include <string_view>

#include "emulator/model/service_error.h"

namespace ddb::json {
class Object;
}

namespace ddb::operations {

struct Call;

/// Reads an operation's input from `body`, runs the operation, and appends its output to `answer` as JSON.
using RunOperation = model::ServiceResult<void> (*)(Call& call, json::Object body, std::string& answer);

/// One operation of the public API model.
struct OperationRow {
  std::string_view target;  ///< "DynamoDB_20120810.PutItem", the X-Amz-Target header.
  RunOperation run;         ///< Null for an operation that is not served.
};

/// All operations, sorted by target.
std::span<const OperationRow> operation_table();

/// The row of `target` in a table sorted by target, or null.
const OperationRow* find_operation(std::span<const OperationRow> table, std::string_view target);

}  // namespace ddb::operations
