#include "emulator/engine/start_key.h"

#include <string>
#include <vector>

#include "emulator/engine/item_checks.h"
#include "emulator/model/item_messages.h"
#include "emulator/model/messages.h"

namespace ddb::engine {
namespace {

using model::ServiceResult;
namespace messages = model::messages;

model::ServiceError refusal(std::string_view sentence) {
  return model::validation_error(std::string(sentence));
}

std::size_t attribute_count(const ReadSource& source) {
  std::size_t count = source.table->key.hash.size() + source.table->key.range.size();
  if (source.index)
    source.index->key.for_each([&](const KeyAttribute& attribute) {
      if (!source.table->key.contains(attribute.name)) ++count;
    });
  return count;
}

ServiceResult<void> check_attributes(const std::vector<KeyAttribute>& attributes, value::ItemView start_key) {
  for (const KeyAttribute& attribute : attributes) {
    const auto found = start_key.find(attribute.name);
    if (!found) return refusal(messages::kStartKeyInvalid);
    if (found->type() != attribute.type) return refusal(messages::kKeyDoesNotMatchSchema);
  }
  return {};
}

/// Whether `key_value` satisfies `comparison`, whose values are of its type.
bool satisfies(const expression::KeyComparison& comparison, value::ValueView key_value) {
  using Operator = expression::KeyComparison::Operator;
  const std::string_view bytes = key_value.bytes();
  const int order = bytes.compare(comparison.value.bytes());
  switch (comparison.op) {
    case Operator::kEqual:
      return order == 0;
    case Operator::kLess:
      return order < 0;
    case Operator::kLessOrEqual:
      return order <= 0;
    case Operator::kGreater:
      return order > 0;
    case Operator::kGreaterOrEqual:
      return order >= 0;
    case Operator::kBetween:
      return order >= 0 && bytes.compare(comparison.upper.bytes()) <= 0;
    case Operator::kBeginsWith:
      return bytes.starts_with(comparison.value.bytes());
    case Operator::kNotIndexable:
      break;
  }
  return false;
}

/// Whether the first of `attributes` have `values` in `start_key`.
bool has_values(const std::vector<KeyAttribute>& attributes, const std::vector<value::ValueView>& values,
                value::ItemView start_key) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (start_key.find(attributes[i].name)->encoded() != values[i].encoded()) return false;
  return true;
}

}  // namespace

ServiceResult<void> check_start_key_partition(const ReadSource& source, value::ItemView start_key) {
  if (start_key.attributes().count() != attribute_count(source)) return refusal(messages::kStartKeyInvalid);
  return check_attributes(source.key().hash, start_key);
}

ServiceResult<void> check_start_key_sort(const ReadSource& source, value::ItemView start_key) {
  return check_attributes(source.key().range, start_key);
}

ServiceResult<void> check_start_key_item(const Table& table, value::ItemView start_key) {
  for (const auto& attributes : {table.key.hash, table.key.range})
    if (!check_attributes(attributes, start_key)) return refusal(messages::kStartKeyDoesNotMatchSchema);
  return check_key_values(table, start_key);
}

ServiceResult<void> check_scan_start_key(const ReadSource& source, value::ItemView start_key) {
  auto outcome = check_start_key_partition(source, start_key);
  if (outcome) outcome = check_start_key_sort(source, start_key);
  if (!outcome && !source.index) return refusal(messages::kStartKeyDoesNotMatchSchema);
  return outcome;
}

ServiceResult<void> check_start_key_matches(const expression::KeyRange& condition, const ReadSource& source,
                                            value::ItemView start_key) {
  const KeySchema& key = source.key();
  const bool has_sort_condition = !condition.range_equal.empty() || condition.range.has_value();
  const bool matches_sort =
      has_values(key.range, condition.range_equal, start_key) &&
      (!condition.range || satisfies(*condition.range, *start_key.find(condition.range->name)));
  if (!matches_sort) return refusal(messages::kStartKeyNotInSortCondition);
  if (has_values(key.hash, condition.hash, start_key)) return {};
  return refusal(has_sort_condition ? messages::kQueryCannotBeRestarted
                                    : messages::kStartKeyOutsideCondition);
}

}  // namespace ddb::engine
