#include "emulator/storage/memory_pages.h"

#include <cstring>
#include <new>
#include <utility>

namespace ddb::storage {

namespace {

constexpr std::size_t kFirstTableSize = 64;

}  // namespace

sqlite3_pcache_page* MemoryPages::find(PageNumber number) const noexcept {
  if (number < table_.size()) [[likely]]
    return table_[number] ? &table_[number]->sqlites : nullptr;
  for (Page* page = first_far_; page; page = page->next_far)
    if (page->number == number) return &page->sqlites;
  return nullptr;
}

sqlite3_pcache_page* MemoryPages::find_or_make(PageNumber number) noexcept {
  if (sqlite3_pcache_page* found = find(number)) return found;
  if (!make_room_in_table(number)) return nullptr;
  Page* page = make(number);
  return page ? &page->sqlites : nullptr;
}

void MemoryPages::drop(sqlite3_pcache_page* page) noexcept {
  take_out(own(page));
  release(own(page));
}

void MemoryPages::rename(sqlite3_pcache_page* page, PageNumber to) noexcept {
  if (own(page)->number == to) return;
  if (sqlite3_pcache_page* other = find(to)) drop(other);
  take_out(own(page));
  own(page)->number = to;
  add(own(page));
}

void MemoryPages::cut(PageNumber number_from) noexcept {
  while (table_.size() > number_from) {
    if (table_.back()) release(table_.back());
    table_.pop_back();
  }
  Page* page = std::exchange(first_far_, nullptr);
  while (page) {
    Page* const next = page->next_far;
    if (page->number >= number_from)
      release(page);
    else
      add(page);
    page = next;
  }
}

MemoryPages::Page* MemoryPages::make(PageNumber number) noexcept {
  void* const memory = ::operator new(page_size_bytes_ + sizeof(Page) + extra_size_bytes_, std::nothrow);
  if (!memory) return nullptr;
  char* const content = static_cast<char*>(memory);
  char* const extra = content + page_size_bytes_ + sizeof(Page);
  std::memset(extra, 0, extra_size_bytes_);
  Page* page = new (content + page_size_bytes_) Page{{content, extra}, nullptr, number};
  ++count_;
  add(page);
  return page;
}

void MemoryPages::release(Page* page) noexcept {
  --count_;
  ::operator delete(page->sqlites.pBuf);
}

/// For a number that follows on those there are. Whether there is memory.
bool MemoryPages::make_room_in_table(PageNumber number) noexcept {
  const std::size_t size = table_.size();
  const bool is_far = number > 2 * size + kFirstTableSize;
  if (number < size || is_far) return true;
  try {
    if (number >= table_.capacity()) table_.reserve(number + number / 4 + kFirstTableSize);
    table_.resize(std::size_t{number} + 1, nullptr);
  } catch (const std::bad_alloc&) {
    return false;
  }
  Page* page = std::exchange(first_far_, nullptr);
  while (page) {
    Page* const next = page->next_far;
    add(page);
    page = next;
  }
  return true;
}

void MemoryPages::add(Page* page) noexcept {
  if (page->number < table_.size())
    table_[page->number] = page;
  else
    page->next_far = std::exchange(first_far_, page);
}

void MemoryPages::take_out(Page* page) noexcept {
  if (page->number < table_.size()) {
    table_[page->number] = nullptr;
    return;
  }
  Page** place = &first_far_;
  while (*place != page)
    place = &(*place)->next_far;
  *place = page->next_far;
}

}  // namespace ddb::storage
