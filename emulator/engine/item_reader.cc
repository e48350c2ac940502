#include "emulator/engine/item_reader.h"

#include "emulator/engine/key_codec.h"
#include "emulator/engine/row_codec.h"

namespace ddb::engine {

std::optional<value::Item> read_item(const storage::ReadTransaction& transaction, const Table& table,
                                     value::ItemView key, Consistency consistency,
                                     ConsumedCapacity& capacity) {
  const std::string stored_key = item_key(table, key);
  std::optional<value::Item> item;
  if (const auto found = transaction.find(table.items, stored_key))
    item = RowCodec(table).unpack(stored_key, found->row());
  capacity.table_units += read_units(item ? item->view().size_bytes() : 0, consistency);
  return item;
}

}  // namespace ddb::engine
