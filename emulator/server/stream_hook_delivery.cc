#include "emulator/server/stream_hook_delivery.h"

#include <algorithm>
#include <bit>
#include <exception>
#include <sstream>

#include "emulator/engine/stream_record.h"
#include "emulator/engine/stream_sequence.h"
#include "emulator/engine/stream_shards.h"
#include "emulator/model/limits.h"
#include "emulator/server/stream_hook_dead_letter.h"
#include "emulator/server/stream_hook_event.h"

namespace ddb::server {

namespace {

using std::chrono::milliseconds;

/// A read transaction of a store in memory holds up its writers: each reads no more than this.
constexpr std::size_t kReadRecordsMax = 128;
constexpr std::size_t kReadBytesMax = 512 * 1024;

/// How often a hook without a stream looks for one. Turning on a stream wakes nobody; its first record does.
constexpr milliseconds kMissingStreamPause(1'000);

/// Waits between attempts: 100 ms, doubled each time up to a minute, and of that a random half to the whole,
/// so that many hooks of one receiver that comes back do not come all at once.
constexpr milliseconds kFirstRetryPause(100);
constexpr milliseconds kRetryPauseMax(60'000);

/// A store that commits in groups shows records shortly after it announced them. 5 ms, doubled each time, for
/// 1.3 seconds in all, is how long a hook keeps looking for what was announced.
constexpr milliseconds kFirstLookPause(5);
constexpr std::uint32_t kEmptyLooksMax = 8;

constexpr std::chrono::seconds kRetention = std::chrono::hours(model::kStreamRetentionHours);

std::chrono::microseconds retry_pause(std::uint32_t attempts, Random& random) {
  const std::uint32_t doublings = std::min<std::uint32_t>(attempts - 1, 16);
  const std::chrono::microseconds longest =
      std::min<std::chrono::microseconds>(kFirstRetryPause * (1 << doublings), kRetryPauseMax);
  const auto half = static_cast<std::uint64_t>(longest.count() / 2);
  return longest - std::chrono::microseconds(random.next() % (half + 1));
}

/// A callback is the user's: what it throws counts as a failed attempt, like any other answer.
HookOutcome call(const HookCallback& callback, std::string_view event) {
  try {
    return callback(event);
  } catch (const std::exception& exception) {
    return HookOutcome::failed(std::string("The callback threw: ") + exception.what());
  }
}

}  // namespace

StreamHookDelivery::StreamHookDelivery(engine::Engine& engine, Log& log, std::string table, std::string name,
                                       StreamHookSettings settings, HookCallback callback)
    : engine_(engine),
      log_(log),
      table_(std::move(table)),
      name_(std::move(name)),
      settings_(std::move(settings)),
      callback_(std::move(callback)),
      checkpoint_(settings_.start == HookStart::kLatest ? engine.changes().next_sequence() : 0) {}

HookPause StreamHookDelivery::step() {
  load_checkpoint();
  const Clock::TimePoint now = engine_.clock().now();
  if (!find_stream()) {
    warn_of_missing_stream();
    return {now + kMissingStreamPause, true};
  }
  if (retry_at_ && now < *retry_at_) return {retry_at_, false};
  if (attempts_ == 0) fill();
  if (give_up_old_records(now)) return {retry_at_.value_or(now), false};
  if (batch_.empty()) return look_again_later(now);
  if (must_wait_for_more(now)) return {window_end_, true};
  return deliver();
}

StreamHookStatus StreamHookDelivery::status() const {
  const std::lock_guard lock(status_mutex_);
  return status_;
}

// Which stream.

/// Follows the table's streams from the oldest to the newest: a new one (the table was made anew, or its
/// stream turned off and on) comes only after the one before it is delivered to its end.
bool StreamHookDelivery::find_stream() {
  if (!current_ && !enter_next_stream()) return false;
  const std::vector<engine::FoundStream> streams = engine::readable_streams_of(engine_, table_);
  const auto seen = std::ranges::find(streams, current_->stream().id,
                                      [](const engine::FoundStream& found) { return found.stream().id; });
  if (seen != streams.end()) {
    // Its last records may have come between the last look and its end.
    if (seen->stream().disabled && !current_->stream().disabled) is_at_end_ = false;
    current_ = *seen;
  }
  const bool is_done =
      batch_.empty() && (seen == streams.end() || (current_->stream().disabled && is_at_end_));
  if (is_done) enter_next_stream();
  return true;
}

/// Goes to the stream of the checkpoint, or else to the first one after it; a new hook to the one that is
/// enabled. False if there is none.
bool StreamHookDelivery::enter_next_stream() {
  const std::int64_t after = current_ ? current_->stream().id : last_stream_id_ - 1;
  const bool is_new = !current_ && last_stream_id_ == 0;
  for (const engine::FoundStream& found : engine::readable_streams_of(engine_, table_)) {
    if (found.stream().id <= after || (is_new && found.stream().disabled)) continue;
    if (found.stream().id != last_stream_id_ && !is_new) checkpoint_ = 0;
    read_next_ = checkpoint_;
    must_check_trimmed_ = found.stream().id == last_stream_id_;
    last_stream_id_ = found.stream().id;
    is_at_end_ = false;
    current_ = found;
    const std::lock_guard lock(status_mutex_);
    status_.stream_arn = found.arn();
    return true;
  }
  return false;
}

void StreamHookDelivery::warn_of_missing_stream() {
  const engine::TablePointer table = engine_.catalog().find(table_);
  if (table == nullptr || table->enabled_stream() != nullptr || table->id == warned_table_id_) return;
  warned_table_id_ = table->id;
  log_.warning("The stream hook of table " + table_ +
               " gets nothing, because the table has no stream. Turn " +
               "one on: aws dynamodb update-table --table-name " + table_ +
               " --stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES");
}

void StreamHookDelivery::warn_of_trimmed_records(Clock::TimePoint created_min) {
  if (!must_check_trimmed_) return;
  must_check_trimmed_ = false;
  if (read_next_ > 0 && engine_.changes().is_trimmed(last_stream_id_, read_next_, created_min))
    log_.warning("The stream hook of table " + table_ + " to " + name_ +
                 " missed records: they were trimmed after 24 hours, before they could be delivered.");
}

// The checkpoint.

std::string StreamHookDelivery::checkpoint_name() const {
  return "stream-hook/" + table_ + "/" + name_;
}

void StreamHookDelivery::load_checkpoint() {
  if (is_loaded_) return;
  const std::optional<std::string> saved = engine_.store().begin_read().setting(checkpoint_name());
  is_loaded_ = true;
  if (!saved) return;
  std::istringstream words(*saved);
  std::int64_t stream_id = 0;
  std::uint64_t next = 0;
  if (!(words >> stream_id >> next)) return;
  last_stream_id_ = stream_id;
  checkpoint_ = next;
}

void StreamHookDelivery::save_checkpoint() {
  engine::WriteScope scope = engine_.begin_write();
  scope.storage().put_setting(checkpoint_name(),
                              std::to_string(last_stream_id_) + ' ' + std::to_string(checkpoint_));
  scope.commit();
}

void StreamHookDelivery::forget_checkpoint() {
  engine::WriteScope scope = engine_.begin_write();
  scope.storage().erase_setting(checkpoint_name());
  scope.commit();
}

// The batch.

void StreamHookDelivery::fill() {
  const Clock::TimePoint created_min = engine::stream_records_created_min(engine_.clock().now());
  warn_of_trimmed_records(created_min);
  const std::string stream_arn = current_->arn();
  if (settings_.dead_letter)
    shards_ = engine::stream_shards(engine_.store(), engine_.changes(), current_->stream(), created_min);
  is_at_end_ = false;
  while (!is_at_end_ && batch_.size() < settings_.batch_size) {
    const std::size_t limit = std::min(settings_.batch_size - batch_.size(), kReadRecordsMax);
    const engine::ChangePage page =
        engine_.changes().read_page(last_stream_id_, read_next_, limit, kReadBytesMax, created_min);
    for (const engine::ChangeRecord& change : page.records)
      if (!add_to_batch(stream_arn, change)) return;
    read_next_ = page.next;
    is_at_end_ = page.at_end;
  }
}

/// False if the event would become too long: the record is read again for the next one.
bool StreamHookDelivery::add_to_batch(const std::string& stream_arn, const engine::ChangeRecord& change) {
  HookRecord record{change.sequence, change.created, stream_event_record(*current_, stream_arn, change), {}};
  if (!batch_.has_room(record.json.size())) {
    read_next_ = change.sequence;
    return false;
  }
  for (const engine::Shard& shard : shards_)
    if (shard.holds(*current_->table, change)) record.shard_id = shard.id;
  batch_.add(std::move(record));
  read_next_ = change.sequence + 1;
  return true;
}

bool StreamHookDelivery::must_wait_for_more(Clock::TimePoint now) {
  if (attempts_ > 0 || settings_.window_ms == 0 || !is_at_end_) return false;
  if (!window_end_) window_end_ = now + milliseconds(settings_.window_ms);
  return now < *window_end_;
}

HookPause StreamHookDelivery::look_again_later(Clock::TimePoint now) {
  if (current_->stream().disabled) {
    if (enter_next_stream()) return {now, true};
    warn_of_missing_stream();
    return {now + kMissingStreamPause, true};
  }
  if (empty_looks_ >= kEmptyLooksMax) return {std::nullopt, true};
  return {now + kFirstLookPause * (1 << empty_looks_++), true};
}

// Delivering.

HookPause StreamHookDelivery::deliver() {
  const std::string event = batch_.event_json();
  const std::size_t count = batch_.size();
  const HookOutcome outcome = call(callback_, event);
  const Clock::TimePoint now = engine_.clock().now();
  if (outcome.kind == HookOutcome::Kind::kStopped) return {now, true};
  if (outcome.kind == HookOutcome::Kind::kDelivered) {
    {
      const std::lock_guard lock(status_mutex_);
      status_.delivered_records += count;
      status_.last_error.clear();
    }
    settle(count);
    return {now, true};
  }
  ++attempts_;
  if (outcome.kind == HookOutcome::Kind::kPartlyDelivered) {
    const std::optional<std::size_t> delivered = batch_.lowest(outcome.failed_sequence_numbers);
    if (delivered && *delivered > 0) {
      {
        const std::lock_guard lock(status_mutex_);
        status_.delivered_records += *delivered;
      }
      settle(*delivered);
      attempts_ = 1;  // of the record that is first now
    }
  }
  return fail(outcome.message);
}

HookPause StreamHookDelivery::fail(const std::string& message) {
  {
    const std::lock_guard lock(status_mutex_);
    ++status_.failed_attempts;
    status_.last_error = message;
  }
  if (std::has_single_bit(attempts_))  // so that a dead receiver does not fill the log
    log_.warning("The stream hook of table " + table_ + " to " + name_ + " failed at attempt " +
                 std::to_string(attempts_) + ": " + message);
  if (!settings_.max_attempts || attempts_ < *settings_.max_attempts) return retry_later();
  if (!give_up(batch_.size(), "RetryAttemptsExhausted")) return retry_later();
  return {engine_.clock().now(), true};
}

HookPause StreamHookDelivery::retry_later() {
  retry_at_ = engine_.clock().now() + retry_pause(std::max<std::uint32_t>(attempts_, 1), engine_.random());
  return {retry_at_, false};
}

/// True if there were any: then the step is over.
bool StreamHookDelivery::give_up_old_records(Clock::TimePoint now) {
  std::chrono::seconds age_max = kRetention;
  if (settings_.max_age_s) age_max = std::min(age_max, std::chrono::seconds(*settings_.max_age_s));
  const std::span<const HookRecord> records = batch_.records();
  const auto young = std::ranges::find_if(
      records, [&](const HookRecord& record) { return now - record.created <= age_max; });
  const auto count = static_cast<std::size_t>(young - records.begin());
  if (count == 0) return false;
  if (!give_up(count, "RecordAgeExceeded")) retry_later();
  return true;
}

/// False if the records can't be put into the dead-letter file: then they are kept, and tried again.
bool StreamHookDelivery::give_up(std::size_t count, std::string_view condition) {
  const StreamHookStatus before = status();
  const std::string records = std::to_string(count) + (count == 1 ? " record" : " records");
  if (settings_.dead_letter) {
    const DeadLetter letter{.request_id = random_uuid(engine_.random()),
                            .function_name = name_,
                            .condition = condition,
                            .attempts = attempts_,
                            .last_error = before.last_error,
                            .stream_arn = current_->arn(),
                            .time = engine_.clock().now(),
                            .records = batch_.records().first(count)};
    if (const Result<void> written = append_dead_letter(*settings_.dead_letter, letter); !written) {
      log_.error("The stream hook of table " + table_ + " keeps " + records + " that it would give up. " +
                 written.error().message);
      return false;
    }
  }
  log_.warning("The stream hook of table " + table_ + " to " + name_ + " gave up " + records + " from " +
               engine::sequence_number_text(batch_.front().sequence) + " on (" + std::string(condition) +
               ")" +
               (settings_.dead_letter ? "; they are in " + settings_.dead_letter->string() + "." : "."));
  {
    const std::lock_guard lock(status_mutex_);
    status_.given_up_records += count;
  }
  settle(count);
  return true;
}

/// The first `count` records are delivered or given up, and come no more.
void StreamHookDelivery::settle(std::size_t count) {
  if (attempts_ > 0) must_check_trimmed_ = true;  // it may have taken long
  batch_.drop_front(count);
  checkpoint_ = batch_.empty() ? read_next_ : batch_.front().sequence;
  attempts_ = 0;
  retry_at_.reset();
  window_end_.reset();
  save_checkpoint();
}

}  // namespace ddb::server
