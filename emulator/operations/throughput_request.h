#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "emulator/engine/table.h"
#include "emulator/model/generated/shapes.h"
#include "emulator/operations/call.h"

/// ProvisionedThroughput, OnDemandThroughput and WarmThroughput of CreateTable and UpdateTable, of tables and
/// of global indexes.
namespace ddb::operations {

/// What a throughput is for, in the words of the messages.
struct ThroughputOwner {
  std::string index_name;  ///< Empty: the table.
};

/// Fails with ValidationException when a value is beyond all bounds, and with LimitExceededException when it
/// is above what an account may have for one table or index.
ServiceResult<void> check_capacity_units(const Call& call, const model::ProvisionedThroughput& throughput,
                                         const ThroughputOwner& owner);

/// Whether -1, "no maximum", may be given: only where there may be one already.
enum class OnDemandRange { kPositive, kPositiveOrNone };

/// Fails with ValidationException unless the table is on demand and the values are in range.
ServiceResult<void> check_on_demand(const model::OnDemandThroughput& throughput, engine::BillingMode mode,
                                    OnDemandRange range, const ThroughputOwner& owner);

/// `current` with the members of `change`; -1 takes a maximum away.
std::optional<engine::OnDemandThroughput> merged_on_demand(
    const std::optional<engine::OnDemandThroughput>& current, const model::OnDemandThroughput& change);

/// The throughput that a new table or index can serve at once: what is asked for, at least what its billing
/// mode begins with. Fails with ValidationException when less than that is asked for.
ServiceResult<engine::WarmThroughput> initial_warm_throughput(
    const std::optional<model::WarmThroughput>& wanted, engine::BillingMode mode,
    const engine::ProvisionedThroughput& provisioned, const ThroughputOwner& owner);

/// `current`, raised to `wanted`. Fails with ValidationException when that is less.
ServiceResult<engine::WarmThroughput> raised_warm_throughput(
    const std::optional<engine::WarmThroughput>& current, const model::WarmThroughput& wanted,
    const ThroughputOwner& owner);

/// `current`, raised to at least what the billing mode begins with: it never falls.
engine::WarmThroughput raised_to_capacity(const std::optional<engine::WarmThroughput>& current,
                                          engine::BillingMode mode,
                                          const engine::ProvisionedThroughput& provisioned);

/// `throughput` with the units of `wanted`, and the times and count of the change. Fails with
/// ValidationException when nothing would change, and with LimitExceededException when it is a decrease and
/// the four of the UTC day are spent and the last one is less than an hour ago.
ServiceResult<engine::ProvisionedThroughput> changed_capacity(const engine::ProvisionedThroughput& throughput,
                                                              const model::ProvisionedThroughput& wanted,
                                                              Clock::TimePoint now,
                                                              const ThroughputOwner& owner);

}  // namespace ddb::operations
