#pragma once

#include "emulator/model/generated/shapes.h"
#include "emulator/operations/call.h"

namespace ddb::operations {

/// What an UpdateTable may hold, and what may stand together in it: everything that needs no table, in the
/// service's order. Fails with ValidationException, or with LimitExceededException for capacity above what an
/// account may have.
ServiceResult<void> check_table_update(const Call& call, const model::UpdateTableInput& input);

/// Whether the request creates, or deletes, a global secondary index.
bool creates_index(const model::UpdateTableInput& input);
bool deletes_index(const model::UpdateTableInput& input);

}  // namespace ddb::operations
