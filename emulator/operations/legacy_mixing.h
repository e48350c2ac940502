#pragma once

#include <cstddef>
#include <optional>

#include "emulator/model/generated/shapes.h"
#include "emulator/operations/call.h"

/// Which legacy parameters and expressions go together in one request. Source: recorded answers of the area
/// "legacy-api"; ExtendDB's test_conditional_operator, whose every message was captured from the service.
namespace ddb::operations {

/// Each refuses a request that has legacy parameters beside expressions, empty ones too; the message lists
/// both in the service's order. KeyConditions may stand beside any expression but KeyConditionExpression.
ServiceResult<void> check_not_mixed(const model::PutItemInput& input);
ServiceResult<void> check_not_mixed(const model::UpdateItemInput& input);
ServiceResult<void> check_not_mixed(const model::DeleteItemInput& input);
ServiceResult<void> check_not_mixed(const model::GetItemInput& input);
/// The tables of a BatchGetItem count together, as one request.
ServiceResult<void> check_not_mixed(const model::BatchGetItemInput& input);
ServiceResult<void> check_not_mixed(const model::QueryInput& input);
ServiceResult<void> check_not_mixed(const model::ScanInput& input);

/// Refuses a ConditionalOperator that has fewer than two conditions to join.
ServiceResult<void> check_conditional_operator(std::optional<model::ConditionalOperator> conditional_operator,
                                               std::size_t condition_count);

/// The same for the conditions of `parameter`: Expected, QueryFilter or ScanFilter.
template <class Entry>
ServiceResult<void> check_conditional_operator(std::optional<model::ConditionalOperator> conditional_operator,
                                               const std::optional<model::NamedList<Entry>>& parameter) {
  return check_conditional_operator(conditional_operator, parameter ? parameter->size() : 0);
}

}  // namespace ddb::operations
