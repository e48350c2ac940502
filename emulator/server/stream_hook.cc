#include "emulator/server/stream_hook.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <thread>

#include "emulator/server/stream_hook_dead_letter.h"
#include "emulator/server/stream_hook_poster.h"
#include "emulator/storage/storage_error.h"

namespace ddb::server {

namespace {

/// How long a hook leaves a store that failed alone.
constexpr std::chrono::milliseconds kStorageErrorPause(1'000);

}  // namespace

/// One hook and its thread.
class StreamHooks::Worker {
 public:
  Worker(engine::Engine& engine, Log& log, StreamHookDescription description, HookCallback callback,
         std::function<void()> stop_callback)
      : engine_(engine),
        log_(log),
        description_(std::move(description)),
        stop_callback_(std::move(stop_callback)),
        delivery_(engine, log, description_.table, description_.name, description_.settings,
                  std::move(callback)),
        thread_([this] { run(); }) {}

  ~Worker() { stop(); }

  /// Called by writers, right after their commit.
  void wake() {
    {
      const std::lock_guard lock(mutex_);
      if (has_changed_) return;
      has_changed_ = true;
    }
    woken_.notify_one();
  }

  /// Ends the thread. A second call does nothing.
  void stop() {
    {
      const std::lock_guard lock(mutex_);
      is_stopping_ = true;
    }
    woken_.notify_one();
    if (stop_callback_) stop_callback_();
    if (thread_.joinable()) thread_.join();
  }

  /// After `stop`.
  void forget_checkpoint() { delivery_.forget_checkpoint(); }

  const StreamHookDescription& description() const { return description_; }
  StreamHookDescription describe() const {
    StreamHookDescription description = description_;
    description.status = delivery_.status();
    return description;
  }

 private:
  void run() {
    while (wait(step())) {
    }
  }

  HookPause step() {
    try {
      return delivery_.step();
    } catch (const storage::StorageError& error) {
      log_.error("The stream hook of table " + description_.table +
                 " could not use the store: " + error.what());
      return {engine_.clock().now() + kStorageErrorPause, false};
    }
  }

  /// False once the hook is to stop.
  bool wait(const HookPause& pause) {
    std::unique_lock lock(mutex_);
    const auto is_over = [&] { return is_stopping_ || (pause.ends_with_change && has_changed_); };
    if (pause.until) {
      woken_.wait_for(lock, *pause.until - engine_.clock().now(), is_over);
    } else {
      woken_.wait(lock, is_over);
    }
    if (has_changed_ && pause.ends_with_change) {
      has_changed_ = false;
      delivery_.note_change();
    }
    return !is_stopping_;
  }

  engine::Engine& engine_;
  Log& log_;
  const StreamHookDescription description_;
  const std::function<void()> stop_callback_;
  StreamHookDelivery delivery_;

  std::mutex mutex_;
  std::condition_variable woken_;
  bool has_changed_ = false;
  bool is_stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

StreamHooks::StreamHooks(engine::Engine& engine, Log& log) : engine_(engine), log_(log) {
  listener_ = engine_.changes().add_listener([this](std::string_view table_name) {
    const std::lock_guard lock(mutex_);
    for (const std::unique_ptr<Worker>& worker : workers_)
      if (worker->description().table == table_name) worker->wake();
  });
}

StreamHooks::~StreamHooks() {
  engine_.changes().remove_listener(listener_);
  workers_.clear();
}

Result<int> StreamHooks::add(const StreamHookOption& option) {
  auto poster = std::make_shared<StreamHookPoster>(option.url, option.settings.timeout_ms);
  return add_worker(
      option.table, option.url_text, option.settings,
      [poster](std::string_view event) { return poster->post(event); }, [poster] { poster->stop(); });
}

Result<int> StreamHooks::add(std::string table, std::string name, StreamHookSettings settings,
                             HookCallback callback) {
  return add_worker(std::move(table), std::move(name), std::move(settings), std::move(callback), nullptr);
}

Result<int> StreamHooks::add_worker(std::string table, std::string name, StreamHookSettings settings,
                                    HookCallback callback, std::function<void()> stop_callback) {
  const std::lock_guard adding(adding_mutex_);
  DDB_CHECK(check_hook_table_name(table));
  if (settings.dead_letter) DDB_CHECK(check_dead_letter_file(*settings.dead_letter));
  StreamHookDescription description;
  description.table = std::move(table);
  description.name = std::move(name);
  description.settings = std::move(settings);
  int number = 0;
  {
    const std::lock_guard lock(mutex_);
    if (workers_.size() >= kStreamHooksMax)
      return Error{"There are " + std::to_string(kStreamHooksMax) +
                   " stream hooks, and no more are allowed."};
    for (const std::unique_ptr<Worker>& worker : workers_)
      if (worker->description().table == description.table && worker->description().name == description.name)
        return Error{"Table " + description.table + " has a stream hook to " + description.name +
                     " already."};
    number = description.number = next_number_++;
  }
  // Outside the lock: a new hook asks the store where its latest record is, and the store's writer may be
  // waiting for the lock to announce a record.
  auto worker = std::make_unique<Worker>(engine_, log_, std::move(description), std::move(callback),
                                         std::move(stop_callback));
  worker->wake();
  const std::lock_guard lock(mutex_);
  workers_.push_back(std::move(worker));
  return number;
}

bool StreamHooks::remove(int number) {
  std::unique_ptr<Worker> removed;
  {
    const std::lock_guard lock(mutex_);
    const auto worker = std::ranges::find_if(workers_, [number](const std::unique_ptr<Worker>& candidate) {
      return candidate->description().number == number;
    });
    if (worker == workers_.end()) return false;
    removed = std::move(*worker);
    workers_.erase(worker);
  }
  removed->stop();
  removed->forget_checkpoint();
  return true;
}

std::vector<StreamHookDescription> StreamHooks::list() const {
  std::vector<StreamHookDescription> descriptions;
  const std::lock_guard lock(mutex_);
  for (const std::unique_ptr<Worker>& worker : workers_)
    descriptions.push_back(worker->describe());
  std::ranges::sort(descriptions, {}, &StreamHookDescription::number);
  return descriptions;
}

}  // namespace ddb::server
