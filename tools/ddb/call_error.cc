#include "tools/ddb/call_error.h"

#include "tools/cli/call_error.h"

namespace ddb::cli {

CommandError describe(const aws::CallError& error, const CallDescription& call,
                      const aws::Endpoint& endpoint) {
  const aws::ServiceEndpoint tables = aws::tables_endpoint(endpoint);
  if (error.type == "ResourceNotFoundException" && !call.table.empty()) {
    return {ExitCode::kFailed, "There is no table \"" + call.table + "\" at " + endpoint_text(tables) +
                                   ": `ddb list-tables` shows those there are, `ddb create-table` and `ddb "
                                   "schema-load` make one."};
  }
  if (error.type == "ResourceInUseException" && call.operation == "CreateTable") {
    return {ExitCode::kFailed, "There is already a table \"" + call.table + "\" at " + endpoint_text(tables) +
                                   ": remove it with `ddb drop " + call.table + "`, or choose another name."};
  }
  return describe_call_error(error, call.operation, tables);
}

}  // namespace ddb::cli
