#include "emulator/engine/item_name.h"

#include <algorithm>

namespace ddb::engine {
namespace {

/// Most names are not longer.
constexpr std::size_t kNameBytesReserved = 64;

void append_item_name(std::string& out, const Table& table, const KeyValues& key_values) {
  if (!append_item_key(out, table, key_values)) return;
  // No other table has this collection, nor ever will.
  const storage::CollectionId collection = table.items;
  out.append(reinterpret_cast<const char*>(&collection), sizeof collection);
}

}  // namespace

std::string item_name(const Table& table, value::ItemView item_or_key) {
  std::string name;
  append_item_name(name, table, find_key_values(table, item_or_key));
  return name;
}

ItemNames::ItemNames(std::size_t count_expected) {
  // At least so much that the string allocates it: what it holds itself moves with it.
  bytes_.reserve(kNameBytesReserved * std::max<std::size_t>(count_expected, 1));
  ends_.reserve(count_expected);
}

void ItemNames::add(const Table& table, const KeyValues& key_values) {
  append_item_name(bytes_, table, key_values);
  ends_.push_back(bytes_.size());
}

std::string_view stored_key(std::string_view item_name) {
  item_name.remove_suffix(sizeof(storage::CollectionId));
  return item_name;
}

}  // namespace ddb::engine
