#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "emulator/engine/engine.h"
#include "emulator/engine/time_to_live.h"
#include "shared/base/log.h"

namespace ddb::server {

/// What has to happen without a request: filling indexes that an earlier run left unfilled, deleting expired
/// items, and stream records that are too old, and opening new shards in the place of old ones. One thread.
class Background {
 public:
  /// Starts the thread. `engine` and `log` must outlive it.
  Background(engine::Engine& engine, Log& log, std::chrono::milliseconds interval);
  ~Background();  ///< Waits for the round under way.

  /// One round; what the thread does after each interval. Throws `storage::StorageError`.
  static void run_once(engine::Engine& engine);

 private:
  void run();

  engine::Engine& engine_;
  Log& log_;
  const std::chrono::milliseconds interval_;
  std::mutex mutex_;
  std::condition_variable stop_requested_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace ddb::server
