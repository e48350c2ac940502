#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/engine/engine.h"
#include "emulator/engine/stream_lookup.h"
#include "emulator/engine/stream_shards.h"
#include "emulator/server/stream_hook_batch.h"
#include "emulator/server/stream_hook_outcome.h"
#include "emulator/server/stream_hook_settings.h"
#include "shared/base/log.h"

namespace ddb::server {

/// Where a hook stands, for a person.
struct StreamHookStatus {
  std::string stream_arn;  ///< Empty as long as it has found no stream.
  std::uint64_t delivered_records = 0;
  std::uint64_t failed_attempts = 0;
  std::uint64_t given_up_records = 0;
  std::string last_error;  ///< Why the last attempt failed; empty once one succeeded.
};

/// What a hook may wait for before its next step.
struct HookPause {
  std::optional<Clock::TimePoint> until;  ///< Absent: for as long as nothing happens.
  bool ends_with_change = false;          ///< Whether a new change record ends it earlier.
};

/// One hook's work, one step at a time: it reads the stream, hands events to the callback, and knows what to
/// do when that fails. It owns no thread and never sleeps: each step says how long to wait for the next one.
/// `step` and `note_change` are for one thread; `status` may be called from any.
///
/// Delivery is in the order of the records and at least once: how far it has got is kept in the store after
/// each event that was delivered or given up.
class StreamHookDelivery {
 public:
  /// `engine` and `log` must outlive it. `table` and `name` name the checkpoint.
  StreamHookDelivery(engine::Engine& engine, Log& log, std::string table, std::string name,
                     StreamHookSettings settings, HookCallback callback);

  /// Does what can be done now, calling the callback at most once. Throws `storage::StorageError`; a further
  /// step then tries again.
  HookPause step();

  /// New change records may be there.
  void note_change() { empty_looks_ = 0; }

  /// Forgets the checkpoint: a hook of the same table and name then begins anew. Throws
  /// `storage::StorageError`.
  void forget_checkpoint();

  StreamHookStatus status() const;

 private:
  bool find_stream();
  bool enter_next_stream();
  void load_checkpoint();
  void save_checkpoint();
  std::string checkpoint_name() const;
  void warn_of_missing_stream();
  void warn_of_trimmed_records(Clock::TimePoint created_min);

  void fill();
  bool add_to_batch(const std::string& stream_arn, const engine::ChangeRecord& change);
  bool must_wait_for_more(Clock::TimePoint now);
  HookPause look_again_later(Clock::TimePoint now);
  HookPause deliver();
  HookPause fail(const std::string& message);
  HookPause retry_later();
  bool give_up_old_records(Clock::TimePoint now);
  bool give_up(std::size_t count, std::string_view condition);
  void settle(std::size_t count);

  engine::Engine& engine_;
  Log& log_;
  const std::string table_;
  const std::string name_;
  const StreamHookSettings settings_;
  const HookCallback callback_;

  std::optional<engine::FoundStream> current_;  // as last seen; its records may be all that is left of it
  std::int64_t last_stream_id_ = 0;             // the stream that the checkpoint belongs to; 0: none yet
  std::uint64_t checkpoint_;                    // the first sequence number that is not settled
  std::uint64_t read_next_ = 0;                 // the first one that is not in batch_
  bool is_loaded_ = false;
  bool must_check_trimmed_ = false;
  bool is_at_end_ = false;  // of the stream, at the last look

  HookBatch batch_;
  std::vector<engine::Shard> shards_;  // only where a dead-letter file may have to name one
  std::uint32_t attempts_ = 0;         // of the first record in batch_; above 0 the batch stays as it is
  std::optional<Clock::TimePoint> retry_at_;
  std::optional<Clock::TimePoint> window_end_;
  std::uint32_t empty_looks_ = 0;
  std::string warned_table_id_;

  mutable std::mutex status_mutex_;
  StreamHookStatus status_;
};

}  // namespace ddb::server
