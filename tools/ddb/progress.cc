#include "tools/ddb/progress.h"

#include <algorithm>

namespace ddb::cli {
namespace {

constexpr std::chrono::milliseconds kInterval{100};
constexpr std::size_t kBarWidth = 30;

}  // namespace

std::string progress_bar(std::size_t done, std::size_t total) {
  const std::size_t shown = std::min(done, total);
  const std::size_t filled = total == 0 ? kBarWidth : shown * kBarWidth / total;
  const std::string percent = std::to_string(total == 0 ? 100 : shown * 100 / total);
  return "[" + std::string(filled, '#') + std::string(kBarWidth - filled, '-') + "] " +
         std::string(3 - percent.size(), ' ') + percent + "%  " + std::to_string(done) + "/" +
         std::to_string(total);
}

bool Progress::is_due() {
  const auto now = clock_.now();
  if (now - last_ < kInterval) return false;
  last_ = now;
  return true;
}

void Progress::write(const std::string& text) {
  err_ << "\r\x1b[K" << text << std::flush;
  is_on_screen_ = true;
}

void Progress::bar(std::size_t done, std::size_t total) {
  if (mode_ == Mode::kSilent) return;
  if (is_due() || done >= total) write(progress_bar(done, total));
}

void Progress::line(const std::string& text) {
  if (mode_ == Mode::kShown && is_due()) write(text);
}

void Progress::clear() {
  if (is_on_screen_) err_ << "\r\x1b[K" << std::flush;
  is_on_screen_ = false;
}

}  // namespace ddb::cli
