#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/engine/table_lookup.h"
#include "emulator/model/generated/shapes.h"
#include "emulator/operations/call.h"

/// Tags of CreateTable and of the tag operations.
namespace ddb::operations {

/// Fails with ValidationException for a key or value with other characters or of another length than allowed,
/// for a reserved key ("aws:") and for a key given twice.
ServiceResult<void> check_tags(const std::vector<model::Tag>& tags);
ServiceResult<void> check_tag_keys(const std::vector<std::string>& keys);

/// Fails with ValidationException when `tags` are more than a table may have.
ServiceResult<void> check_tag_count(const std::map<std::string, std::string>& tags);

/// Fails with ValidationException for what is no table ARN, with AccessDeniedException for another account's.
ServiceResult<void> check_table_arn(const Call& call, std::string_view resource_arn);

/// The table that `resource_arn` names. Fails as `check_table_arn` does, with ValidationException for another
/// region than the table's, with ResourceNotFoundException when there is no such table, and with
/// ResourceInUseException when `use` is a change and the table is being created or deleted.
ServiceResult<engine::TablePointer> resolve_tagged_table(Call& call, std::string_view resource_arn,
                                                         engine::TableUse use);

}  // namespace ddb::operations
