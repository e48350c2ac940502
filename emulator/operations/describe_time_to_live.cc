#include "emulator/engine/table_lifecycle.h"
#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"
#include "emulator/operations/call.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/generated/handlers.h"

namespace ddb::operations {

namespace messages = model::messages;
using engine::Status;
using model::TimeToLiveStatus;

namespace {

model::ServiceError no_time_to_live_in(std::string_view state) {
  return model::validation_error(messages::fill(messages::kNoTimeToLiveInState, {state, state}));
}

model::TimeToLiveDescription describe(const engine::Table& table, std::chrono::microseconds transient,
                                      Clock::TimePoint now) {
  if (table.time_to_live) {
    const bool is_enabling = table.time_to_live->is_backfilling ||
                             (table.time_to_live->changed && now < *table.time_to_live->changed + transient);
    return {is_enabling ? TimeToLiveStatus::kEnabling : TimeToLiveStatus::kEnabled,
            table.time_to_live->attribute_name};
  }
  if (table.time_to_live_disabled && now < *table.time_to_live_disabled + transient)
    return {TimeToLiveStatus::kDisabling, table.time_to_live_disabled_attribute};
  return {TimeToLiveStatus::kDisabled, std::nullopt};
}

}  // namespace

ServiceResult<model::DescribeTimeToLiveOutput> describe_time_to_live(Call& call,
                                                                     model::DescribeTimeToLiveInput& input) {
  DDB_TRY(table, find_table(call, input.table_name, engine::TableUse::kDescribe));
  const Clock::TimePoint now = call.engine.clock().now();
  const Status status = engine::current_status(*table, now);
  if (status == Status::kCreating) return no_time_to_live_in("CREATING");
  if (status == Status::kDeleting) return no_time_to_live_in("DELETING");
  return model::DescribeTimeToLiveOutput{
      describe(*table, call.engine.options().transient_status_duration, now)};
}

}  // namespace ddb::operations
