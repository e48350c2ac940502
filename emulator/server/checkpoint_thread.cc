#include "emulator/server/checkpoint_thread.h"

#include <sys/resource.h>
#include <unistd.h>

#include <exception>
#include <string>

namespace ddb::server {

namespace {

/// Requests come first where they share a core with a checkpoint. Where that makes it too slow, the writer
/// waits for it before the log grows beyond its limit.
void let_others_go_first() {
  constexpr int kNice = 10;
  // On Linux this is the thread's alone.
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNice);
}

}  // namespace

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
  let_others_go_first();
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
