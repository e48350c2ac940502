#pragma once

#include <mutex>
#include <ostream>
#include <span>
#include <string_view>
#include <variant>

#include "shared/base/clock.h"

namespace ddb {

enum class LogLevel { kError, kWarning, kInfo, kDebug };

enum class LogFormat {
  kText,  ///< `2026-11-21T04:30:00.123456Z info message name=value`; a value with a space or a quote is
          ///< quoted.
  kJson,  ///< `{"time":"2026-11-21T04:30:00.123456Z","level":"info","message":"...","name":"value"}`
};

/// Something about an event that a program may look for.
struct LogField {
  std::string_view name;
  std::variant<std::string_view, long long> value;
};

/// One line per event. Handed to whoever may have something to say; calls may come from several threads.
class Log {
 public:
  Log(std::ostream& out, const Clock& clock, LogLevel level, LogFormat format = LogFormat::kText)
      : out_(out), clock_(clock), level_(level), format_(format) {}

  bool enabled(LogLevel level) const { return level <= level_; }
  void write(LogLevel level, std::string_view message, std::span<const LogField> fields = {});
  void error(std::string_view message) { write(LogLevel::kError, message); }
  void warning(std::string_view message) { write(LogLevel::kWarning, message); }
  void info(std::string_view message) { write(LogLevel::kInfo, message); }
  void debug(std::string_view message) { write(LogLevel::kDebug, message); }

 private:
  std::ostream& out_;
  const Clock& clock_;
  const LogLevel level_;
  const LogFormat format_;
  std::mutex mutex_;
};

}  // namespace ddb
