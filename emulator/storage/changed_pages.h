#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>

namespace ddb::storage {

/// Which pages of a file its writer has written to the log, in order, as far back as is remembered: so that a
/// reader whose view begins anew drops those from its cache, and no others. Thread-safe; needs no memory.
class ChangedPages {
 public:
  using PageNumber = std::uint32_t;
  /// How many changes came before; 0 is the beginning.
  using Position = std::uint64_t;

  /// More changes than this are not told one by one: a reader's cache holds fewer pages, as a rule.
  static constexpr std::size_t kToldMax = 32'768;
  /// How many are told at once.
  static constexpr std::size_t kToldAtOnceMax = 1024;

  /// Before the page is in the log.
  void add(PageNumber number) noexcept;
  /// Before something is written of which it is not known which pages it changes.
  void add_unknown() noexcept;
  /// After a commit: every view that begins from now on holds all that was added.
  void commit() noexcept;

  /// The last position whose changes are in every view that begins from now on.
  Position committed() const noexcept;
  /// The first pages that were added from `position` on, committed or not, some perhaps more than once: how
  /// many of `pages` they fill. If all, there may be more. Nothing when they can't be told.
  std::optional<std::size_t> since(Position position,
                                   std::span<PageNumber, kToldAtOnceMax> pages) const noexcept;

 private:
  mutable std::mutex mutex_;
  std::array<PageNumber, kToldMax> last_{};  ///< The change at a position, at its remainder.
  Position end_ = 0;
  Position committed_ = 0;
  Position unknown_end_ = 0;  ///< Changes before this one are not all told.
};

}  // namespace ddb::storage
