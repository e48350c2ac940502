#pragma once

#include <array>
#include <boost/json/memory_resource.hpp>
#include <cstddef>
#include <cstdint>
#include <new>

namespace ddb::json {

/// Thrown when a text needs more memory than its budget; `Document::parse` turns it into an error.
class OverBudget : public std::bad_alloc {
 public:
  const char* what() const noexcept override { return "over the memory budget"; }
};

/// How many bytes may still be taken.
class MemoryBudget {
 public:
  explicit MemoryBudget(std::size_t bytes) : left_(bytes) {}
  void take(std::size_t bytes) {
    if (bytes > left_) throw OverBudget();
    left_ -= bytes;
  }
  void give_back(std::size_t bytes) { left_ += bytes; }
  std::size_t left() const { return left_; }

 private:
  std::size_t left_;
};

/// The heap, within a budget: for what the parser holds only while it parses.
class BudgetedHeap final : public boost::json::memory_resource {
 public:
  explicit BudgetedHeap(MemoryBudget& budget) : budget_(budget) {}

 private:
  void* do_allocate(std::size_t bytes, std::size_t alignment) override;
  void do_deallocate(void* memory, std::size_t bytes, std::size_t alignment) override;
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }

  MemoryBudget& budget_;
};

/// The memory of a parsed document: the first block lies inside, and holds a request of the common kind;
/// more blocks come from the heap. All is freed at once. Unlike boost's monotonic_resource, blocks stop
/// growing at a size, so that what is taken stays near what is used.
class DocumentMemory final : public boost::json::memory_resource {
 public:
  DocumentMemory() = default;
  ~DocumentMemory() override;
  DocumentMemory(const DocumentMemory&) = delete;
  DocumentMemory& operator=(const DocumentMemory&) = delete;

  /// Takes blocks from `budget` until `end_budget`.
  void begin_budget(MemoryBudget& budget) { budget_ = &budget; }
  /// From now on nothing is counted: what copies values of a document (as boost's own comparison does) takes
  /// memory here, long after parsing.
  void end_budget() { budget_ = nullptr; }

 private:
  static constexpr std::size_t kFirstBlockBytes = 4096;
  static constexpr std::size_t kBlockBytesMax = std::size_t{256} << 10U;

  struct Block {
    Block* previous;
  };

  void* do_allocate(std::size_t bytes, std::size_t alignment) override;
  void do_deallocate(void*, std::size_t, std::size_t) override {}
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }
  void add_block(std::size_t bytes);

  alignas(std::max_align_t) std::array<std::byte, kFirstBlockBytes> first_block_;
  std::uintptr_t free_ = reinterpret_cast<std::uintptr_t>(first_block_.data());
  std::uintptr_t block_end_ = free_ + kFirstBlockBytes;
  std::size_t next_block_bytes_ = 2 * kFirstBlockBytes;
  Block* last_block_ = nullptr;
  MemoryBudget* budget_ = nullptr;
};

}  // namespace ddb::json
