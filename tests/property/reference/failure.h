#pragma once

#include <set>
#include <string>

namespace ddb::reference {

/// Why DynamoDB refuses a request: parts of "ErrorName: message". Where there are several reasons it may name
/// any of them. Empty: it does not refuse.
using Failures = std::set<std::string>;

inline constexpr const char* kConditionFailed =
    "ConditionalCheckFailedException: The conditional request failed";
inline constexpr const char* kNoTable = "ResourceNotFoundException: ";
inline constexpr const char* kNoIndex = "ValidationException: The table does not have the specified index: ";

}  // namespace ddb::reference
