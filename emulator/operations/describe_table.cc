#include "emulator/engine/table_description.h"
#include "emulator/operations/call.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/generated/handlers.h"

namespace ddb::operations {

ServiceResult<model::DescribeTableOutput> describe_table(Call& call, model::DescribeTableInput& input) {
  DDB_TRY(table, find_table(call, input.table_name, engine::TableUse::kDescribe));
  return model::DescribeTableOutput{
      engine::describe_table(*table, call.engine.catalog(), call.engine.clock().now())};
}

}  // namespace ddb::operations
