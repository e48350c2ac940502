#pragma once

#include <cstddef>
#include <new>

namespace ddb::db {

/// Blocks of memory of one size that nobody uses, as a list that runs through the blocks themselves. Nothing
/// is destroyed with it, so that it can serve a thread to its very end.
class FreeBlocks {
 public:
  /// One piece of the journal of a database in memory, SQLite's most frequent block.
  static constexpr std::size_t kBlockBytes = 1032;
  static constexpr std::size_t kBlocksMax = 1024;

  /// A block for `size_bytes`, which is all of its size but for a few bytes; null when there is none.
  void* take(std::size_t size_bytes) noexcept {
    constexpr std::size_t kUnusedBytesMax = 8;
    if (size_bytes > kBlockBytes || size_bytes < kBlockBytes - kUnusedBytesMax || !first_) return nullptr;
    Block* block = first_;
    first_ = block->next;
    --count_;
    return block;
  }

  /// Whether it keeps the block, which is aligned like a pointer and has `size_bytes`.
  bool keep(void* memory, std::size_t size_bytes) noexcept {
    if (size_bytes != kBlockBytes || count_ == kBlocksMax) return false;
    first_ = new (memory) Block{first_};
    ++count_;
    return true;
  }

  /// Calls `give_back(block)` for each block, and keeps none of them.
  template <class GiveBack>
  void give_back_all(GiveBack&& give_back) {
    while (first_) {
      Block* block = first_;
      first_ = block->next;
      give_back(static_cast<void*>(block));
    }
    count_ = 0;
  }

  std::size_t count() const { return count_; }

 private:
  struct Block {
    Block* next;
  };

  Block* first_ = nullptr;
  std::size_t count_ = 0;
};

}  // namespace ddb::db
