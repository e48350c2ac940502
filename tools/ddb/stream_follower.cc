#include "tools/ddb/stream_follower.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "tools/ddb/table_life.h"

namespace ddb::cli {
namespace {

namespace json = boost::json;

const json::object& record_data(const json::object& record) {
  static const json::object empty;
  const auto* data = record.if_contains("dynamodb");
  return data && data->is_object() ? data->get_object() : empty;
}

}  // namespace

void StreamFollower::add_shard(const json::object& description) {
  const std::string id = text_member(description, "ShardId");
  const bool is_known =
      std::any_of(shards_.begin(), shards_.end(), [&id](const Shard& shard) { return shard.id == id; });
  if (is_known) return;
  // A shard that is found later was opened after we began: all of it is news.
  const Start start = shards_are_known_ ? Start::kTrimHorizon : start_;
  const auto* range = description.if_contains("SequenceNumberRange");
  const bool is_closed = range && range->is_object() && range->get_object().contains("EndingSequenceNumber");
  shards_.push_back({.id = id,
                     .parent_id = text_member(description, "ParentShardId"),
                     .start = start,
                     .iterator = {},
                     .last_sequence_number = {},
                     .is_finished = is_closed && start == Start::kLatest});
}

Result<void, CommandError> StreamFollower::find_shards() {
  json::object input{{"StreamArn", stream_arn_}};
  while (true) {
    DDB_TRY(output, session_.call("DescribeStream", input));
    const auto* description = output.if_contains("StreamDescription");
    if (!description || !description->is_object()) break;
    const auto* shards = description->get_object().if_contains("Shards");
    if (shards && shards->is_array()) {
      for (const auto& shard : shards->get_array()) {
        if (shard.is_object()) add_shard(shard.get_object());
      }
    }
    const std::string last = text_member(description->get_object(), "LastEvaluatedShardId");
    if (last.empty()) break;
    input["ExclusiveStartShardId"] = last;
  }
  shards_are_known_ = true;
  return {};
}

Result<void, CommandError> StreamFollower::open(Shard& shard) {
  json::object input{{"StreamArn", stream_arn_}, {"ShardId", shard.id}};
  if (shard.last_sequence_number.empty()) {
    input.emplace("ShardIteratorType", shard.start == Start::kLatest ? "LATEST" : "TRIM_HORIZON");
  } else {
    input.emplace("ShardIteratorType", "AFTER_SEQUENCE_NUMBER");
    input.emplace("SequenceNumber", shard.last_sequence_number);
  }
  auto output = session_.call_raw("GetShardIterator", input);
  if (!output && output.error().type == "TrimmedDataAccessException") {
    // What lay between was deleted after 24 hours: go on with the oldest that is left.
    shard.last_sequence_number.clear();
    input.erase("SequenceNumber");
    input["ShardIteratorType"] = "TRIM_HORIZON";
    output = session_.call_raw("GetShardIterator", input);
  }
  if (!output && output.error().type == "ResourceNotFoundException") {
    shard.is_finished = true;  // All of it was deleted since.
    return {};
  }
  if (!output) return session_.describe(output.error(), {"GetShardIterator", ""});
  shard.iterator = text_member(*output, "ShardIterator");
  return {};
}

Result<bool, CommandError> StreamFollower::read(Shard& shard, const OnRecord& on_record) {
  auto output = session_.call_raw("GetRecords", {{"ShardIterator", shard.iterator}});
  const std::string type = output ? "" : output.error().type;
  if (type == "ExpiredIteratorException" || type == "TrimmedDataAccessException") {
    shard.iterator.clear();
    return true;
  }
  if (!output) return session_.describe(output.error(), {"GetRecords", ""});
  const auto* records = output->if_contains("Records");
  if (records && records->is_array()) {
    for (const auto& record : records->get_array()) {
      if (!record.is_object()) continue;
      is_idle_ = false;
      shard.last_sequence_number = text_member(record_data(record.get_object()), "SequenceNumber");
      if (!on_record(record.get_object())) return false;
    }
  }
  shard.iterator = text_member(*output, "NextShardIterator");
  shard.is_finished = shard.iterator.empty();
  return true;
}

bool StreamFollower::parent_is_finished(const Shard& shard) const {
  return std::none_of(shards_.begin(), shards_.end(), [&shard](const Shard& other) {
    return other.id == shard.parent_id && !other.is_finished;
  });
}

Result<bool, CommandError> StreamFollower::poll(const OnRecord& on_record) {
  is_idle_ = true;
  if (!shards_are_known_) {
    DDB_CHECK(find_shards());
    for (auto& shard : shards_) {
      // "Latest" is now, not when its turn comes.
      if (!shard.is_finished && shard.start == Start::kLatest) DDB_CHECK(open(shard));
    }
  }
  bool one_finished = false;
  for (std::size_t i = 0; i < shards_.size(); ++i) {
    Shard& shard = shards_[i];
    if (shard.is_finished || !parent_is_finished(shard)) continue;
    if (shard.iterator.empty()) DDB_CHECK(open(shard));
    if (shard.is_finished) continue;
    DDB_TRY(goes_on, read(shard, on_record));
    if (!goes_on) return false;
    one_finished = one_finished || shard.is_finished;
  }
  if (one_finished) DDB_CHECK(find_shards());
  return std::any_of(shards_.begin(), shards_.end(), [](const Shard& shard) { return !shard.is_finished; });
}

}  // namespace ddb::cli
