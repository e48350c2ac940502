#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "backend/stream/stream_poller.h"
#include "shared/base/log.h"

namespace ddb::backend {

/// Runs a poller on a thread of its own.
class StreamPollerThread {
 public:
  /// Starts. `poller` and `log` must outlive it. `interrupt` breaks off what the poller may be waiting for,
  /// such as the calls of its `aws::HttpTransport`; it is called by `stop`, and what it breaks off is not
  /// used again.
  StreamPollerThread(StreamPoller& poller, Log& log, std::function<void()> interrupt);
  ~StreamPollerThread() { stop(); }

  /// Returns once the thread has ended. Records under way are handled again after the next start. A second
  /// call does nothing.
  void stop();

 private:
  void run(const std::stop_token& stop);

  StreamPoller& poller_;
  Log& log_;
  const std::function<void()> interrupt_;
  std::mutex mutex_;
  std::condition_variable_any woken_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace ddb::backend
