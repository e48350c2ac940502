#include "shared/http/io_loop.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "shared/base/time_format.h"
#include "shared/http/connection.h"
#include "shared/http/cores.h"

namespace ddb::http {
namespace {

/// Often enough that the shortest deadline is not overrun by more than an eighth.
std::uint32_t tick_ms_for(const Limits& limits) {
  const std::uint32_t shortest_ms =
      std::min({limits.head_read_timeout_ms, limits.body_read_timeout_ms, limits.idle_timeout_ms,
                limits.write_timeout_ms, limits.linger_timeout_ms});
  return std::clamp<std::uint32_t>(shortest_ms / 8, 5, 500);
}

}  // namespace

bool ConnectionCount::try_add(std::size_t connections_max) {
  const std::lock_guard lock(mutex_);
  if (count_ >= connections_max) return false;
  ++count_;
  return true;
}

void ConnectionCount::remove() {
  const std::lock_guard lock(mutex_);
  if (--count_ == 0) none_.notify_all();
}

void ConnectionCount::wait_for_none(std::uint32_t timeout_ms) {
  std::unique_lock lock(mutex_);
  none_.wait_for(lock, std::chrono::milliseconds(timeout_ms), [this] { return count_ == 0; });
}

// The sockets of a loop are touched by its thread alone, so Asio's locks around them would be for nothing;
// those around the queue stay, as other threads post to it.
IoLoop::IoLoop(std::shared_ptr<Service> service, std::size_t index)
    : service_(std::move(service)),
      index_(index),
      context_(BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO),
      work_(context_.get_executor()),
      tick_timer_(context_),
      tick_ms_(tick_ms_for(service_->limits)),
      now_ms_(read_steady_clock_ms()) {}

IoLoop::~IoLoop() = default;

void IoLoop::start_thread() {
  thread_ = std::thread([this] {
    thread_id_ = std::this_thread::get_id();
    run();
  });
}

void IoLoop::run() {
  while (true) {
    try {
      context_.run();
      return;
    } catch (const std::exception& exception) {
      if (service_->log)
        service_->log->error(std::string("A task of an HTTP thread failed: ") + exception.what());
    }
  }
}

void IoLoop::stop() {
  {
    const std::lock_guard lock(stop_mutex_);
    if (std::exchange(stopped_, true)) return;
    boost::asio::post(context_, [this] { close_all(); });
  }
  if (thread_.joinable()) thread_.join();
  // Without a thread of its own yet (a start that failed half-way), what was posted is still to be done.
  context_.restart();
  context_.poll();
}

void IoLoop::post(std::function<void()> function) {
  post_task(std::move(function));
}

void IoLoop::post_after(std::uint32_t delay_ms, std::function<void()> function) {
  auto timer = std::make_shared<boost::asio::steady_timer>(context_, std::chrono::milliseconds(delay_ms));
  timer->async_wait([timer, function = std::move(function)](const boost::system::error_code& error) {
    if (!error) function();
  });
}

void IoLoop::adopt(int socket, std::string peer_address) {
  if (!tick_armed_) now_ms_ = read_steady_clock_ms();
  auto connection = std::make_shared<Connection>(shared_from_this(), socket, std::move(peer_address));
  connection->slot = connections_.size();
  connections_.push_back(connection);
  arm_tick();
  connection->start();
  if (draining_) connection->drain();
}

void IoLoop::remove(Connection& connection) {
  const std::size_t slot = connection.slot;
  std::swap(connections_[slot], connections_.back());
  connections_[slot]->slot = slot;
  connections_.pop_back();
  connection_count_.fetch_sub(1, std::memory_order_relaxed);
  service_->connection_count.remove();
}

void IoLoop::drain() {
  draining_ = true;
  const std::vector<std::shared_ptr<Connection>> connections = connections_;
  for (const auto& connection : connections)
    connection->drain();
}

void IoLoop::close_all() {
  const std::vector<std::shared_ptr<Connection>> connections = connections_;
  for (const auto& connection : connections)
    connection->close();
  tick_timer_.cancel();
  work_.reset();
}

void IoLoop::arm_tick() {
  if (std::exchange(tick_armed_, true)) return;
  tick_timer_.expires_after(std::chrono::milliseconds(tick_ms_));
  tick_timer_.async_wait([this](const boost::system::error_code& error) {
    tick_armed_ = false;
    if (!error) tick();
  });
}

void IoLoop::tick() {
  now_ms_ = read_steady_clock_ms();
  // From the back, as a connection that closes is replaced by the last one.
  for (std::size_t i = connections_.size(); i > 0; --i) {
    if (i > connections_.size()) continue;
    const std::shared_ptr<Connection> connection = connections_[i - 1];
    connection->check_deadline();
  }
  if (!connections_.empty()) arm_tick();
}

void IoLoop::check_place(int socket) {
  const auto own = current_core();
  const auto clients = client_core(socket);
  if (!own || !clients) return;
  const ThreadPlaces::Cores seen{static_cast<std::uint32_t>(*own), static_cast<std::uint32_t>(*clients)};
  const auto core = service_->thread_places.core_to_move_to(index_, seen, read_steady_clock_ms());
  if (core) move_thread_to(*core);
}

std::string_view IoLoop::date_line() {
  if (!service_->clock) return {};
  const Clock::TimePoint now = service_->clock->now();
  if (unix_seconds(now) != date_unix_seconds_) {
    date_unix_seconds_ = unix_seconds(now);
    date_line_ = "Date: " + http_date(now) + "\r\n";
  }
  return date_line_;
}

std::uint64_t IoLoop::read_steady_clock_ms() const {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

}  // namespace ddb::http
