#include "emulator/engine/table.h"

#include <algorithm>

namespace ddb::engine {

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
