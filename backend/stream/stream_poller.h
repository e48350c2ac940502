#pragma once

#include <boost/json/array.hpp>
#include <chrono>
#include <map>
#include <optional>
#include <stop_token>
#include <string>

#include "backend/ports/stream_checkpoints.h"
#include "backend/stream/last_message_updater.h"
#include "shared/aws/dynamodb_client.h"
#include "shared/aws/stream_reader.h"
#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace ddb::backend {

/// What a poller works with; all of it must outlive the poller.
struct StreamPollerParts {
  /// The poller tries again by itself, with pauses: a client whose `RetryPolicy` makes a single attempt keeps
  /// one bad shard from holding up the others, and a stop from waiting.
  aws::DynamoDb& dynamodb;
  LastMessageUpdater& updater;
  StreamCheckpoints& checkpoints;
  const Clock& clock;
  Random& random;
  Log& log;
};

/// Follows a table's stream by the Streams API, whatever the endpoint, one step at a time. It owns no thread
/// and never sleeps: each step says how long to wait for the next one.
///
/// Every record is handled at least once, a parent shard's before its children's, and in a shard in order. A
/// shard begins after its checkpoint, else with the oldest record there is; the checkpoint moves once records
/// are handled. Records that fail are read again after a pause, and hold up their own shard alone. When the
/// table gets a new stream, because it was made anew or its stream was turned off and on, the old one is read
/// to its end first.
class StreamPoller {
 public:
  StreamPoller(StreamPollerParts parts, std::string table);

  /// Does what is due: each shard is read at most once. Ends early when a stop is requested.
  std::chrono::milliseconds step(const std::stop_token& stop);

 private:
  /// What the poller knows of a shard beyond its reader.
  struct Turn {
    Clock::TimePoint due;         // not to be read before
    bool has_checkpoint = false;  // the kept one was asked for
    std::string saved;            // the checkpoint that is kept
    unsigned empty_reads = 0;     // in a row
    unsigned failures = 0;        // in a row
    std::string problem;          // what was last said about reading it, in the log
    std::string save_problem;     // and about saving its checkpoint
  };
  enum class TurnEnd { kRecords, kNoRecords, kRetry };

  void look(const std::stop_token& stop);
  Result<void> find_stream();
  Result<void> find_shards();
  void follow(const std::string& stream_arn);
  bool is_drained();
  bool has_readable_shard();

  void take_turn(aws::StreamShard& shard, const std::stop_token& stop);
  Result<TurnEnd> read(aws::StreamShard& shard, Turn& turn, const std::stop_token& stop);
  Result<void> load_checkpoint(aws::StreamShard& shard, Turn& turn);
  void note_trimming(aws::StreamShard& shard, Turn& turn);
  Result<TurnEnd> handle(aws::StreamShard& shard, Turn& turn, const boost::json::array& records,
                         const std::stop_token& stop);
  void save_checkpoint(const aws::StreamShard& shard, Turn& turn, const std::stop_token& stop);
  /// Says `sentence` once, as long as it is the last one about the same thing.
  void warn(std::string& last, std::string sentence, const std::stop_token& stop);
  std::chrono::milliseconds time_to_next_step();

  const StreamPollerParts parts_;
  const std::string table_;
  std::optional<aws::StreamReader> reader_;
  bool has_successor_ = false;         // the table has a newer stream than the one that is read
  std::map<std::string, Turn> turns_;  // by shard id
  Clock::TimePoint look_due_;
  unsigned look_failures_ = 0;
  std::string look_problem_;
};

}  // namespace ddb::backend
