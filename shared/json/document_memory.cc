#include "shared/json/document_memory.h"

#include <algorithm>

namespace ddb::json {

namespace {

/// The first multiple of `alignment`, a power of two, from `address` on.
std::uintptr_t aligned(std::uintptr_t address, std::size_t alignment) {
  return (address + alignment - 1) & ~(alignment - 1);
}

}  // namespace

void* BudgetedHeap::do_allocate(std::size_t bytes, std::size_t) {
  budget_.take(bytes);
  return ::operator new(bytes);
}

void BudgetedHeap::do_deallocate(void* memory, std::size_t bytes, std::size_t) {
  ::operator delete(memory);
  budget_.give_back(bytes);
}

DocumentMemory::~DocumentMemory() {
  while (last_block_ != nullptr) {
    Block* previous = last_block_->previous;
    ::operator delete(last_block_);
    last_block_ = previous;
  }
}

void* DocumentMemory::do_allocate(std::size_t bytes, std::size_t alignment) {
  std::uintptr_t at = aligned(free_, alignment);
  if (at > block_end_ || bytes > block_end_ - at) [[unlikely]] {
    add_block(bytes + alignment);
    at = aligned(free_, alignment);
  }
  free_ = at + bytes;
  return reinterpret_cast<void*>(at);  // NOLINT(performance-no-int-to-ptr): it came from a pointer
}

void DocumentMemory::add_block(std::size_t bytes) {
  const std::size_t size = std::max(next_block_bytes_, bytes + sizeof(Block));
  if (budget_ != nullptr) budget_->take(size);
  last_block_ = new (::operator new(size)) Block{last_block_};
  free_ = reinterpret_cast<std::uintptr_t>(last_block_ + 1);
  block_end_ = free_ + size - sizeof(Block);
  next_block_bytes_ = std::min(2 * next_block_bytes_, kBlockBytesMax);
}

}  // namespace ddb::json
