#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tools/ddb/session.h"

namespace ddb::cli {

/// Follows all shards of a stream: a parent's records before its children's, and in a shard by sequence
/// number.
class StreamFollower {
 public:
  enum class Start { kTrimHorizon, kLatest };

  /// What to do with a record; returns whether to go on.
  using OnRecord = std::function<bool(const boost::json::object& record)>;

  StreamFollower(Session& session, std::string stream_arn, Start start)
      : session_(session), stream_arn_(std::move(stream_arn)), start_(start) {}

  /// Reads every open shard once, in turn, and looks for new shards. Returns whether to go on: false when
  /// `on_record` said so, or when all shards are closed and read to their end.
  Result<bool, CommandError> poll(const OnRecord& on_record);

  /// Whether the last `poll` brought no record, so that a pause is due.
  bool is_idle() const { return is_idle_; }

 private:
  struct Shard {
    std::string id;
    std::string parent_id;
    Start start;                       // where to begin while nothing was read
    std::string iterator;              // empty: to be asked for
    std::string last_sequence_number;  // empty: nothing read yet
    bool is_finished = false;
  };

  Result<void, CommandError> find_shards();
  Result<void, CommandError> open(Shard& shard);
  Result<bool, CommandError> read(Shard& shard, const OnRecord& on_record);
  bool parent_is_finished(const Shard& shard) const;
  void add_shard(const boost::json::object& description);

  Session& session_;
  const std::string stream_arn_;
  const Start start_;
  std::vector<Shard> shards_;
  bool shards_are_known_ = false;
  bool is_idle_ = true;
};

}  // namespace ddb::cli
