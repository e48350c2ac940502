#include "emulator/engine/backfill.h"
#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"
#include "emulator/operations/call.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/generated/handlers.h"

namespace ddb::operations {

namespace messages = model::messages;

namespace {

/// The service refuses a second change for about half an hour. The emulator does so only while a change is
/// under way, which it is for no time by default.
ServiceResult<void> check_settled(const engine::Table& table, const engine::Engine& engine) {
  const Clock::TimePoint now = engine.clock().now();
  const auto is_recent = [&](const std::optional<Clock::TimePoint>& change) {
    return change && now < *change + engine.options().transient_status_duration;
  };
  if ((table.time_to_live && is_recent(table.time_to_live->changed)) ||
      is_recent(table.time_to_live_disabled))
    return model::validation_error(std::string(messages::kTimeToLiveChangedTooOften));
  return {};
}

ServiceResult<void> check_change(const engine::Table& table, const model::TimeToLiveSpecification& wanted) {
  if (!table.time_to_live) {
    if (!wanted.enabled) return model::validation_error(std::string(messages::kTimeToLiveDisabled));
    return {};
  }
  const std::string& attribute_name = table.time_to_live->attribute_name;
  if (attribute_name != wanted.attribute_name)
    return model::validation_error(messages::fill(messages::kTimeToLiveOtherAttribute, {attribute_name}));
  if (wanted.enabled) return model::validation_error(std::string(messages::kTimeToLiveEnabled));
  return {};
}

void enable(engine::WriteScope& scope, engine::Table& table, const std::string& attribute_name,
            Clock::TimePoint now) {
  engine::TimeToLive time_to_live;
  time_to_live.attribute_name = attribute_name;
  time_to_live.queue = scope.storage().next_collection_id();
  time_to_live.changed = now;
  time_to_live.is_backfilling = true;
  scope.storage().create_collection(time_to_live.queue);
  table.time_to_live = std::move(time_to_live);
  table.time_to_live_disabled.reset();
  table.time_to_live_disabled_attribute.clear();
}

void disable(engine::WriteScope& scope, engine::Table& table, Clock::TimePoint now) {
  scope.storage().drop_collection(table.time_to_live->queue);
  table.time_to_live_disabled = now;
  table.time_to_live_disabled_attribute = table.time_to_live->attribute_name;
  table.time_to_live.reset();
}

/// Makes the change, and gives the table's name.
ServiceResult<std::string> change(Call& call, const model::UpdateTimeToLiveInput& input) {
  const model::TimeToLiveSpecification& wanted = input.time_to_live_specification;
  engine::WriteScope scope = call.engine.begin_write();
  DDB_TRY(found, find_table(call, input.table_name, engine::TableUse::kChangeSetting));
  DDB_CHECK(check_change(*found, wanted));
  DDB_CHECK(check_settled(*found, call.engine));
  engine::Table table = *found;
  const Clock::TimePoint now = call.engine.clock().now();
  if (wanted.enabled)
    enable(scope, table, wanted.attribute_name, now);
  else
    disable(scope, table, now);
  call.engine.catalog().put(scope, std::move(table));
  scope.commit();
  return found->name;
}

}  // namespace

ServiceResult<model::UpdateTimeToLiveOutput> update_time_to_live(Call& call,
                                                                 model::UpdateTimeToLiveInput& input) {
  DDB_TRY(table_name, change(call, input));
  if (input.time_to_live_specification.enabled) engine::backfill_time_to_live(call.engine, table_name);
  return model::UpdateTimeToLiveOutput{input.time_to_live_specification};
}

}  // namespace ddb::operations
