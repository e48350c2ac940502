#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "emulator/storage/store.h"
#include "shared/base/log.h"

namespace ddb::server {

/// Does a store's checkpoints, so that requests don't wait for the disk. One thread.
class CheckpointThread {
 public:
  /// `store` and `log` must outlive it.
  CheckpointThread(storage::Store& store, Log& log);
  CheckpointThread(const CheckpointThread&) = delete;
  CheckpointThread& operator=(const CheckpointThread&) = delete;
  /// Waits for the checkpoint under way. From then on commits do them.
  ~CheckpointThread();

 private:
  void run();

  storage::Store& store_;
  Log& log_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool due_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace ddb::server
