#pragma once

#include <optional>
#include <string>

#include "emulator/engine/table.h"
#include "shared/value/value.h"

namespace ddb::engine {

/// What a secondary index stores of one item.
struct IndexEntry {
  std::string key;  ///< Its place in `SecondaryIndex::entries`.
  value::Item row;  ///< The projected attributes.
};

/// The entry of `item` in `index`, or nothing when the item lacks one of the index's key attributes: indexes
/// are sparse. The item's index key attributes have the index's types (the item writer refuses others; a
/// backfill skips such items).
std::optional<IndexEntry> make_index_entry(const Table& table, const SecondaryIndex& index,
                                           value::ItemView item);

/// Whether `attribute_name` is among the attributes that `index` projects.
bool is_projected(const Table& table, const SecondaryIndex& index, std::string_view attribute_name);

}  // namespace ddb::engine
