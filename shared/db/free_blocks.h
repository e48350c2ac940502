#pragma once

#include <array>
#include <cstddef>
#include <new>

namespace ddb::db {

/// Blocks of memory that nobody uses, by their size, each a list that runs through the blocks themselves.
/// Nothing is destroyed with it, so that it can serve a thread to its very end.
class FreeBlocks {
 public:
  /// The largest that are kept. One piece of the journal of a database in memory, SQLite's most frequent
  /// block, is as large.
  static constexpr std::size_t kBlockBytesMax = 1032;
  /// How much is kept of all sizes together.
  static constexpr std::size_t kKeptBytesMax = std::size_t{1024} * 1024;
  /// Sizes are multiples of this.
  static constexpr std::size_t kGranuleBytes = 8;

  /// A block of at least `size_bytes` (more than 0), and less than a granule more; null when there is none.
  void* take(std::size_t size_bytes) noexcept {
    const std::size_t granules = (size_bytes + kGranuleBytes - 1) / kGranuleBytes;
    if (granules >= of_size_.size() || !of_size_[granules]) return nullptr;
    Block* block = of_size_[granules];
    of_size_[granules] = block->next;
    kept_bytes_ -= granules * kGranuleBytes;
    return block;
  }

  /// Whether it keeps the block, which is aligned like a pointer and has `size_bytes`.
  bool keep(void* memory, std::size_t size_bytes) noexcept {
    if (size_bytes > kBlockBytesMax || size_bytes % kGranuleBytes != 0 || size_bytes == 0 ||
        kept_bytes_ + size_bytes > kKeptBytesMax)
      return false;
    Block*& first = of_size_[size_bytes / kGranuleBytes];
    first = new (memory) Block{first};
    kept_bytes_ += size_bytes;
    return true;
  }

  /// Calls `give_back(block)` for each block, and keeps none of them.
  template <class GiveBack>
  void give_back_all(GiveBack&& give_back) {
    for (Block*& first : of_size_)
      while (first) {
        Block* block = first;
        first = block->next;
        give_back(static_cast<void*>(block));
      }
    kept_bytes_ = 0;
  }

  std::size_t kept_bytes() const { return kept_bytes_; }

 private:
  struct Block {
    Block* next;
  };
  static_assert(sizeof(Block) <= kGranuleBytes);

  std::array<Block*, kBlockBytesMax / kGranuleBytes + 1> of_size_{};
  std::size_t kept_bytes_ = 0;
};

}  // namespace ddb::db
