#pragma once

#include <chrono>

namespace ddb {

/// Where the time comes from. Nothing but the program's main asks the system directly, so that a test can
/// move the time by hand.
class Clock {
 public:
  using TimePoint = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;
  virtual ~Clock() = default;
  /// Microseconds since 1970-01-01T00:00:00Z.
  virtual TimePoint now() const = 0;
};

class SystemClock final : public Clock {
 public:
  TimePoint now() const override {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  }
};

/// Stands still until a test moves it.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(TimePoint start = TimePoint(std::chrono::seconds(1'800'000'000))) : now_(start) {}
  TimePoint now() const override { return now_; }
  void advance(std::chrono::microseconds by) { now_ += by; }

 private:
  TimePoint now_;
};

/// Whole seconds since 1970-01-01T00:00:00Z.
inline long long unix_seconds(Clock::TimePoint time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

}  // namespace ddb
