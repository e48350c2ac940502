#include "emulator/engine/item_name.h"

namespace ddb::engine {

std::string item_name(const Table& table, value::ItemView item_or_key) {
  return item_name(table, find_key_values(table, item_or_key));
}

std::string item_name(const Table& table, const KeyValues& key_values) {
  std::string name = item_key_if_any(table, key_values);
  if (name.empty()) return name;
  // No other table has this collection, nor ever will.
  const storage::CollectionId collection = table.items;
  name.append(reinterpret_cast<const char*>(&collection), sizeof collection);
  return name;
}

std::string_view stored_key(std::string_view item_name) {
  item_name.remove_suffix(sizeof(storage::CollectionId));
  return item_name;
}

}  // namespace ddb::engine
