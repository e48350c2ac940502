#include "backend/stream/stream_poller.h"

#include <algorithm>
#include <vector>

#include "shared/aws/retry.h"
#include "shared/json/members.h"

namespace ddb::backend {
namespace {

using std::chrono::milliseconds;

// DynamoDB allows five GetRecords a second for each shard.
constexpr milliseconds kReadInterval{200};
// How late a message may be noticed after a quiet time.
constexpr milliseconds kIdleIntervalMax{1'000};
// How often to look for a new stream and new shards: while there is something to read, shards that end say
// so.
constexpr std::chrono::seconds kLookInterval{30};
constexpr std::chrono::seconds kLookIntervalWithoutShards{2};
// A stream that has a successor counts as read to its end after so many empty answers, if its shards do not
// close.
constexpr unsigned kEmptyReadsOfDrainedShard = 5;
constexpr aws::RetryPolicy kBackoff{.backoff_base = milliseconds(500), .backoff_max = milliseconds(60'000)};

milliseconds idle_interval(unsigned empty_reads) {
  milliseconds interval = kReadInterval;
  for (unsigned i = 1; i < empty_reads && interval < kIdleIntervalMax; ++i)
    interval *= 2;
  return std::min(interval, kIdleIntervalMax);
}

}  // namespace

StreamPoller::StreamPoller(StreamPollerParts parts, std::string table)
    : parts_(parts), table_(std::move(table)), look_due_(parts.clock.now()) {}

milliseconds StreamPoller::step(const std::stop_token& stop) {
  if (parts_.clock.now() >= look_due_) look(stop);
  if (!reader_) return time_to_next_step();
  for (aws::StreamShard& shard : reader_->shards()) {
    if (stop.stop_requested()) break;
    if (reader_->is_readable(shard) && turns_[shard.id].due <= parts_.clock.now()) take_turn(shard, stop);
  }
  return time_to_next_step();
}

milliseconds StreamPoller::time_to_next_step() {
  Clock::TimePoint next = look_due_;
  if (reader_) {
    for (const aws::StreamShard& shard : reader_->shards()) {
      if (reader_->is_readable(shard)) next = std::min(next, turns_[shard.id].due);
    }
  }
  return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(next - parts_.clock.now()));
}

void StreamPoller::warn(std::string& last, std::string sentence, const std::stop_token& stop) {
  // Whoever stops the poller breaks off its calls.
  if (sentence == last || stop.stop_requested()) return;
  parts_.log.warning(sentence);
  last = std::move(sentence);
}

void StreamPoller::look(const std::stop_token& stop) {
  auto looked = find_stream();
  if (looked && reader_) looked = find_shards();
  const auto now = parts_.clock.now();
  if (!looked) {
    warn(look_problem_, "The stream of table " + table_ + " can't be followed yet: " + looked.error().message,
         stop);
    look_due_ = now + aws::retry_delay(kBackoff, ++look_failures_, parts_.random);
    return;
  }
  look_failures_ = 0;
  look_due_ = now + (has_readable_shard() && !has_successor_ ? kLookInterval : kLookIntervalWithoutShards);
}

Result<void> StreamPoller::find_stream() {
  const auto output = parts_.dynamodb.call("DescribeTable", {{"TableName", table_}});
  const bool has_table = output || output.error().type != "ResourceNotFoundException";
  if (!output && (has_table || !reader_)) return static_cast<Error>(output.error());
  // Without a table, what is left of its stream can still be read.
  const std::string arn =
      output ? json::text_member(json::object_member(*output, "Table"), "LatestStreamArn") : std::string();
  if (arn.empty() && !reader_) return Error{"it has none. Turn it on with UpdateTable, view type NEW_IMAGE."};
  if (arn.empty() || (reader_ && reader_->stream_arn() == arn)) return {};
  if (!reader_ || is_drained()) {
    follow(arn);
  } else if (!has_successor_) {
    has_successor_ = true;
    for (auto& [id, turn] : turns_)
      turn.empty_reads = 0;
  }
  return {};
}

void StreamPoller::follow(const std::string& stream_arn) {
  parts_.log.info("Following the stream " + stream_arn + ".");
  reader_.emplace(parts_.dynamodb, stream_arn, aws::StreamStart::kTrimHorizon);
  has_successor_ = false;
  turns_.clear();
  look_problem_.clear();
}

Result<void> StreamPoller::find_shards() {
  const auto found = reader_->find_shards();
  if (!found) {
    Error error = found.error();
    if (found.error().type == "ResourceNotFoundException") reader_.reset();
    return error;
  }
  const auto& shards = reader_->shards();
  std::erase_if(turns_, [&shards](const auto& turn) {
    return std::none_of(shards.begin(), shards.end(),
                        [&turn](const aws::StreamShard& shard) { return shard.id == turn.first; });
  });
  return {};
}

bool StreamPoller::is_drained() {
  const auto& shards = reader_->shards();
  return std::all_of(shards.begin(), shards.end(), [this](const aws::StreamShard& shard) {
    return !reader_->is_readable(shard) || turns_[shard.id].empty_reads >= kEmptyReadsOfDrainedShard;
  });
}

bool StreamPoller::has_readable_shard() {
  if (!reader_) return false;
  const auto& shards = reader_->shards();
  return std::any_of(shards.begin(), shards.end(),
                     [this](const aws::StreamShard& shard) { return reader_->is_readable(shard); });
}

void StreamPoller::take_turn(aws::StreamShard& shard, const std::stop_token& stop) {
  Turn& turn = turns_[shard.id];
  const auto end = read(shard, turn, stop);
  const auto now = parts_.clock.now();
  if (!end) {
    warn(turn.problem, "Shard " + shard.id + " can't be read just now: " + end.error().message, stop);
  } else {
    turn.problem.clear();
  }
  if (!end || *end == TurnEnd::kRetry) {
    turn.due = now + aws::retry_delay(kBackoff, ++turn.failures, parts_.random);
    return;
  }
  turn.failures = 0;
  turn.empty_reads = *end == TurnEnd::kRecords ? 0 : turn.empty_reads + 1;
  turn.due = now + idle_interval(turn.empty_reads);
  if (shard.is_finished) look_due_ = now;
}

Result<StreamPoller::TurnEnd> StreamPoller::read(aws::StreamShard& shard, Turn& turn,
                                                 const std::stop_token& stop) {
  DDB_CHECK(load_checkpoint(shard, turn));
  if (turn.saved != shard.last_sequence_number) save_checkpoint(shard, turn, stop);
  if (shard.iterator.empty()) DDB_CHECK(reader_->open(shard));
  if (shard.is_finished) return TurnEnd::kNoRecords;
  DDB_TRY(records, reader_->read(shard));
  if (shard.is_trimmed) note_trimming(shard, turn);
  if (records.empty()) return TurnEnd::kNoRecords;
  return handle(shard, turn, records, stop);
}

Result<void> StreamPoller::load_checkpoint(aws::StreamShard& shard, Turn& turn) {
  if (turn.has_checkpoint) return {};
  DDB_TRY(kept, parts_.checkpoints.load(reader_->stream_arn(), shard.id));
  turn.saved = kept.value_or("");
  turn.has_checkpoint = true;
  shard.last_sequence_number = turn.saved;
  return {};
}

void StreamPoller::note_trimming(aws::StreamShard& shard, Turn& turn) {
  parts_.log.warning("What follows the checkpoint " + turn.saved + " of shard " + shard.id +
                     " is trimmed: going on with the oldest record that is left. Conversations whose last "
                     "message was in between show an older one until the next message.");
  shard.is_trimmed = false;
  turn.saved.clear();
}

Result<StreamPoller::TurnEnd> StreamPoller::handle(aws::StreamShard& shard, Turn& turn,
                                                   const boost::json::array& records,
                                                   const std::stop_token& stop) {
  std::vector<StreamRecord> read_records;
  read_records.reserve(records.size());
  for (const auto& record : records) {
    auto read = record.is_object() ? read_stream_record(record.get_object())
                                   : Result<StreamRecord>(Error{"A record is no JSON object."});
    if (!read) {
      shard.is_finished = false;
      shard.iterator.clear();
      return std::move(read).error();
    }
    read_records.push_back(*std::move(read));
  }
  const auto failed = parts_.updater.handle(read_records, [&stop] { return !stop.stop_requested(); });
  const std::size_t handled = failed.value_or(read_records.size());
  if (handled > 0) {
    shard.last_sequence_number = read_records[handled - 1].sequence_number;
    turn.failures = 0;
    save_checkpoint(shard, turn, stop);
  }
  if (!failed) return TurnEnd::kRecords;
  // Read again from the first that failed.
  shard.is_finished = false;
  shard.iterator.clear();
  return TurnEnd::kRetry;
}

void StreamPoller::save_checkpoint(const aws::StreamShard& shard, Turn& turn, const std::stop_token& stop) {
  const auto saved = parts_.checkpoints.save(reader_->stream_arn(), shard.id, shard.last_sequence_number);
  if (saved) {
    turn.saved = shard.last_sequence_number;
    turn.save_problem.clear();
    return;
  }
  // Without it a restart handles records again, which does no harm.
  warn(turn.save_problem,
       "The checkpoint of shard " + shard.id + " could not be saved: " + saved.error().message, stop);
}

}  // namespace ddb::backend
