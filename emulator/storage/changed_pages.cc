#include "emulator/storage/changed_pages.h"

#include <algorithm>

#include "emulator/storage/short_lock.h"

namespace ddb::storage {

void ChangedPages::add(PageNumber number) noexcept {
  const auto lock = lock_shortly(mutex_);
  last_[end_ % kToldMax] = number;
  ++end_;
}

void ChangedPages::add_unknown() noexcept {
  const auto lock = lock_shortly(mutex_);
  unknown_end_ = ++end_;
}

void ChangedPages::commit() noexcept {
  const auto lock = lock_shortly(mutex_);
  committed_ = end_;
}

ChangedPages::Position ChangedPages::committed() const noexcept {
  const auto lock = lock_shortly(mutex_);
  return committed_;
}

std::optional<std::size_t> ChangedPages::since(Position position,
                                               std::span<PageNumber, kToldAtOnceMax> pages) const noexcept {
  const auto lock = lock_shortly(mutex_);
  if (position < unknown_end_ || end_ - position > kToldMax) return std::nullopt;
  const auto count = static_cast<std::size_t>(std::min<Position>(end_ - position, pages.size()));
  for (std::size_t i = 0; i < count; ++i)
    pages[i] = last_[(position + i) % kToldMax];
  return count;
}

}  // namespace ddb::storage
