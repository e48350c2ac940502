#include "shared/aws/stream_reader.h"

#include <algorithm>
#include <set>

#include "shared/json/members.h"

namespace ddb::aws {
namespace {

/// A page has 100 shards.
constexpr std::size_t kShardPagesMax = 1'000;

constexpr std::string_view kTrimmed = "TrimmedDataAccessException";
constexpr std::string_view kExpired = "ExpiredIteratorException";
constexpr std::string_view kGone = "ResourceNotFoundException";

void go_to_oldest(StreamShard& shard) {
  shard.iterator.clear();
  shard.last_sequence_number.clear();
  shard.start = StreamStart::kTrimHorizon;
  shard.is_trimmed = true;
}

CallError endless_list() {
  return {.kind = CallError::Kind::kBadAnswer,
          .type = {},
          .message = "DescribeStream's list of shards does not end.",
          .body = {}};
}

}  // namespace

Result<void, CallError> StreamReader::find_shards() {
  boost::json::object input{{"StreamArn", stream_arn_}};
  std::set<std::string> listed;
  for (std::size_t page = 0;; ++page) {
    if (page == kShardPagesMax) return endless_list();
    DDB_TRY(output, dynamodb_.call("DescribeStream", input));
    const auto& description = json::object_member(output, "StreamDescription");
    for (const auto& shard : json::array_member(description, "Shards")) {
      if (!shard.is_object()) continue;
      listed.insert(json::text_member(shard.get_object(), "ShardId"));
      add_shard(shard.get_object());
    }
    const std::string last = json::text_member(description, "LastEvaluatedShardId");
    if (last.empty()) break;
    input["ExclusiveStartShardId"] = last;
  }
  shards_are_known_ = true;
  std::erase_if(shards_,
                [&](const StreamShard& shard) { return shard.is_finished && listed.count(shard.id) == 0; });
  return {};
}

void StreamReader::add_shard(const boost::json::object& description) {
  std::string id = json::text_member(description, "ShardId");
  const bool is_known =
      std::any_of(shards_.begin(), shards_.end(), [&id](const StreamShard& shard) { return shard.id == id; });
  if (id.empty() || is_known) return;
  // A shard that is found later was opened after we began: all of it is news.
  const StreamStart start = shards_are_known_ ? StreamStart::kTrimHorizon : start_;
  const bool is_closed =
      json::object_member(description, "SequenceNumberRange").contains("EndingSequenceNumber");
  shards_.push_back({.id = std::move(id),
                     .parent_id = json::text_member(description, "ParentShardId"),
                     .start = start,
                     .last_sequence_number = {},
                     .iterator = {},
                     .is_finished = is_closed && start == StreamStart::kLatest,
                     .is_trimmed = false});
}

bool StreamReader::is_readable(const StreamShard& shard) const {
  return !shard.is_finished &&
         std::none_of(shards_.begin(), shards_.end(), [&shard](const StreamShard& other) {
           return other.id == shard.parent_id && !other.is_finished;
         });
}

bool StreamReader::is_finished() const {
  return std::all_of(shards_.begin(), shards_.end(),
                     [](const StreamShard& shard) { return shard.is_finished; });
}

CallResult StreamReader::get_iterator(const StreamShard& shard) {
  boost::json::object input{{"StreamArn", stream_arn_}, {"ShardId", shard.id}};
  if (shard.last_sequence_number.empty()) {
    input.emplace("ShardIteratorType", shard.start == StreamStart::kLatest ? "LATEST" : "TRIM_HORIZON");
  } else {
    input.emplace("ShardIteratorType", "AFTER_SEQUENCE_NUMBER");
    input.emplace("SequenceNumber", shard.last_sequence_number);
  }
  return dynamodb_.call("GetShardIterator", input);
}

Result<void, CallError> StreamReader::open(StreamShard& shard) {
  auto output = get_iterator(shard);
  const std::string type = output ? "" : output.error().type;
  // A ValidationException: the shard never had that number. What was kept about it is of no use.
  if (!shard.last_sequence_number.empty() && (type == kTrimmed || type == "ValidationException")) {
    go_to_oldest(shard);
    output = get_iterator(shard);
  }
  if (!output && output.error().type == kGone) {
    shard.is_finished = true;
    return {};
  }
  if (!output) return std::move(output).error();
  shard.iterator = json::text_member(*output, "ShardIterator");
  return {};
}

Result<boost::json::array, CallError> StreamReader::read(StreamShard& shard) {
  auto output = dynamodb_.call("GetRecords", {{"ShardIterator", shard.iterator}});
  const std::string type = output ? "" : output.error().type;
  if (type == kTrimmed) go_to_oldest(shard);
  if (type == kExpired) shard.iterator.clear();
  if (type == kGone) shard.is_finished = true;
  if (type == kTrimmed || type == kExpired || type == kGone) return boost::json::array();
  if (!output) return std::move(output).error();
  shard.iterator = json::text_member(*output, "NextShardIterator");
  shard.is_finished = shard.iterator.empty();
  auto* records = output->if_contains("Records");
  return records && records->is_array() ? std::move(records->get_array()) : boost::json::array();
}

}  // namespace ddb::aws
