#pragma once

#include "emulator/engine/table.h"
#include "emulator/engine/write_scope.h"
#include "emulator/model/generated/shapes.h"
#include "emulator/operations/call.h"

namespace ddb::operations {

/// Makes the changes of GlobalSecondaryIndexUpdates to `table`, within `scope`: new collections for what is
/// created (marked as backfilling), none any more for what is deleted. `table` has its new billing mode.
/// Fails with ResourceNotFoundException for an unknown index, with LimitExceededException for more than one
/// index created or deleted at a time, and with ValidationException.
ServiceResult<void> apply_index_updates(Call& call, engine::WriteScope& scope, engine::Table& table,
                                        const model::UpdateTableInput& input);

}  // namespace ddb::operations
