#pragma once

#include <optional>

#include "emulator/expression/condition.h"
#include "emulator/model/generated/shapes.h"
#include "emulator/operations/call.h"

/// Expected, QueryFilter and ScanFilter as the conditions that expressions become. Each checks one attribute
/// after the other, in the order of the request; a map without entries is no condition.
namespace ddb::operations {

ServiceResult<std::optional<expression::Condition>> expected_condition(
    const std::optional<model::NamedList<model::ExpectedAttributeValue>>& expected,
    std::optional<model::ConditionalOperator> conditional_operator);

/// Of QueryFilter or ScanFilter.
ServiceResult<std::optional<expression::Condition>> filter_condition(
    const std::optional<model::NamedList<model::Condition>>& filter,
    std::optional<model::ConditionalOperator> conditional_operator);

}  // namespace ddb::operations
