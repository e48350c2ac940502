#pragma once

#include "emulator/engine/table.h"
#include "emulator/expression/condition.h"
#include "emulator/expression/projection.h"
#include "emulator/expression/update.h"
#include "emulator/model/service_error.h"
#include "shared/value/value.h"

/// What an item or a key must be for a table, checked before the stored item is read. Each fails with
/// DynamoDB's ValidationException.
namespace ddb::engine {

/// A whole item: has the key attributes with the right types and lengths, index key attributes of the right
/// types, and is no larger than 400 KB.
model::ServiceResult<void> check_item(const Table& table, value::ItemView item);

/// The same of an item whose key attributes are known to be right.
model::ServiceResult<void> check_item_but_key(const Table& table, value::ItemView item);

/// No larger than 400 KB. `check_item` includes it; alone, it can be asked before the table is known.
model::ServiceResult<void> check_item_size(value::ItemView item);

/// What is said of an empty value of a key attribute.
model::ServiceError empty_key_value(const KeyAttribute& attribute);

/// Exactly the primary key attributes, with the right types and lengths.
model::ServiceResult<void> check_key(const Table& table, value::ItemView key);

/// The same of the index key attributes of an item that an update has made, in the words for updates.
/// Sources: API reference, TransactWriteItems, the messages of "Validation Error"; dynalite's updateItem
/// tests and paritysuite/dynamodb-conformance, which ran against the service.
model::ServiceResult<void> check_updated_index_keys(const Table& table, value::ItemView item);

/// What can be said of an update before the item is read: it touches no attribute of the primary key, gives
/// index key attributes the right types where it names them, and no path of it leads into a key attribute.
/// Source: dynalite's updateItem tests.
model::ServiceResult<void> check_update(const Table& table, const expression::Update& update);

/// No path leads into a key attribute of the table or of one of its indexes. Source: dynalite's tests of
/// GetItem, Query and Scan.
model::ServiceResult<void> check_paths(const Table& table, const expression::Projection& projection);
model::ServiceResult<void> check_paths(const Table& table, const expression::Condition& filter);

/// The values of the primary key's attributes, which are there with the right types: not empty, not too long.
model::ServiceResult<void> check_key_values(const Table& table, value::ItemView item_or_key);

}  // namespace ddb::engine
