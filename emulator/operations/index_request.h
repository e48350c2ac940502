#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/engine/table.h"
#include "emulator/model/generated/shapes.h"
#include "emulator/operations/call.h"
#include "emulator/operations/key_schema_request.h"

/// Secondary indexes of CreateTable and UpdateTable: DynamoDB's checks, in its order and words, and the
/// indexes that they become. Every check fails with ValidationException.
namespace ddb::operations {

ServiceResult<void> check_projection(const model::Projection& projection);

/// The names of attributes over all indexes with INCLUDE are within the limit of the table.
ServiceResult<void> check_projected_attribute_count(const std::vector<engine::SecondaryIndex>& indexes);

/// Everything about LocalSecondaryIndexes and GlobalSecondaryIndexes of a new table that needs no more than
/// the request: counts, names, keys, projections, and that every attribute definition is used.
ServiceResult<void> check_indexes(const model::CreateTableInput& input);

/// An index without its entries and throughput. The attributes of its key are among `definitions`.
engine::SecondaryIndex to_secondary_index(std::string index_name, engine::IndexScope scope,
                                          const KeyElements& key, const model::Projection& projection,
                                          const std::vector<engine::KeyAttribute>& definitions);

}  // namespace ddb::operations
