#include "emulator/model/limits.h"
#include "emulator/operations/call.h"
#include "emulator/operations/generated/handlers.h"

namespace ddb::operations {

ServiceResult<model::DescribeLimitsOutput> describe_limits(Call&, model::DescribeLimitsInput&) {
  return model::DescribeLimitsOutput{model::kAccountReadCapacityUnitsMax,
                                     model::kAccountWriteCapacityUnitsMax, model::kTableReadCapacityUnitsMax,
                                     model::kTableWriteCapacityUnitsMax};
}

}  // namespace ddb::operations
