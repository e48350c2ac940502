#include "emulator/engine/table_description.h"

#include <algorithm>

#include "emulator/engine/table_lifecycle.h"

namespace ddb::engine {

namespace {

model::ScalarAttributeType scalar_type(value::Type type) {
  if (type == value::Type::kNumber) return model::ScalarAttributeType::kN;
  if (type == value::Type::kBinary) return model::ScalarAttributeType::kB;
  return model::ScalarAttributeType::kS;
}

std::vector<model::AttributeDefinition> describe_definitions(const Table& table) {
  std::vector<model::AttributeDefinition> definitions;
  for (const KeyAttribute& attribute : table.attribute_definitions)
    definitions.push_back({attribute.name, scalar_type(attribute.type)});
  std::ranges::sort(definitions, {}, &model::AttributeDefinition::attribute_name);
  return definitions;
}

std::vector<model::KeySchemaElement> describe_key(const KeySchema& key) {
  std::vector<model::KeySchemaElement> elements;
  for (const KeyAttribute& attribute : key.hash)
    elements.push_back({attribute.name, model::KeyType::kHash});
  for (const KeyAttribute& attribute : key.range)
    elements.push_back({attribute.name, model::KeyType::kRange});
  return elements;
}

model::Projection describe_projection(const Projection& projection) {
  model::Projection described;
  described.projection_type = projection.type;
  if (!projection.non_key_attributes.empty()) {
    described.non_key_attributes = projection.non_key_attributes;
    std::ranges::sort(*described.non_key_attributes);
  }
  return described;
}

model::ProvisionedThroughputDescription describe_throughput(const ProvisionedThroughput& throughput,
                                                            Clock::TimePoint now) {
  return {throughput.last_increase, throughput.last_decrease, decreases_today(throughput, now),
          throughput.read_capacity_units, throughput.write_capacity_units};
}

std::optional<model::OnDemandThroughput> describe_on_demand(
    const std::optional<OnDemandThroughput>& throughput) {
  if (!throughput || (!throughput->read_request_units_max && !throughput->write_request_units_max))
    return std::nullopt;
  return model::OnDemandThroughput{throughput->read_request_units_max, throughput->write_request_units_max};
}

model::IndexStatus index_status(Status status) {
  switch (status) {
    case Status::kCreating:
      return model::IndexStatus::kCreating;
    case Status::kUpdating:
      return model::IndexStatus::kUpdating;
    case Status::kDeleting:
      return model::IndexStatus::kDeleting;
    case Status::kActive:
      break;
  }
  return model::IndexStatus::kActive;
}

model::TableStatus table_status(Status status) {
  switch (status) {
    case Status::kCreating:
      return model::TableStatus::kCreating;
    case Status::kUpdating:
      return model::TableStatus::kUpdating;
    case Status::kDeleting:
      return model::TableStatus::kDeleting;
    case Status::kActive:
      break;
  }
  return model::TableStatus::kActive;
}

model::LocalSecondaryIndexDescription describe_local_index(const Table& table, const SecondaryIndex& index,
                                                           Catalog& catalog) {
  const CollectionStatistics statistics = catalog.statistics(table, &index);
  model::LocalSecondaryIndexDescription described;
  described.index_name = index.name;
  described.key_schema = describe_key(index.key);
  described.projection = describe_projection(index.projection);
  described.index_size_bytes = statistics.size_bytes;
  described.item_count = statistics.item_count;
  described.index_arn = table.index_arn(index);
  return described;
}

model::GlobalSecondaryIndexDescription describe_global_index(const Table& table, const SecondaryIndex& index,
                                                             const CollectionStatistics& statistics,
                                                             Clock::TimePoint now) {
  const Status status = current_status(index, now);
  model::GlobalSecondaryIndexDescription described;
  described.index_name = index.name;
  described.key_schema = describe_key(index.key);
  described.projection = describe_projection(index.projection);
  described.index_status = index_status(status);
  // Not for indexes that came with the table. Source: API reference, "Backfilling".
  if (status == Status::kCreating && table.status != Status::kCreating) described.backfilling = true;
  described.provisioned_throughput = describe_throughput(index.throughput, now);
  described.index_size_bytes = statistics.size_bytes;
  described.item_count = statistics.item_count;
  described.index_arn = table.index_arn(index);
  described.on_demand_throughput = describe_on_demand(index.on_demand_throughput);
  if (index.warm_throughput)
    described.warm_throughput = model::GlobalSecondaryIndexWarmThroughputDescription{
        index.warm_throughput->read_units_per_second, index.warm_throughput->write_units_per_second,
        status == Status::kCreating ? model::IndexStatus::kUpdating : model::IndexStatus::kActive};
  return described;
}

void describe_indexes(const Table& table, Catalog& catalog, Clock::TimePoint now,
                      model::TableDescription& described) {
  std::vector<model::LocalSecondaryIndexDescription> local;
  std::vector<model::GlobalSecondaryIndexDescription> global;
  for (const SecondaryIndex& index : table.indexes) {
    if (index.is_global())
      global.push_back(describe_global_index(table, index, catalog.statistics(table, &index), now));
    else
      local.push_back(describe_local_index(table, index, catalog));
  }
  for (const SecondaryIndex& index : table.deleted_indexes)
    if (!is_gone(index, now)) global.push_back(describe_global_index(table, index, {}, now));
  if (!local.empty()) described.local_secondary_indexes = std::move(local);
  if (!global.empty()) described.global_secondary_indexes = std::move(global);
}

void describe_billing(const Table& table, Clock::TimePoint now, model::TableDescription& described) {
  described.provisioned_throughput = describe_throughput(table.throughput, now);
  // A table that was never on demand has no summary.
  if (table.pay_per_request_since)
    described.billing_mode_summary =
        model::BillingModeSummary{table.billing_mode, table.pay_per_request_since};
  described.on_demand_throughput = describe_on_demand(table.on_demand_throughput);
  if (table.warm_throughput)
    described.warm_throughput = model::TableWarmThroughputDescription{
        table.warm_throughput->read_units_per_second, table.warm_throughput->write_units_per_second,
        model::TableStatus::kActive};
}

void describe_settings(const Table& table, model::TableDescription& described) {
  if (const TableStream* stream = table.enabled_stream())
    described.stream_specification = model::StreamSpecification{true, stream->view_type};
  if (!table.streams.empty()) {
    described.latest_stream_label = table.streams.back().label;
    described.latest_stream_arn = table.stream_arn(table.streams.back());
  }
  if (!table.sse_kms_key_arn.empty()) {
    described.sse_description = model::SSEDescription{};
    described.sse_description->status = model::SSEStatus::kEnabled;
    described.sse_description->sse_type = model::SSEType::kKms;
    described.sse_description->kms_master_key_arn = table.sse_kms_key_arn;
  }
  if (table.table_class)
    described.table_class_summary = model::TableClassSummary{table.table_class, table.table_class_changed};
  described.deletion_protection_enabled = table.deletion_protection;
}

}  // namespace

std::int64_t decreases_today(const ProvisionedThroughput& throughput, Clock::TimePoint now) {
  if (!throughput.last_decrease) return 0;
  const auto day_of = [](Clock::TimePoint time) { return std::chrono::floor<std::chrono::days>(time); };
  return day_of(*throughput.last_decrease) == day_of(now) ? throughput.decreases_today : 0;
}

model::TableDescription describe_table(const Table& table, Catalog& catalog, Clock::TimePoint now) {
  const CollectionStatistics statistics = catalog.statistics(table);
  model::TableDescription described;
  described.attribute_definitions = describe_definitions(table);
  described.table_name = table.name;
  described.key_schema = describe_key(table.key);
  described.table_status = table_status(current_status(table, now));
  described.creation_date_time = table.created;
  described.table_size_bytes = statistics.size_bytes;
  described.item_count = statistics.item_count;
  described.table_arn = table.arn();
  described.table_id = table.id;
  describe_billing(table, now, described);
  describe_indexes(table, catalog, now, described);
  describe_settings(table, described);
  return described;
}

}  // namespace ddb::engine
