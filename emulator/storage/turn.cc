#include "emulator/storage/turn.h"

#include <stdexcept>

#include "emulator/storage/reader_pool.h"
#include "emulator/storage/short_lock.h"

namespace ddb::storage {

void TurnMutex::lock() {
  if (is_mine()) throw std::logic_error("this thread already has a transaction of the store open");
  lock_shortly(mutex_, [this] { return !is_locked(); });
  owner_.store(std::this_thread::get_id(), std::memory_order_relaxed);
  if (!kept_out_) return;
  try {
    kept_out_->keep_out();
  } catch (...) {
    owner_.store(std::thread::id(), std::memory_order_relaxed);
    mutex_.unlock();
    throw;
  }
}

void TurnMutex::unlock() noexcept {
  if (kept_out_) kept_out_->let_in();
  owner_.store(std::thread::id(), std::memory_order_relaxed);
  mutex_.unlock();
}

}  // namespace ddb::storage
