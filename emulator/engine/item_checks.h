#pragma once

#include "emulator/engine/table.h"
#include "emulator/model/service_error.h"
#include "shared/value/value.h"

/// What an item or a key must be for a table, checked before the stored item is read. Each fails with
/// DynamoDB's ValidationException.
namespace ddb::engine {

/// A whole item: has the key attributes with the right types and lengths, index key attributes of the right
/// types, and is no larger than 400 KB.
model::ServiceResult<void> check_item(const Table& table, value::ItemView item);

/// Exactly the primary key attributes, with the right types and lengths.
model::ServiceResult<void> check_key(const Table& table, value::ItemView key);

/// The index key attributes that `item` has are of the right types and lengths.
model::ServiceResult<void> check_index_keys(const Table& table, value::ItemView item);

/// The ExclusiveStartKey of a read: the primary key, and the index's key attributes when an index is read.
model::ServiceResult<void> check_start_key(const Table& table, const SecondaryIndex* index,
                                           value::ItemView start_key);

}  // namespace ddb::engine
