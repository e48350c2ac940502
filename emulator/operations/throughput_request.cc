#include "emulator/operations/throughput_request.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "emulator/engine/table_description.h"
#include "emulator/model/limits.h"
#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"

namespace ddb::operations {

namespace messages = model::messages;
using engine::BillingMode;

namespace {

constexpr std::string_view kRead = "ReadCapacityUnits";
constexpr std::string_view kWrite = "WriteCapacityUnits";

model::ServiceError invalid(std::string_view sentence, std::initializer_list<std::string_view> values) {
  return model::validation_error(messages::fill(sentence, values));
}

model::ServiceError limit_exceeded(std::string message) {
  return {model::ErrorCode::kLimitExceeded, std::move(message)};
}

/// "table", "index gsi1", "index : gsi1": the messages differ.
std::string owner_text(const ThroughputOwner& owner, std::string_view index_word) {
  return owner.index_name.empty() ? "table" : std::string(index_word) + owner.index_name;
}

ServiceResult<void> check_bound(std::string_view member, std::int64_t units) {
  if (units <= model::kCapacityUnitsBound) return {};
  return invalid(messages::kCapacityOutOfBounds, {std::to_string(units), member});
}

ServiceResult<void> check_units(const Call& call, std::string_view member, std::int64_t units,
                                std::int64_t units_max, const ThroughputOwner& owner) {
  if (units <= units_max) return {};
  const std::string text = std::to_string(units);
  if (owner.index_name.empty())
    return limit_exceeded(messages::fill(messages::kTableCapacityLimit,
                                         {member, text, call.region, std::to_string(units_max)}));
  return limit_exceeded(
      messages::fill(messages::kIndexCapacityLimit,
                     {member, owner.index_name, text, call.region, std::to_string(units_max)}));
}

ServiceResult<void> check_on_demand_units(std::string_view member, std::optional<std::int64_t> units,
                                          OnDemandRange range, const ThroughputOwner& owner) {
  constexpr std::int64_t kNone = -1;
  if (!units || *units > 0 || (*units == kNone && range == OnDemandRange::kPositiveOrNone)) return {};
  return invalid(messages::kOnDemandOutOfRange, {member, owner_text(owner, "index : ")});
}

void merge_units(std::optional<std::int64_t>& current, std::optional<std::int64_t> change) {
  if (!change) return;
  if (*change < 0)
    current.reset();
  else
    current = change;
}

/// What a table or index serves at once without having been asked to.
engine::WarmThroughput warm_at_least(BillingMode mode, const engine::ProvisionedThroughput& provisioned) {
  if (mode == BillingMode::kPayPerRequest)
    return {model::kOnDemandInitialReadUnits, model::kOnDemandInitialWriteUnits};
  return {provisioned.read_capacity_units, provisioned.write_capacity_units};
}

ServiceResult<void> check_initial_warm(std::string_view member, std::optional<std::int64_t> wanted,
                                       std::int64_t least, BillingMode mode, std::string_view capacity_member,
                                       const ThroughputOwner& owner) {
  if (!wanted || *wanted >= least) return {};
  const std::string text = owner_text(owner, "index ");
  if (mode == BillingMode::kPayPerRequest) return invalid(messages::kWarmBelowOnDemand, {member, text});
  return invalid(messages::kWarmBelowProvisioned, {member, text, capacity_member});
}

ServiceResult<void> check_warm_raise(std::string_view member, std::optional<std::int64_t> wanted,
                                     std::optional<std::int64_t> current, const ThroughputOwner& owner) {
  if (!wanted || !current || *wanted >= *current) return {};
  return invalid(messages::kWarmDecrease, {member, owner_text(owner, "index ")});
}

/// "Friday, October 9, 2026 at 12:21:34 AM Coordinated Universal Time"
std::string long_date(Clock::TimePoint time) {
  constexpr std::array<std::string_view, 7> kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                     "Thursday", "Friday", "Saturday"};
  constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                        "May",       "June",     "July",     "August",
                                                        "September", "October",  "November", "December"};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
  const auto two_digits = [](auto number) {
    std::string text = std::to_string(number.count());
    return text.size() < 2 ? "0" + text : text;
  };
  std::string text(kDays[std::chrono::weekday(day).c_encoding()]);
  text += ", ";
  text += kMonths[static_cast<unsigned>(date.month()) - 1];
  text += " " + std::to_string(static_cast<unsigned>(date.day())) + ", " +
          std::to_string(static_cast<int>(date.year())) + " at ";
  text += std::to_string(std::chrono::make12(clock.hours()).count()) + ":" + two_digits(clock.minutes()) +
          ":" + two_digits(clock.seconds());
  text += std::chrono::is_am(clock.hours()) ? " AM" : " PM";
  return text + " Coordinated Universal Time";
}

ServiceResult<void> check_decrease_budget(const engine::ProvisionedThroughput& throughput,
                                          Clock::TimePoint now) {
  const std::int64_t count = engine::decreases_today(throughput, now);
  if (count < model::kCapacityDecreasesPerDay) return {};
  const Clock::TimePoint last = *throughput.last_decrease;
  const Clock::TimePoint midnight = std::chrono::floor<std::chrono::days>(now) + std::chrono::days(1);
  const Clock::TimePoint next = std::min<Clock::TimePoint>(
      last + std::chrono::seconds(model::kCapacityDecreaseIntervalSeconds), midnight);
  if (now >= next) return {};
  return limit_exceeded(
      messages::fill(messages::kDecreasesLimited, {std::to_string(count), long_date(last), long_date(next)}));
}

