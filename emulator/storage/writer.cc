#include "emulator/storage/writer.h"

#include <new>
#include <utility>

#include "emulator/storage/file_layer.h"

namespace ddb::storage {

namespace {

constexpr std::string_view kNextIdCounter = "next_id";
constexpr std::string_view kSequenceCounter = "sequence_reserved_end";
constexpr std::uint64_t kSequencesReservedAtOnce = 1024;

/// A log that readers, or a slow disk, keep from beginning anew is waited for at this multiple of the usual
/// size.
constexpr std::size_t kCheckpointFactorToWait = 2;

}  // namespace

Writer::Writer(std::unique_ptr<Connection> connection, ReaderPool* readers, ChangedPages* changed_pages,
               const StoreOptions& options)
    : connection_(std::move(connection)),
      readers_(readers),
      changed_pages_(changed_pages),
      checkpoint_size_bytes_(options.wal_size_bytes_checkpoint),
      is_file_(options.file.has_value()),
      page_size_bytes_(static_cast<std::size_t>(connection_->database().read_integer("PRAGMA page_size"))),
      turn_(is_file_ ? nullptr : readers),
      next_checkpoint_size_bytes_(checkpoint_size_bytes_) {
  const auto reserved_end = static_cast<std::uint64_t>(connection_->counter(kSequenceCounter));
  if (reserved_end > 0) sequence_ = {.next = reserved_end, .reserved_end = reserved_end};
  committed_next_sequence_ = sequence_.next;
  if (is_file_) connection_->database().manage_checkpoints();
  if (changed_pages_) tell_changed_pages_to(connection_->database().handle(), changed_pages_);
}

Turn Writer::take_turn() {
  Turn turn(turn_);
  connection_->hand_to(std::this_thread::get_id());
  return turn;
}

Turn Writer::take_turn_to_read() {
  Turn turn = take_turn();
  if (group_open_) commit_open_group();
  return turn;
}

void Writer::check_accepts_writes() const {
  if (refuses_writes_)
    throw StorageError(
        StorageFailure::kRefused,
        "No more writes are taken since an earlier failure. Start the server again. The failure: " +
            refusal_);
}

void Writer::begin(Rollback rollback) {
  sequence_at_begin_ = sequence_;
  has_savepoint_ = false;
  if (!group_open_) {
    connection_->run(StatementKind::kBeginWrite);
    sequence_at_group_begin_ = sequence_;
    group_open_ = true;
    group_has_members_ = false;
  } else if (rollback == Rollback::kPossible) {
    connection_->run(StatementKind::kSavepoint);
    has_savepoint_ = true;
  }
}

void Writer::commit(CommitMode commit_mode, std::vector<std::function<void()>> actions) {
  if (has_savepoint_) connection_->run(StatementKind::kRelease);
  has_savepoint_ = false;
  if (commit_mode == CommitMode::kEach) {
    commit_open_group();
    run_after_commit(std::move(actions));
    return;
  }
  group_has_members_ = true;
  run_after_commit(std::move(actions));
}

void Writer::run_after_commit(std::vector<std::function<void()>> actions) {
  for (std::function<void()>& action : actions) {
    if (group_open_)
      after_group_.push_back(std::move(action));
    else
      action();
  }
}

void Writer::commit_open_group() {
  try {
    connection_->run(StatementKind::kCommit);
  } catch (const StorageError& error) {
    note_failure(error);
    roll_back_group();
    throw;
  }
  // The pages before the group, so that a view of the next group takes no notice of them, and the group
  // before the number: see `Store::begin_read`.
  if (changed_pages_) changed_pages_->commit();
  end_group();
  committed_next_sequence_.store(sequence_.next, std::memory_order_release);
  for (const std::function<void()>& action : std::exchange(after_group_, {}))
    action();
  checkpoint_if_due();
}

void Writer::end_group() noexcept {
  group_open_ = false;
  group_.fetch_add(1, std::memory_order_acq_rel);
}

void Writer::roll_back() noexcept {
  if (!group_open_) return;
  if (std::exchange(has_savepoint_, false) && !connection_->database().in_autocommit()) {
    try {
      connection_->roll_back_to_savepoint();
      sequence_ = sequence_at_begin_;
      return;
    } catch (const std::exception&) {
      // Undoing all of the group is what is left.
    }
  }
  roll_back_group();
}

void Writer::roll_back_group() noexcept {
  sequence_ = sequence_at_group_begin_;
  after_group_.clear();
  if (group_has_members_) last_lost_group_.store(group(), std::memory_order_release);
  end_group();
  try {
    connection_->roll_back();
  } catch (const std::exception& error) {
    refuse_writes(error.what());
  }
}

void Writer::note_failure(const StorageError& error) noexcept {
  const bool may_go_on =
      error.failure() != StorageFailure::kInputOutput && error.failure() != StorageFailure::kDamaged;
  if (!may_go_on) refuse_writes(error.what());
}

void Writer::refuse_writes(std::string_view reason) noexcept {
  if (refuses_writes_) return;
  refuses_writes_ = true;
  try {
    refusal_ = reason;
  } catch (const std::bad_alloc&) {
    // The refusal holds without its reason.
  }
}

void Writer::commit_group() {
  const Turn turn = take_turn();
  if (group_open_) commit_open_group();
}

std::uint64_t Writer::take_sequence() {
  if (sequence_.next == sequence_.reserved_end) {
    const std::uint64_t reserved_end = sequence_.reserved_end + kSequencesReservedAtOnce;
    connection_->put_counter(kSequenceCounter, static_cast<std::int64_t>(reserved_end));
    sequence_.reserved_end = reserved_end;
  }
  return sequence_.next++;
}

std::int64_t Writer::take_id() {
  const std::int64_t id = connection_->counter(kNextIdCounter) + 1;
  connection_->put_counter(kNextIdCounter, id);
  return id;
}

void Writer::checkpoint_if_due() {
  if (!is_file_) return;
  const std::size_t size_bytes =
      static_cast<std::size_t>(connection_->database().wal_pages()) * page_size_bytes_;
  const bool began_anew = size_bytes < wal_size_bytes_;
  wal_size_bytes_ = size_bytes;
  if (began_anew) next_checkpoint_size_bytes_ = checkpoint_size_bytes_;
  if (size_bytes < next_checkpoint_size_bytes_) return;
  // Where readers keep the log from beginning anew, trying at every commit would sync the disk each time.
  next_checkpoint_size_bytes_ = size_bytes + checkpoint_size_bytes_;
  const bool wait = size_bytes >= kCheckpointFactorToWait * checkpoint_size_bytes_;
  if (when_checkpoint_due_ && !wait) return when_checkpoint_due_();
  try {
    checkpoint(wait ? CheckpointMode::kRestart : CheckpointMode::kPassive);
  } catch (const StorageError& error) {
    // The commit itself is done and safe in the log; a disk without room may have some at the next try.
    note_failure(error);
  } catch (const std::bad_alloc&) {
    // The same holds for memory.
  }
}

void Writer::checkpoint(CheckpointMode mode) {
  const ReaderPool::KeptViewsEnd kept_views_end(*readers_);
  const std::lock_guard lock(checkpoint_mutex_);
  connection_->database().checkpoint(mode);
}

void Writer::checkpoint_in_turn() {
  const Turn turn = take_turn();
  check_accepts_writes();
  // Its transaction would keep the log from beginning anew.
  if (group_open_) commit_open_group();
  checkpoint(CheckpointMode::kPassive);
}

void Writer::leave_checkpoints_to(std::function<void()> when_due) {
  const Turn turn = take_turn();
  when_checkpoint_due_ = std::move(when_due);
}

}  // namespace ddb::storage
