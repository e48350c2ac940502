#pragma once

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

namespace ddb::storage {

/// A mutex that notices a thread which would wait for itself.
class TurnMutex {
 public:
  /// Throws `std::logic_error` when this thread already has the turn.
  void lock() {
    const std::thread::id self = std::this_thread::get_id();
    if (owner_.load(std::memory_order_relaxed) == self)
      throw std::logic_error("this thread already has a transaction of the store open");
    if (!try_lock_for_a_while()) mutex_.lock();
    owner_.store(self, std::memory_order_relaxed);
  }

  void unlock() noexcept {
    owner_.store(std::thread::id(), std::memory_order_relaxed);
    mutex_.unlock();
  }

  bool is_locked() const { return owner_.load(std::memory_order_relaxed) != std::thread::id(); }

 private:
  /// Some five to twenty microseconds.
  static constexpr int kTriesMax = 500;

  /// A turn to read or write one item takes about a microsecond. Who went to sleep for it would be woken at a
  /// price of several, paid by the thread whose turn ends: two threads would get less done than one.
  bool try_lock_for_a_while() {
    for (int tries = 0; tries < kTriesMax; ++tries) {
      if (!is_locked() && mutex_.try_lock()) return true;
      pause();
    }
    return false;
  }

  static void pause() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }

  std::mutex mutex_;
  std::atomic<std::thread::id> owner_;
};

using Turn = std::unique_lock<TurnMutex>;

}  // namespace ddb::storage
