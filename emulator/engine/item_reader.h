#pragma once

#include <optional>

#include "emulator/engine/capacity.h"
#include "emulator/engine/table.h"
#include "emulator/storage/store.h"
#include "shared/value/value.h"

namespace ddb::engine {

/// The item under `key` (valid by `check_key`), if there is one. Adds what the read costs to `capacity`.
/// Throws `storage::StorageError`.
std::optional<value::Item> read_item(const storage::ReadTransaction& transaction, const Table& table,
                                     value::ItemView key, Consistency consistency,
                                     ConsumedCapacity& capacity);

}  // namespace ddb::engine
