#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "emulator/engine/engine.h"
#include "emulator/server/stream_hook_delivery.h"
#include "emulator/server/stream_hook_outcome.h"
#include "emulator/server/stream_hook_settings.h"
#include "shared/base/log.h"
#include "shared/base/result.h"

namespace ddb::server {

/// A hook as `StreamHooks::list` shows it.
struct StreamHookDescription {
  int number = 0;  ///< Names it for `StreamHooks::remove`.
  std::string table;
  std::string name;  ///< The URL, or what the callback is called.
  StreamHookSettings settings;
  StreamHookStatus status;
};

/// Hooks per server at most: each has a thread.
inline constexpr std::size_t kStreamHooksMax = 100;

/// The stream hooks of one server: each delivers every change record of one table to a URL or a C++ callback,
/// from a thread of its own. A writer only ever sets a flag: a slow or dead receiver holds up nobody.
/// docs/stream-hook.md tells what a user may expect. Thread-safe.
class StreamHooks {
 public:
  /// `engine` and `log` must outlive it.
  StreamHooks(engine::Engine& engine, Log& log);
  /// Stops all hooks. Waits for callbacks under way; what is posted by HTTP is broken off.
  ~StreamHooks();
  StreamHooks(const StreamHooks&) = delete;
  StreamHooks& operator=(const StreamHooks&) = delete;

  /// Adds a hook that posts to `option.url`, and starts it: `parse_stream_hook` reads such an option from
  /// text. The table need not exist yet. Gives the hook's number. Fails with a sentence if the table has a
  /// hook to that URL, there are `kStreamHooksMax`, or the dead-letter file can't be written.
  Result<int> add(const StreamHookOption& option);

  /// Adds a hook that calls `callback`. `name` names it, and the checkpoint of a store in a file, so it must
  /// be the same after a restart. Fails like the other `add`.
  Result<int> add(std::string table, std::string name, StreamHookSettings settings, HookCallback callback);

  /// Stops a hook and forgets how far it had got. Waits for a callback under way. False if there is none of
  /// that number. Not to be called from a callback.
  bool remove(int number);

  /// In the order of their numbers.
  std::vector<StreamHookDescription> list() const;

 private:
  class Worker;
  Result<int> add_worker(std::string table, std::string name, StreamHookSettings settings,
                         HookCallback callback, std::function<void()> stop_callback);

  engine::Engine& engine_;
  Log& log_;
  int listener_ = 0;
  std::mutex adding_mutex_;   // one `add` at a time; taken before mutex_
  mutable std::mutex mutex_;  // of workers_; writers take it too
  std::vector<std::unique_ptr<Worker>> workers_;
  int next_number_ = 1;
};

}  // namespace ddb::server
