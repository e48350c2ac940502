#include "emulator/engine/index_entries.h"

#include <algorithm>

#include "emulator/engine/key_codec.h"
#include "shared/value/builder.h"

namespace ddb::engine {
namespace {

/// Appends the item's value of each attribute; false when one is missing or of another type.
bool append_components(std::string& out, const std::vector<KeyAttribute>& attributes, value::ItemView item) {
  return std::all_of(attributes.begin(), attributes.end(), [&](const KeyAttribute& attribute) {
    const auto found = item.find(attribute.name);
    if (!found || found->type() != attribute.type) return false;
    append_component(out, *found);
    return true;
  });
}

value::Item project(const Table& table, const SecondaryIndex& index, value::ItemView item) {
  if (index.projection.type == ProjectionType::kAll) return value::Item(item);
  value::ItemBuilder builder;
  for (const value::Entry& entry : item.attributes())
    if (is_projected(table, index, entry.name)) builder.add(entry.name, entry.value);
  return builder.build();
}

}  // namespace

bool is_projected(const Table& table, const SecondaryIndex& index, std::string_view attribute_name) {
  if (index.projection.type == ProjectionType::kAll || table.key.contains(attribute_name) ||
      index.key.contains(attribute_name))
    return true;
  const auto& included = index.projection.non_key_attributes;
  return std::find(included.begin(), included.end(), attribute_name) != included.end();
}

std::optional<IndexEntry> make_index_entry(const Table& table, const SecondaryIndex& index,
                                           value::ItemView item) {
  std::string components;
  if (!append_components(components, index.key.hash, item)) return std::nullopt;
  std::string key;
  append_partition_hash(key, components);
  if (!append_components(components, index.key.range, item)) return std::nullopt;
  if (!append_components(components, table.key.hash, item) ||
      !append_components(components, table.key.range, item))
    return std::nullopt;
  key += components;
  return IndexEntry{std::move(key), project(table, index, item)};
}

}  // namespace ddb::engine
