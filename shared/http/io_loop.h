#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/http/handler.h"
#include "shared/http/limits.h"
#include "shared/http/thread_places.h"

namespace ddb::http {

class Connection;

/// How many connections a server has, on all its threads.
class ConnectionCount {
 public:
  /// Counts one more, unless there are `connections_max`.
  bool try_add(std::size_t connections_max);
  void remove();
  /// Returns once there are none, or after `timeout_ms`.
  void wait_for_none(std::uint32_t timeout_ms);

 private:
  std::mutex mutex_;
  std::condition_variable none_;
  std::size_t count_ = 0;
};

/// What the threads of one server have in common. Touched only while they run.
struct Service {
  // clang 14 cannot make an aggregate with round brackets, as std::make_shared does.
  Service(Handler& served, const Limits& limited_by, const Clock* dated_by, Log* logged_to,
          std::size_t thread_count)
      : handler(served), limits(limited_by), clock(dated_by), log(logged_to), thread_places(thread_count) {}

  Handler& handler;
  const Limits limits;
  const Clock* const clock;
  Log* const log;
  ConnectionCount connection_count;
  ThreadPlaces thread_places;
};

/// One thread of a server: an event loop, its connections, and their deadlines. Deadlines are looked at by
/// one coarse tick, as a timer for every read would cost more than the read. All members but `post`,
/// `post_task`, `stop` and what says so are for this thread only.
class IoLoop final : public IoThread, public std::enable_shared_from_this<IoLoop> {
 public:
  IoLoop(std::shared_ptr<Service> service, std::size_t index);
  ~IoLoop() override;

  void start_thread();
  /// No more tasks; closes all connections, joins the thread.
  void stop();

  void post(std::function<void()> function) override;
  void post_after(std::uint32_t delay_ms, std::function<void()> function) override;
  std::size_t index() const override { return index_; }

  /// As `post`, for a function that may not be copyable.
  template <class Task>
  void post_task(Task&& task) {
    const std::lock_guard lock(stop_mutex_);
    if (!stopped_) boost::asio::post(context_, std::forward<Task>(task));
  }

  bool runs_here() const { return std::this_thread::get_id() == thread_id_; }
  boost::asio::io_context& context() { return context_; }
  Service& service() { return *service_; }

  /// For any thread.
  std::size_t connection_count() const override { return connection_count_.load(std::memory_order_relaxed); }
  /// Counts one that is to be adopted. For any thread.
  void expect_connection() { connection_count_.fetch_add(1, std::memory_order_relaxed); }
  /// Serves a connected socket, which it owns from now on, and which was expected.
  void adopt(int socket, std::string peer_address);
  bool has_several_connections() const { return connections_.size() > 1; }
  /// Forgets a connection that was closed.
  void remove(Connection& connection);
  /// Counts a request of a connected socket; now and then the thread looks whether it had better run
  /// elsewhere.
  void count_request(int socket) {
    if (++request_count_ % ThreadPlaces::kRequestsBetween == 0) check_place(socket);
  }
  /// Closes what is idle, and lets the others close after their next answer.
  void drain();

  /// The time that deadlines are in: milliseconds since some start, a tick old at most.
  std::uint64_t now_ms() const { return now_ms_; }
  /// `Date: ...\r\n` of this second; empty without a clock.
  std::string_view date_line();

 private:
  void run();
  void arm_tick();
  void tick();
  void close_all();
  void check_place(int socket);
  std::uint64_t read_steady_clock_ms() const;

  const std::shared_ptr<Service> service_;
  const std::size_t index_;
  boost::asio::io_context context_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  boost::asio::steady_timer tick_timer_;
  const std::uint32_t tick_ms_;
  bool tick_armed_ = false;
  bool draining_ = false;
  std::uint64_t now_ms_ = 0;
  std::vector<std::shared_ptr<Connection>> connections_;
  std::atomic<std::size_t> connection_count_{0};
  std::uint32_t request_count_ = 0;
  long long date_unix_seconds_ = -1;
  std::string date_line_;

  std::mutex stop_mutex_;
  bool stopped_ = false;
  std::thread thread_;
  std::thread::id thread_id_;
};

}  // namespace ddb::http
