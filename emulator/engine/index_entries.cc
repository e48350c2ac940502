#include "emulator/engine/index_entries.h"

#include <algorithm>

#include "emulator/engine/key_codec.h"
#include "emulator/model/limits.h"
#include "shared/value/builder.h"

namespace ddb::engine {
namespace {

bool has_valid_length(value::ValueView key_value, std::size_t bytes_max) {
  if (key_value.type() == value::Type::kNumber) return true;
  return !key_value.bytes().empty() && key_value.bytes().size() <= bytes_max;
}

bool can_be_keys(const std::vector<KeyAttribute>& attributes, value::ItemView item, std::size_t bytes_max) {
  return std::all_of(attributes.begin(), attributes.end(), [&](const KeyAttribute& attribute) {
    const auto found = item.find(attribute.name);
    return found && found->type() == attribute.type && has_valid_length(*found, bytes_max);
  });
}

void append_components(std::string& out, const std::vector<KeyAttribute>& attributes, value::ItemView item) {
  for (const KeyAttribute& attribute : attributes)
    append_component(out, *item.find(attribute.name));
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
  if (!can_be_keys(index.key.hash, item, model::kPartitionKeyBytesMax) ||
      !can_be_keys(index.key.range, item, model::kSortKeyBytesMax))
    return std::nullopt;
  return IndexEntry{index_entry_key(table, index, item), project(table, index, item)};
}

std::string index_entry_key(const Table& table, const SecondaryIndex& index, value::ItemView key_attributes) {
  std::string components;
  append_components(components, index.key.hash, key_attributes);
  std::string key;
  append_partition_hash(key, components);
  append_components(components, index.key.range, key_attributes);
  append_components(components, table.key.hash, key_attributes);
  append_components(components, table.key.range, key_attributes);
  key += components;
  return key;
}

}  // namespace ddb::engine
