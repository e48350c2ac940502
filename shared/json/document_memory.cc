#include "shared/json/document_memory.h"

#include <algorithm>
#include <memory>

namespace ddb::json {

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
  void* at = free_;
  if (std::align(alignment, bytes, at, free_bytes_) == nullptr) [[unlikely]] {
    add_block(bytes + alignment);
    at = free_;
    std::align(alignment, bytes, at, free_bytes_);
  }
  free_ = static_cast<std::byte*>(at) + bytes;
  free_bytes_ -= bytes;
  return at;
}

void DocumentMemory::add_block(std::size_t bytes) {
  const std::size_t size = std::max(next_block_bytes_, bytes + sizeof(Block));
  if (budget_ != nullptr) budget_->take(size);
  last_block_ = new (::operator new(size)) Block{last_block_};
  free_ = reinterpret_cast<std::byte*>(last_block_ + 1);
  free_bytes_ = size - sizeof(Block);
  next_block_bytes_ = std::min(2 * next_block_bytes_, kBlockBytesMax);
}

}  // namespace ddb::json
