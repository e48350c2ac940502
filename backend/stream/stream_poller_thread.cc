#include "backend/stream/stream_poller_thread.h"

#include <exception>
#include <string>

namespace ddb::backend {
namespace {

/// After a bug or a lack of memory.
constexpr std::chrono::milliseconds kPauseAfterException{10'000};

}  // namespace

StreamPollerThread::StreamPollerThread(StreamPoller& poller, Log& log, std::function<void()> interrupt)
    : poller_(poller),
      log_(log),
      interrupt_(std::move(interrupt)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void StreamPollerThread::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  if (interrupt_) interrupt_();
  thread_.join();
}

void StreamPollerThread::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::chrono::milliseconds pause = kPauseAfterException;
    try {
      pause = poller_.step(stop);
    } catch (const std::exception& failure) {
      log_.error(std::string("The stream's poller failed, and goes on: ") + failure.what());
    }
    std::unique_lock lock(mutex_);
    woken_.wait_for(lock, stop, pause, [] { return false; });
  }
}

}  // namespace ddb::backend
