#pragma once

#include <string_view>

/// What DynamoDB says about tables, indexes, tags and time to live; a part of messages.h. Recorded answers of
/// the real service (October 2026) are the source.
namespace ddb::model::messages {

// Finding a table.
inline constexpr std::string_view kTableNotFound = "Requested resource not found: Table: {} not found";
inline constexpr std::string_view kTableBeingCreated =
    "Attempt to change a resource which is still in use: Table is being created: {}";
inline constexpr std::string_view kTableBeingUpdated =
    "Attempt to change a resource which is still in use: Table is being updated: {}";
inline constexpr std::string_view kTableBeingDeleted =
    "Attempt to change a resource which is still in use: Table is being deleted: {}";
inline constexpr std::string_view kInvalidArnFormat =
    "1 validation error detected: Invalid resource type in '{}'";
inline constexpr std::string_view kInvalidArnRegion =
    "1 validation error detected: Invalid AWS region in '{}'";

}  // namespace ddb::model::messages
