#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

#include "emulator/engine/engine.h"
#include "emulator/protocol/dispatcher.h"
#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/base/random.h"

namespace ddb::property {

struct Answer {
  int status = 0;
  boost::json::value body;
  /// "ErrorName: message"; empty when the request succeeded.
  std::string error;
};

/// A whole emulator but for the sockets: requests are JSON texts and go through the dispatcher, into memory
/// or a file of its own. Its time stands still unless it is moved.
class EmulatorInProcess {
 public:
  enum class Storage { kMemory, kFile };
  enum class Stop { kGraceful, kSudden };

  explicit EmulatorInProcess(Storage storage, engine::EngineOptions options = {});
  ~EmulatorInProcess();

  Answer call(std::string_view operation, const boost::json::object& request);
  /// What the background work of the server does once.
  void sweep();
  /// Stops it and starts it anew, over the same file or the same memory.
  void restart(Stop stop);
  void advance(std::chrono::microseconds by) { clock_.advance(by); }
  const Clock& clock() const { return clock_; }
  long long now_seconds() const { return unix_seconds(clock_.now()); }

 private:
  void start();

  const Storage storage_;
  const engine::EngineOptions options_;
  std::filesystem::path folder_;  ///< Of the file; empty in memory.
  ManualClock clock_;
  SeededRandom random_{1};
  std::ostringstream log_text_;
  Log log_{log_text_, clock_, LogLevel::kError};
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<protocol::Dispatcher> dispatcher_;
};

}  // namespace ddb::property
