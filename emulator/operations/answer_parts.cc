#include "emulator/operations/answer_parts.h"

#include <map>
#include <string>
#include <utility>

#include "shared/value/builder.h"

namespace ddb::operations {
namespace {

/// Sets the sum, and for a transaction the units of its kind beside it. For ConsumedCapacity and its parts
/// alike.
template <class Capacity>
void set_units(Capacity& capacity, double units, CapacityKind kind) {
  capacity.capacity_units = units;
  if (kind == CapacityKind::kTransactionalRead) capacity.read_capacity_units = units;
  if (kind == CapacityKind::kTransactionalWrite) capacity.write_capacity_units = units;
}

model::Capacity capacity_of(double units, CapacityKind kind) {
  model::Capacity capacity;
  set_units(capacity, units, kind);
  return capacity;
}

std::optional<model::NamedList<model::Capacity>> index_capacities(
    const std::map<std::string, double, std::less<>>& units_by_index, CapacityKind kind) {
  if (units_by_index.empty()) return std::nullopt;
  model::NamedList<model::Capacity> capacities;
  for (const auto& [name, units] : units_by_index)
    capacities.add(name, capacity_of(units, kind));
  return capacities;
}

}  // namespace

std::optional<model::ConsumedCapacity> consumed_capacity(std::optional<model::ReturnConsumedCapacity> wanted,
                                                         std::string_view table_name,
                                                         const engine::ConsumedCapacity& capacity,
                                                         CapacityKind kind) {
  if (!wanted || *wanted == model::ReturnConsumedCapacity::kNone) return std::nullopt;
  model::ConsumedCapacity answer;
  answer.table_name = std::string(table_name);
  set_units(answer, capacity.total(), kind);
  if (*wanted == model::ReturnConsumedCapacity::kIndexes) {
    answer.table = capacity_of(capacity.table_units, kind);
    answer.local_secondary_indexes = index_capacities(capacity.local_index_units, kind);
    answer.global_secondary_indexes = index_capacities(capacity.global_index_units, kind);
  }
  return answer;
}

void TableCapacities::add(std::string_view table_name, const engine::ConsumedCapacity& capacity) {
  if (wanted_ == model::ReturnConsumedCapacity::kNone) return;
  for (auto& [name, sum] : tables_)
    if (name == table_name) {
      sum += capacity;
      return;
    }
  tables_.emplace_back(table_name, capacity);
}

std::optional<std::vector<model::ConsumedCapacity>> TableCapacities::consumed() const {
  std::vector<model::ConsumedCapacity> answers;
  for (const auto& [table_name, capacity] : tables_)
    if (auto answer = consumed_capacity(wanted_, table_name, capacity, kind_))
      answers.push_back(std::move(*answer));
  if (answers.empty()) return std::nullopt;
  return answers;
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
