#include "backend/stream/last_message_updater.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <unordered_map>
#include <vector>

namespace ddb::backend {
namespace {

// One conversation that can't be updated must not hold up the others; a table that is out of reach should not
// be asked for each of them.
constexpr std::size_t kFailuresMax = 3;

/// What a batch says of one conversation.
struct Update {
  std::size_t first_record;  ///< The index of its first record in the batch.
  const Message* newest;
};

/// In the order of their first records.
std::vector<Update> newest_messages(std::span<const StreamRecord> records) {
  std::vector<Update> updates;
  std::unordered_map<std::string_view, std::size_t> index_of;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!records[i].message) continue;
    const Message& message = *records[i].message;
    const auto [found, is_new] = index_of.emplace(message.message_group_uuid, updates.size());
    if (is_new) {
      updates.push_back({.first_record = i, .newest = &message});
    } else if (message.created_at > updates[found->second].newest->created_at) {
      updates[found->second].newest = &message;
    }
  }
  return updates;
}

}  // namespace

std::optional<std::size_t> LastMessageUpdater::handle(std::span<const StreamRecord> records,
                                                      const GoesOn& goes_on) {
  warn_of_faults(records);
  std::optional<std::size_t> first_failed;
  std::size_t failures = 0;
  for (const Update& update : newest_messages(records)) {
    // The updates come in the order of their first records: all before the first failure's is done, and what
    // was done after it does no harm when it comes again.
    if (!goes_on()) return first_failed.value_or(update.first_record);
    const auto shown = store_.show_last_message(*update.newest);
    if (shown) continue;
    if (!first_failed && goes_on()) {
      log_.warning("The stream's records have to come again from " +
                   records[update.first_record].sequence_number + " on: " + shown.error().message);
    }
    first_failed = first_failed.value_or(update.first_record);
    if (++failures == kFailuresMax) break;
  }
  return first_failed;
}

void LastMessageUpdater::warn_of_faults(std::span<const StreamRecord> records) {
  const auto is_faulty = [](const StreamRecord& record) { return !record.fault.empty(); };
  const auto count = std::count_if(records.begin(), records.end(), is_faulty);
  if (count == 0) return;
  const auto first = std::find_if(records.begin(), records.end(), is_faulty);
  log_.warning("Passed over " + std::to_string(count) + " of the stream's messages. The first, record " +
               first->sequence_number + ", has " + first->fault + ".");
}

Result<std::string> LastMessageUpdater::handle_event(std::string_view event_json, const GoesOn& goes_on) {
  DDB_TRY(records, parse_stream_event(event_json));
  boost::json::array failures;
  if (const auto first_failed = handle(records, goes_on)) {
    failures.push_back(boost::json::object{{"itemIdentifier", records[*first_failed].sequence_number}});
  }
  const boost::json::object answer{{"batchItemFailures", std::move(failures)}};
  return {boost::system::in_place_value, boost::json::serialize(answer)};
}

}  // namespace ddb::backend
