#include "tools/ddb/batch_writer.h"

#include <boost/json/serialize.hpp>

#include "shared/aws/retry.h"
#include "tools/ddb/item_sink.h"

namespace ddb::cli {
namespace {

namespace json = boost::json;

constexpr unsigned kPausesMax = 12;
// One request may carry 16 MB; items of 400 KB with their JSON around them stay under it in groups by this
// size.
constexpr std::size_t kRequestSizeBytesMax = std::size_t{12} * 1024 * 1024;

/// Takes what fits into one request off `items` from `next` on.
json::array next_group(const json::array& items, std::size_t& next) {
  json::array group;
  std::size_t size_bytes = 0;
  while (next < items.size() && group.size() < kBatchItemsMax) {
    const std::size_t item_size_bytes = json::serialize(items[next]).size();
    if (!group.empty() && size_bytes + item_size_bytes > kRequestSizeBytesMax) break;
    size_bytes += item_size_bytes;
    group.push_back(json::object{{"PutRequest", {{"Item", items[next]}}}});
    ++next;
  }
  return group;
}

json::array unprocessed_requests(const json::object& output, const std::string& table) {
  const auto* unprocessed = output.if_contains("UnprocessedItems");
  const auto* object = unprocessed ? unprocessed->if_object() : nullptr;
  const auto* requests = object ? object->if_contains(table) : nullptr;
  return requests && requests->is_array() ? requests->get_array() : json::array();
}

}  // namespace

Result<BatchWritten, CommandError> batch_write(Session& session, const std::string& table,
                                               const json::array& items) {
  BatchWritten written;
  Progress progress(session.err(), session.clock(), session.progress_mode());
  const aws::RetryPolicy policy;
  for (std::size_t next = 0; next < items.size();) {
    json::array group = next_group(items, next);
    for (unsigned pauses = 0; !group.empty();) {
      json::object input{{"RequestItems", json::object{{table, group}}}};
      if (session.is_verbose()) input.emplace("ReturnConsumedCapacity", "TOTAL");
      DDB_TRY(output, session.call("BatchWriteItem", input, table));
      json::array left = unprocessed_requests(output, table);
      ++written.requests;
      written.items += group.size() - left.size();
      written.capacity_units += capacity_units(output);
      progress.bar(written.items, items.size());
      pauses = left.size() < group.size() ? 0 : pauses + 1;
      if (pauses > kPausesMax) {
        return CommandError{ExitCode::kFailed,
                            "DynamoDB takes no more items: " + std::to_string(written.items) + " of " +
                                std::to_string(items.size()) +
                                " were written; raise the table's write "
                                "capacity, and run the same again."};
      }
      group = std::move(left);
      if (!group.empty()) session.sleeper().sleep(aws::retry_delay(policy, pauses + 1, session.random()));
    }
  }
  return written;
}

}  // namespace ddb::cli
