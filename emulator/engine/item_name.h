#pragma once

#include <string>

#include "emulator/engine/table.h"
#include "shared/value/value.h"

namespace ddb::engine {

/// The bytes that tell an item from every other item of every table; empty when the key attributes of
/// `item_or_key` do not fit the table.
std::string item_name(const Table& table, value::ItemView item_or_key);

}  // namespace ddb::engine
