#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string>

#include "shared/aws/stream_reader.h"
#include "tools/ddb/session.h"

namespace ddb::cli {

/// Follows all shards of a stream: a parent's records before its children's, and in a shard by sequence
/// number.
class StreamFollower {
 public:
  /// What to do with a record; returns whether to go on.
  using OnRecord = std::function<bool(const boost::json::object& record)>;

  StreamFollower(Session& session, std::string stream_arn, aws::StreamStart start)
      : session_(session), reader_(session.dynamodb(), std::move(stream_arn), start), start_(start) {}

  /// Reads every open shard once, in turn, and looks for new shards. Returns whether to go on: false when
  /// `on_record` said so, or when all shards are closed and read to their end.
  Result<bool, CommandError> poll(const OnRecord& on_record);

  /// Whether the last `poll` brought no record, so that a pause is due.
  bool is_idle() const { return is_idle_; }

 private:
  Result<void, CommandError> begin();
  Result<void, CommandError> find_shards();
  Result<void, CommandError> open(aws::StreamShard& shard);
  Result<bool, CommandError> read(aws::StreamShard& shard, const OnRecord& on_record);

  Session& session_;
  aws::StreamReader reader_;
  const aws::StreamStart start_;
  bool has_begun_ = false;
  bool is_idle_ = true;
};

}  // namespace ddb::cli
