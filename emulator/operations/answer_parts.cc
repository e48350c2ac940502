#include "emulator/operations/answer_parts.h"

#include <map>
#include <string>
#include <utility>

#include "shared/value/builder.h"

namespace ddb::operations {
namespace {

model::Capacity capacity_of(double units) {
  model::Capacity capacity;
  capacity.capacity_units = units;
  return capacity;
}

std::optional<model::NamedList<model::Capacity>> index_capacities(
    const std::map<std::string, double, std::less<>>& units_by_index) {
  if (units_by_index.empty()) return std::nullopt;
  model::NamedList<model::Capacity> capacities;
  for (const auto& [name, units] : units_by_index)
    capacities.add(name, capacity_of(units));
  return capacities;
}

}  // namespace

std::optional<model::ConsumedCapacity> consumed_capacity(std::optional<model::ReturnConsumedCapacity> wanted,
                                                         std::string_view table_name,
                                                         const engine::ConsumedCapacity& capacity) {
  if (!wanted || *wanted == model::ReturnConsumedCapacity::kNone) return std::nullopt;
  model::ConsumedCapacity answer;
  answer.table_name = std::string(table_name);
  answer.capacity_units = capacity.total();
  if (*wanted == model::ReturnConsumedCapacity::kIndexes) {
    answer.table = capacity_of(capacity.table_units);
    answer.local_secondary_indexes = index_capacities(capacity.local_index_units);
    answer.global_secondary_indexes = index_capacities(capacity.global_index_units);
  }
  return answer;
}

std::optional<model::ItemCollectionMetrics> item_collection_metrics(
    std::optional<model::ReturnItemCollectionMetrics> wanted, const engine::Table& table,
    value::ItemView item) {
  if (!wanted || *wanted == model::ReturnItemCollectionMetrics::kNone || !table.has_local_indexes())
    return std::nullopt;
  value::ItemBuilder builder;
  for (const engine::KeyAttribute& attribute : table.key.hash)
    builder.add(attribute.name, *item.find(attribute.name));
  model::ItemCollectionMetrics metrics;
  metrics.item_collection_key = builder.build();
  metrics.size_estimate_range_gb =
      std::vector<double>{0.0, 1.0};  // a collection here is far below one gigabyte
  return metrics;
}

std::optional<value::Item> unless_empty(value::Item item) {
  if (item.empty()) return std::nullopt;
  return item;
}

}  // namespace ddb::operations
