#pragma once

#include <cstddef>
#include <ostream>
#include <string>

#include "shared/base/clock.h"

namespace ddb::cli {

/// One line on standard error that is written over while work goes on, and gone when it ends. Silent when
/// disabled.
class Progress {
 public:
  enum class Mode { kShown, kSilent };

  Progress(std::ostream& err, const Clock& clock, Mode mode) : err_(err), clock_(clock), mode_(mode) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// A bar: `done` of `total`. Shown at most ten times a second, and when all is done.
  void bar(std::size_t done, std::size_t total);
  /// A line of text such as "1,200 items". Shown at most ten times a second.
  void line(const std::string& text);
  /// Removes the line. Also done at the end.
  void clear();

 private:
  bool is_due();
  void write(const std::string& text);

  std::ostream& err_;
  const Clock& clock_;
  const Mode mode_;
  Clock::TimePoint last_{};
  bool is_on_screen_ = false;
};

/// "[#######-------------]  35%  42/120", without control characters.
std::string progress_bar(std::size_t done, std::size_t total);

}  // namespace ddb::cli
