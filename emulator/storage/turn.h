#pragma once

#include <atomic>
#include <mutex>
#include <thread>

namespace ddb::storage {

class ReaderPool;

/// A mutex that notices a thread which would wait for itself, and who has it may have readers kept out.
class TurnMutex {
 public:
  /// `kept_out`: whose readers are out while nobody has the mutex; null: they don't care.
  explicit TurnMutex(ReaderPool* kept_out) : kept_out_(kept_out) {}

  /// Throws `std::logic_error` when this thread already has the turn, or a reader that would be waited for.
  void lock();
  void unlock() noexcept;

  bool is_locked() const { return owner_.load(std::memory_order_relaxed) != std::thread::id(); }
  bool is_mine() const { return owner_.load(std::memory_order_relaxed) == std::this_thread::get_id(); }

 private:
  std::mutex mutex_;
  std::atomic<std::thread::id> owner_;
  ReaderPool* const kept_out_;
};

using Turn = std::unique_lock<TurnMutex>;

}  // namespace ddb::storage
