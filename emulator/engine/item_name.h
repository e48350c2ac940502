#pragma once

#include <string>
#include <string_view>

#include "emulator/engine/key_codec.h"
#include "emulator/engine/table.h"
#include "shared/value/value.h"

namespace ddb::engine {

/// The bytes that tell an item from every other item of every table; empty when its key attributes do not fit
/// the table.
std::string item_name(const Table& table, const KeyValues& key_values);
std::string item_name(const Table& table, value::ItemView item_or_key);

/// The key under which the item of a name that is not empty is stored (key_codec.h), seen in the name.
std::string_view stored_key(std::string_view item_name);

}  // namespace ddb::engine
