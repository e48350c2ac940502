#pragma once

#include <optional>
#include <string>

#include "emulator/engine/table.h"
#include "shared/value/value.h"

namespace ddb::engine {

/// What a secondary index stores of one item.
struct IndexEntry {
  std::string key;   ///< Its place in `SecondaryIndex::entries`.
  value::Item item;  ///< The projected attributes.
};

/// The entry of `item` in `index`, or nothing when the item lacks one of the index's key attributes: indexes
/// are sparse. Nor has an item an entry whose attribute has another type, is empty or too long for a key: the
/// item writer refuses such items, but an item can be older than the index.
std::optional<IndexEntry> make_index_entry(const Table& table, const SecondaryIndex& index,
                                           value::ItemView item);

/// Where an entry with these key attributes is stored, or would be. `key_attributes` has those of the table
/// and of the index, each with the right type.
std::string index_entry_key(const Table& table, const SecondaryIndex& index, value::ItemView key_attributes);

/// Whether `attribute_name` is among the attributes that `index` projects.
bool is_projected(const Table& table, const SecondaryIndex& index, std::string_view attribute_name);

}  // namespace ddb::engine
