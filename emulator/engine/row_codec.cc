#include "emulator/engine/row_codec.h"

#include <algorithm>
#include <cassert>

#include "emulator/engine/attribute_dictionary.h"
#include "emulator/engine/key_codec.h"
#include "emulator/storage/storage_error.h"

namespace ddb::engine {

RowCodec::RowCodec(const Table& table, const SecondaryIndex* index)
    : table_(table),
      form_(table.row_form),
      layout_(index ? index->row_layout : table.row_layout),
      names_(table.dictionary ? &table.dictionary->names() : nullptr) {
  for (const KeyAttribute& attribute : layout_.separate)
    separate_.push_back({.name = attribute.name, .type = attribute.type});
  unescaped_.resize(layout_.components.size());
}

std::span<const value::SeparateAttribute> RowCodec::read_key(std::string_view key) {
  assert(form_ == RowForm::kWholeItem || !layout_.components.empty());
  ComponentReader reader(key);
  std::string* unescaped = unescaped_.data();
  for (const RowLayout::Component& component : layout_.components) {
    const auto bytes = reader.take(component.type, *unescaped++);
    if (!bytes)
      throw storage::StorageError(storage::StorageFailure::kDamaged,
                                  "The database is damaged: a row has a key of another table's form. "
                                  "Restore it from a copy.");
    if (component.place != RowLayout::kRepeated) separate_.data()[component.place].bytes = *bytes;
  }
  return separate_;
}

std::string_view RowCodec::pack(value::ItemView item, WriteScope& scope) {
  if (form_ == RowForm::kWholeItem) return item.encoded();
  assert(!layout_.components.empty());
  const value::PartialItem packed = value::take_out(item, separate_, names_, row_);
  if (packed.has_name_to_number) [[unlikely]]
    table_.dictionary->learn(scope, table_, open(packed.encoded).attributes());
  return packed.encoded;
}

bool RowCodec::leaves_out(std::string_view attribute_name) const {
  return std::ranges::find(separate_, attribute_name, &value::SeparateAttribute::name) != separate_.end();
}

value::Item RowCodec::unpack(std::string_view key, std::string_view row) {
  return open(row).put_back(read_key(key));
}

void RowCodec::unpack(std::string_view key, const value::PartialItemView& row, value::ItemList& items) {
  items.append(row, read_key(key));
}

value::ItemView RowCodec::unpack(std::string_view key, const value::PartialItemView& row, std::string& item) {
  row.put_back(read_key(key), item);
  return value::ItemView(item);
}

}  // namespace ddb::engine
