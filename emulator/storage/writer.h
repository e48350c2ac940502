#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/storage/connection.h"
#include "emulator/storage/reader_pool.h"
#include "emulator/storage/store_options.h"
#include "emulator/storage/turn.h"
#include "shared/base/cache_line.h"

namespace ddb::storage {

/// The one connection that writes, and what keeps its transactions whole: whose turn it is, the open group,
/// the sequence numbers of the change log, checkpoints, and the refusal to write after a failure. But for
/// `take_turn`, `commit_group`, and what says so, everything is called by who has the turn.
///
/// A group is a transaction of SQLite. Each transaction of the store opens one or joins the open one; one of
/// `CommitMode::kEach` commits it.
class Writer {
 public:
  /// `readers`: in memory kept out while somebody has the turn; null where reading takes the turn, too.
  /// `changed_pages` is null in memory.
  Writer(std::unique_ptr<Connection> connection, ReaderPool* readers, ChangedPages* changed_pages,
         const StoreOptions& options);

  Connection& connection() { return *connection_; }

  /// Waits for its turn. Throws `std::logic_error` when this thread already has it, or in memory reads.
  Turn take_turn();
  /// The same for who only reads: what it sees is committed, the open group included.
  Turn take_turn_to_read();
  bool turn_is_taken() const { return turn_.is_locked(); }
  bool turn_is_mine() const { return turn_.is_mine(); }
  /// For who has the turn, and in memory for who has a reader.
  bool group_is_open() const { return group_open_; }

  /// Throws `StorageError` (kRefused) after a failure that writing must not go on from.
  void check_accepts_writes() const;

  /// Begins a transaction: a group, or its part of the open one.
  void begin(Rollback rollback);
  /// Ends it, and with `CommitMode::kEach` the group. Throws `StorageError`: then nothing of it is left. For
  /// `actions` see `WriteTransaction::commit`.
  void commit(CommitMode commit_mode, std::vector<std::function<void()>> actions);
  /// Undoes it. Never fails; what can't be undone makes the store refuse writes.
  void roll_back() noexcept;
  /// Runs the actions of a transaction that wrote nothing: when the group is committed that is open.
  void run_after_commit(std::vector<std::function<void()>> actions);
  /// From now on commits leave checkpoints to whoever `when_due` tells (see `Store::leave_checkpoints_to`).
  void leave_checkpoints_to(std::function<void()> when_due);
  /// Takes the turn, commits the open group, and moves all of the log into the file. Throws `StorageError`.
  void checkpoint_in_turn();
  /// Held during each checkpoint, whichever connection it is of. To be locked by who has the turn, so that
  /// nobody who holds it waits for the turn.
  std::mutex& checkpoint_mutex() { return checkpoint_mutex_; }
  /// To be told of every failure while writing.
  void note_failure(const StorageError& error) noexcept;

  /// See `Store::commit_group`.
  void commit_group();
  /// See `Store`. For any thread.
  std::uint64_t group() const { return group_.load(std::memory_order_acquire); }
  std::uint64_t last_lost_group() const { return last_lost_group_.load(std::memory_order_acquire); }

  std::uint64_t next_sequence() const { return sequence_.next; }
  std::uint64_t take_sequence();
  /// What `next_sequence` was after the last commit. For any thread.
  std::uint64_t committed_next_sequence() const {
    return committed_next_sequence_.load(std::memory_order_acquire);
  }
  /// A number that was never given before.
  std::int64_t take_id();

 private:
  /// Numbers up to `reserved_end` are noted in the store as given, in blocks, so that an append seldom costs
  /// a second write, and opening need not look for the last one.
  struct SequenceState {
    std::uint64_t next = 1;
    std::uint64_t reserved_end = 1;
  };

  void commit_open_group();
  /// Undoes the open group. It counts as lost when transactions of it had ended.
  void roll_back_group() noexcept;
  void end_group() noexcept;
  void refuse_writes(std::string_view reason) noexcept;
  void checkpoint_if_due();
  void checkpoint(CheckpointMode mode);

  std::unique_ptr<Connection> connection_;
  ReaderPool* readers_;
  ChangedPages* changed_pages_;
  const std::size_t checkpoint_size_bytes_;
  const bool is_file_;
  const std::size_t page_size_bytes_;

  // The turn changes hands while others ask for what follows.
  alignas(kCacheLineBytes) TurnMutex turn_;
  alignas(kCacheLineBytes) std::atomic<std::uint64_t> group_{1};
  bool group_open_ = false;
  bool group_has_members_ = false;  ///< Whether transactions have ended that joined the open group.
  bool has_savepoint_ = false;      ///< Whether the transaction under way can be undone alone.
  std::vector<std::function<void()>> after_group_;
  std::atomic<std::uint64_t> last_lost_group_{0};
  bool refuses_writes_ = false;
  std::string refusal_;  ///< Why.

  SequenceState sequence_;
  SequenceState sequence_at_begin_;
  SequenceState sequence_at_group_begin_;
  std::atomic<std::uint64_t> committed_next_sequence_{1};

  std::size_t wal_size_bytes_ = 0;
  std::size_t next_checkpoint_size_bytes_;
  std::function<void()> when_checkpoint_due_;  ///< Null: commits do it themselves.
  std::mutex checkpoint_mutex_;
};

}  // namespace ddb::storage
