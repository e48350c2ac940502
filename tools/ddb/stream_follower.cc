#include "tools/ddb/stream_follower.h"

#include "shared/json/members.h"

namespace ddb::cli {

Result<void, CommandError> StreamFollower::find_shards() {
  const auto found = reader_.find_shards();
  if (!found) return session_.describe(found.error(), {"DescribeStream", ""});
  return {};
}

Result<void, CommandError> StreamFollower::open(aws::StreamShard& shard) {
  const auto opened = reader_.open(shard);
  if (!opened) return session_.describe(opened.error(), {"GetShardIterator", ""});
  return {};
}

Result<bool, CommandError> StreamFollower::read(aws::StreamShard& shard, const OnRecord& on_record) {
  const auto records = reader_.read(shard);
  if (!records) return session_.describe(records.error(), {"GetRecords", ""});
  for (const auto& record : *records) {
    if (!record.is_object()) continue;
    is_idle_ = false;
    shard.last_sequence_number =
        json::text_member(json::object_member(record.get_object(), "dynamodb"), "SequenceNumber");
    if (!on_record(record.get_object())) return false;
  }
  return true;
}

Result<void, CommandError> StreamFollower::begin() {
  DDB_CHECK(find_shards());
  has_begun_ = true;
  if (start_ != aws::StreamStart::kLatest) return {};
  // "Latest" is now, not when a shard's turn comes.
  for (aws::StreamShard& shard : reader_.shards()) {
    if (!shard.is_finished) DDB_CHECK(open(shard));
  }
  return {};
}

Result<bool, CommandError> StreamFollower::poll(const OnRecord& on_record) {
  is_idle_ = true;
  if (!has_begun_) DDB_CHECK(begin());
  bool one_finished = false;
  for (aws::StreamShard& shard : reader_.shards()) {
    if (!reader_.is_readable(shard)) continue;
    if (shard.iterator.empty()) DDB_CHECK(open(shard));
    if (shard.is_finished) continue;
    DDB_TRY(goes_on, read(shard, on_record));
    if (!goes_on) return false;
    one_finished = one_finished || shard.is_finished;
  }
  if (one_finished) DDB_CHECK(find_shards());
  return !reader_.is_finished();
}

}  // namespace ddb::cli
