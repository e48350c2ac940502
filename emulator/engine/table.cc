#include "emulator/engine/table.h"

#include <algorithm>
#include <initializer_list>

#include "emulator/engine/attribute_dictionary.h"

namespace ddb::engine {
namespace {

void add(RowLayout& layout, const KeyAttribute& attribute) {
  auto& separate = layout.separate;
  const auto at = std::ranges::lower_bound(separate, attribute.name, {}, &KeyAttribute::name);
  if (at != separate.end() && at->name == attribute.name) {
    layout.components.push_back({.type = attribute.type, .place = RowLayout::kRepeated});
    return;
  }
  const auto place = static_cast<std::size_t>(at - separate.begin());
  for (RowLayout::Component& earlier : layout.components)
    if (earlier.place != RowLayout::kRepeated && earlier.place >= place) ++earlier.place;
  separate.insert(at, attribute);
  layout.components.push_back({.type = attribute.type, .place = place});
}

/// Of rows whose keys have a component for each attribute of these keys, in this order.
RowLayout layout_of(std::initializer_list<const KeySchema*> keys) {
  RowLayout layout;
  for (const KeySchema* key : keys)
    key->for_each([&](const KeyAttribute& attribute) { add(layout, attribute); });
  return layout;
}

}  // namespace

void lay_out_rows(Table& table) {
  const bool without_key = table.row_form != RowForm::kWholeItem;
  table.row_layout = without_key ? layout_of({&table.key}) : RowLayout();
  for (SecondaryIndex& index : table.indexes)
    index.row_layout = without_key ? layout_of({&index.key, &table.key}) : RowLayout();
  if (table.row_form == RowForm::kNumberedNames && !table.dictionary)
    table.dictionary = std::make_shared<AttributeDictionary>();
}

bool KeySchema::contains(std::string_view attribute_name) const {
  const auto has_name = [&](const KeyAttribute& attribute) { return attribute.name == attribute_name; };
  return std::any_of(hash.begin(), hash.end(), has_name) || std::any_of(range.begin(), range.end(), has_name);
}

std::string Table::arn() const {
  return "arn:aws:dynamodb:" + region + ":" + account_id + ":table/" + name;
}

const SecondaryIndex* Table::find_index(std::string_view index_name) const {
  const auto found = std::find_if(indexes.begin(), indexes.end(),
                                  [&](const SecondaryIndex& index) { return index.name == index_name; });
  return found == indexes.end() ? nullptr : &*found;
}

bool Table::has_local_indexes() const {
  return std::any_of(indexes.begin(), indexes.end(),
                     [](const SecondaryIndex& index) { return !index.is_global(); });
}

const TableStream* Table::enabled_stream() const {
  return streams.empty() || streams.back().disabled ? nullptr : &streams.back();
}

std::optional<value::Type> Table::defined_type(std::string_view attribute_name) const {
  const auto found =
      std::find_if(attribute_definitions.begin(), attribute_definitions.end(),
                   [&](const KeyAttribute& attribute) { return attribute.name == attribute_name; });
  if (found == attribute_definitions.end()) return std::nullopt;
  return found->type;
}

}  // namespace ddb::engine
