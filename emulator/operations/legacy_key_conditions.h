#pragma once

#include <optional>

#include "emulator/expression/key_condition.h"
#include "emulator/model/generated/shapes.h"
#include "emulator/operations/call.h"

namespace ddb::operations {

/// KeyConditions as the key condition that an expression becomes, checked as far as no table is needed. Looks
/// at names and values in place: `key_conditions` must outlive the result.
ServiceResult<std::optional<expression::KeyCondition>> legacy_key_condition(
    const std::optional<model::NamedList<model::Condition>>& key_conditions);

}  // namespace ddb::operations
