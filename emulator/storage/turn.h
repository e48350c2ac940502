#pragma once

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include "emulator/storage/short_lock.h"

namespace ddb::storage {

/// A mutex that notices a thread which would wait for itself.
class TurnMutex {
 public:
  /// Throws `std::logic_error` when this thread already has the turn.
  void lock() {
    const std::thread::id self = std::this_thread::get_id();
    if (owner_.load(std::memory_order_relaxed) == self)
      throw std::logic_error("this thread already has a transaction of the store open");
    lock_shortly(mutex_, [this] { return !is_locked(); });
    owner_.store(self, std::memory_order_relaxed);
  }

  void unlock() noexcept {
    owner_.store(std::thread::id(), std::memory_order_relaxed);
    mutex_.unlock();
  }

  bool is_locked() const { return owner_.load(std::memory_order_relaxed) != std::thread::id(); }

 private:
  std::mutex mutex_;
  std::atomic<std::thread::id> owner_;
};

using Turn = std::unique_lock<TurnMutex>;

}  // namespace ddb::storage
