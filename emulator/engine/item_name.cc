#include "emulator/engine/item_name.h"

#include "emulator/engine/key_codec.h"

namespace ddb::engine {

std::string item_name(const Table& table, value::ItemView item_or_key) {
  std::string name = item_key_if_any(table, item_or_key);
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
