#pragma once

#include <mutex>
#include <ostream>
#include <string_view>

#include "shared/base/clock.h"

namespace ddb {

enum class LogLevel { kError, kWarning, kInfo, kDebug };

/// One line per event: `2026-11-21T04:30:00.123456Z info message`. Handed to whoever may have something to
/// say; calls may come from several threads.
class Log {
 public:
  Log(std::ostream& out, const Clock& clock, LogLevel level) : out_(out), clock_(clock), level_(level) {}

  bool enabled(LogLevel level) const { return level <= level_; }
  void write(LogLevel level, std::string_view message);
  void error(std::string_view message) { write(LogLevel::kError, message); }
  void warning(std::string_view message) { write(LogLevel::kWarning, message); }
  void info(std::string_view message) { write(LogLevel::kInfo, message); }
  void debug(std::string_view message) { write(LogLevel::kDebug, message); }

 private:
  std::ostream& out_;
  const Clock& clock_;
  const LogLevel level_;
  std::mutex mutex_;
};

}  // namespace ddb
