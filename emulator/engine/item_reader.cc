#include "emulator/engine/item_reader.h"

#include <utility>

#include "emulator/engine/key_codec.h"

namespace ddb::engine {

std::optional<value::Item> read_item(const storage::ReadTransaction& transaction, const Table& table,
                                     value::ItemView key, Consistency consistency,
                                     ConsumedCapacity& capacity) {
  std::string row;
  const bool found = transaction.get(table.items, item_key(table, key), row);
  capacity.table_units += read_units(found ? value::ItemView(row).size_bytes() : 0, consistency);
  if (!found) return std::nullopt;
  return value::Item::adopt(std::move(row));
}

}  // namespace ddb::engine
