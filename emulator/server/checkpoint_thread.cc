#include "emulator/server/checkpoint_thread.h"

#include <exception>
#include <string>

namespace ddb::server {

CheckpointThread::CheckpointThread(storage::Store& store, Log& log)
    : store_(store), log_(log), thread_([this] { run(); }) {
  store_.leave_checkpoints_to([this] {
    const std::lock_guard lock(mutex_);
    due_ = true;
    woken_.notify_one();
  });
}

CheckpointThread::~CheckpointThread() {
  store_.leave_checkpoints_to(nullptr);
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    woken_.notify_one();
  }
  thread_.join();
}

void CheckpointThread::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    woken_.wait(lock, [this] { return due_ || stopping_; });
    if (stopping_) return;
    due_ = false;
    lock.unlock();
    try {
      store_.checkpoint();
    } catch (const std::exception& failure) {
      log_.error(std::string("Moving the log into the database's file failed: ") + failure.what());
    }
    lock.lock();
  }
}

}  // namespace ddb::server
