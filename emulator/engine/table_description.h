#pragma once

#include "emulator/engine/catalog.h"
#include "emulator/engine/table.h"
#include "emulator/model/generated/shapes.h"
#include "shared/base/clock.h"

namespace ddb::engine {

/// The table as DescribeTable shows it at `now`: what DynamoDB leaves out is absent. AttributeDefinitions and
/// NonKeyAttributes are sorted by name; everything else keeps its order. The caller holds no transaction (see
/// `Catalog::statistics`). Throws `storage::StorageError`.
model::TableDescription describe_table(const Table& table, Catalog& catalog, Clock::TimePoint now);

/// Decreases on the UTC day of `now`.
std::int64_t decreases_today(const ProvisionedThroughput& throughput, Clock::TimePoint now);

}  // namespace ddb::engine
