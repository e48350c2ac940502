#include "backend/handlers/worker_pool.h"

#include <exception>
#include <string>
#include <utility>

namespace ddb::backend {

WorkerPool::WorkerPool(std::size_t thread_count, std::size_t queue_length_max, Log& log)
    : queue_length_max_(queue_length_max), log_(log) {
  threads_.reserve(thread_count);
  for (std::size_t i = 0; i < thread_count; ++i)
    threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
  stop();
}

bool WorkerPool::try_post(std::function<void()>&& task) {
  {
    const std::lock_guard lock(mutex_);
    if (stopped_ || queue_.size() >= queue_length_max_) return false;
    queue_.push_back(std::move(task));
  }
  changed_.notify_one();
  return true;
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : std::exchange(threads_, {}))
    thread.join();
}

void WorkerPool::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopped_ || !queue_.empty(); });
    if (queue_.empty()) return;
    std::function<void()> task = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    try {
      task();
    } catch (const std::exception& exception) {
      log_.error(std::string("A worker's task failed: ") + exception.what());
    }
    task = nullptr;  // what it holds is not destroyed under the lock
    lock.lock();
  }
}

}  // namespace ddb::backend
