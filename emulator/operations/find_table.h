#pragma once

#include <string_view>

#include "emulator/engine/table_lookup.h"
#include "emulator/operations/call.h"

namespace ddb::operations {

/// The refusal of an operation on `arn`, which belongs to another account than the caller's.
model::ServiceError not_authorized(const Call& call, std::string_view arn);

/// The table that a request names, by its name or ARN; see `engine::resolve_table`. Whether it is there or
/// not, an ARN of another account than the caller's answers AccessDeniedException: the emulator serves one
/// account, and no policy of another one allows anything. An ARN of another region than the caller's, where
/// there is no such table, answers ValidationException.
ServiceResult<engine::TablePointer> find_table(Call& call, std::string_view name_or_arn,
                                               engine::TableUse use);

}  // namespace ddb::operations