model::ServiceError capacity_unchanged(const engine::ProvisionedThroughput& throughput,
                                       const ThroughputOwner& owner) {
  const std::string read = std::to_string(throughput.read_capacity_units);
  const std::string write = std::to_string(throughput.write_capacity_units);
  if (owner.index_name.empty()) return invalid(messages::kCapacityUnchanged, {read, read, write, write});
  const std::string& name = owner.index_name;
  return invalid(messages::kIndexCapacityUnchanged, {name, name, read, read, name, write, write});
}

}  // namespace

ServiceResult<void> check_capacity_units(const Call& call, const model::ProvisionedThroughput& throughput,
                                         const ThroughputOwner& owner) {
  DDB_CHECK(check_bound(kRead, throughput.read_capacity_units));
  DDB_CHECK(check_bound(kWrite, throughput.write_capacity_units));
  DDB_CHECK(
      check_units(call, kRead, throughput.read_capacity_units, model::kTableReadCapacityUnitsMax, owner));
  return check_units(call, kWrite, throughput.write_capacity_units, model::kTableWriteCapacityUnitsMax,
                     owner);
}

ServiceResult<void> check_on_demand(const model::OnDemandThroughput& throughput, BillingMode mode,
                                    OnDemandRange range, const ThroughputOwner& owner) {
  constexpr std::string_view kReadMember = "MaxReadRequestUnits";
  constexpr std::string_view kWriteMember = "MaxWriteRequestUnits";
  if (mode == BillingMode::kProvisioned) {
    const std::string_view member = throughput.max_read_request_units ? kReadMember : kWriteMember;
    if (owner.index_name.empty()) return invalid(messages::kOnDemandWithProvisioned, {member});
    return invalid(messages::kIndexOnDemandWithProvisioned, {member, owner.index_name});
  }
  DDB_CHECK(check_on_demand_units(kReadMember, throughput.max_read_request_units, range, owner));
  return check_on_demand_units(kWriteMember, throughput.max_write_request_units, range, owner);
}

std::optional<engine::OnDemandThroughput> merged_on_demand(
    const std::optional<engine::OnDemandThroughput>& current, const model::OnDemandThroughput& change) {
  engine::OnDemandThroughput merged = current.value_or(engine::OnDemandThroughput{});
  merge_units(merged.read_request_units_max, change.max_read_request_units);
  merge_units(merged.write_request_units_max, change.max_write_request_units);
  if (!merged.read_request_units_max && !merged.write_request_units_max) return std::nullopt;
  return merged;
}

ServiceResult<engine::WarmThroughput> initial_warm_throughput(
    const std::optional<model::WarmThroughput>& wanted, BillingMode mode,
    const engine::ProvisionedThroughput& provisioned, const ThroughputOwner& owner) {
  engine::WarmThroughput warm = warm_at_least(mode, provisioned);
  if (!wanted) return warm;
  DDB_CHECK(check_initial_warm("ReadUnitsPerSecond", wanted->read_units_per_second,
                               *warm.read_units_per_second, mode, kRead, owner));
  DDB_CHECK(check_initial_warm("WriteUnitsPerSecond", wanted->write_units_per_second,
                               *warm.write_units_per_second, mode, kWrite, owner));
  if (wanted->read_units_per_second) warm.read_units_per_second = wanted->read_units_per_second;
  if (wanted->write_units_per_second) warm.write_units_per_second = wanted->write_units_per_second;
  return warm;
}

ServiceResult<engine::WarmThroughput> raised_warm_throughput(
    const std::optional<engine::WarmThroughput>& current, const model::WarmThroughput& wanted,
    const ThroughputOwner& owner) {
  engine::WarmThroughput warm = current.value_or(engine::WarmThroughput{});
  DDB_CHECK(check_warm_raise("ReadUnitsPerSecond", wanted.read_units_per_second, warm.read_units_per_second,
                             owner));
  DDB_CHECK(check_warm_raise("WriteUnitsPerSecond", wanted.write_units_per_second,
                             warm.write_units_per_second, owner));
  if (wanted.read_units_per_second) warm.read_units_per_second = wanted.read_units_per_second;
  if (wanted.write_units_per_second) warm.write_units_per_second = wanted.write_units_per_second;
  return warm;
}

engine::WarmThroughput raised_to_capacity(const std::optional<engine::WarmThroughput>& current,
                                          BillingMode mode,
                                          const engine::ProvisionedThroughput& provisioned) {
  const engine::WarmThroughput least = warm_at_least(mode, provisioned);
  const engine::WarmThroughput warm = current.value_or(least);
  return {std::max(warm.read_units_per_second, least.read_units_per_second),
          std::max(warm.write_units_per_second, least.write_units_per_second)};
}

ServiceResult<engine::ProvisionedThroughput> changed_capacity(const engine::ProvisionedThroughput& throughput,
                                                              const model::ProvisionedThroughput& wanted,
                                                              Clock::TimePoint now,
                                                              const ThroughputOwner& owner) {
  const auto read_change = wanted.read_capacity_units <=> throughput.read_capacity_units;
  const auto write_change = wanted.write_capacity_units <=> throughput.write_capacity_units;
  if (read_change == 0 && write_change == 0) return capacity_unchanged(throughput, owner);
  engine::ProvisionedThroughput changed = throughput;
  if (read_change < 0 || write_change < 0) {
    DDB_CHECK(check_decrease_budget(throughput, now));
    changed.decreases_today = engine::decreases_today(throughput, now) + 1;
    changed.last_decrease = now;
  }
  if (read_change > 0 || write_change > 0) changed.last_increase = now;
  changed.read_capacity_units = wanted.read_capacity_units;
  changed.write_capacity_units = wanted.write_capacity_units;
  return changed;
}

}  // namespace ddb::operations
