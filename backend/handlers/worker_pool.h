#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "shared/base/log.h"

namespace ddb::backend {

/// Threads for work that waits for the network or the disk, which an HTTP thread must not.
class WorkerPool {
 public:
  /// At most `queue_length_max` tasks wait for a thread. `log` hears of tasks that throw.
  WorkerPool(std::size_t thread_count, std::size_t queue_length_max, Log& log);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Has `task` run on one of the threads. False, and the task is not taken, if the queue is full or `stop`
  /// was called.
  [[nodiscard]] bool try_post(std::function<void()>&& task);

  /// Takes no more tasks, runs those that wait, and joins the threads. The second call does nothing.
  void stop();

 private:
  void run();

  const std::size_t queue_length_max_;
  Log& log_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace ddb::backend
