#include "shared/base/log.h"

#include <array>

#include "shared/base/time_format.h"

namespace ddb {

void Log::write(LogLevel level, std::string_view message) {
  if (!enabled(level)) return;
  constexpr std::array<std::string_view, 4> names{"error", "warning", "info", "debug"};
  const std::string time = iso8601(clock_.now());
  const std::lock_guard lock(mutex_);
  out_ << time << ' ' << names[static_cast<std::size_t>(level)] << ' ' << message << std::endl;
}

}  // namespace ddb
