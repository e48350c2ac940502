#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/engine/table.h"
#include "emulator/model/generated/shapes.h"
#include "emulator/operations/call.h"

/// KeySchema and AttributeDefinitions of CreateTable and UpdateTable: DynamoDB's checks, in its words, and
/// what they become. Every check fails with ValidationException.
namespace ddb::operations {

using KeyElements = std::vector<model::KeySchemaElement>;
using AttributeDefinitions = std::vector<model::AttributeDefinition>;

ServiceResult<void> check_no_duplicate_definition(const AttributeDefinitions& definitions);

/// Every key attribute is among the definitions.
ServiceResult<void> check_defined(const KeyElements& key, const AttributeDefinitions& definitions);

/// The key of a table or of a local index: HASH, then at most one RANGE of another name.
ServiceResult<void> check_simple_key(const KeyElements& key);

/// The key of a global index: one to four HASH, then up to four RANGE attributes, all different.
ServiceResult<void> check_global_index_key(const KeyElements& key);

bool has_range(const KeyElements& key);

/// "a, b": the names as the messages list them.
std::string joined_names(const KeyElements& key);
std::string joined_names(const AttributeDefinitions& definitions);

engine::KeyAttribute to_key_attribute(const model::AttributeDefinition& definition);

/// The key with each attribute's type from `definitions`, which has them all.
engine::KeySchema to_key_schema(const KeyElements& key, const std::vector<engine::KeyAttribute>& definitions);

}  // namespace ddb::operations
