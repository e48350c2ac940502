#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <vector>

namespace ddb::storage {

/// The pages of a database in memory, of which none is ever dropped to make room: found by their numbers in a
/// table, without a search. SQLite's own cache hashes them, and takes 40 bytes more for each.
///
/// The functions are those of SQLite's interface for page caches (sqlite3_pcache_methods2), and keep its
/// rules. None throws.
class MemoryPages {
 public:
  using PageNumber = unsigned int;

  MemoryPages(std::size_t page_size_bytes, std::size_t extra_size_bytes)
      : page_size_bytes_(page_size_bytes), extra_size_bytes_(extra_size_bytes) {}
  MemoryPages(const MemoryPages&) = delete;
  MemoryPages& operator=(const MemoryPages&) = delete;
  ~MemoryPages() { cut(0); }

  /// The page of that number; null when there is none.
  sqlite3_pcache_page* find(PageNumber number) const noexcept;
  /// The same; one that is not there is made, with extra bytes that are zero. Null when there is no memory.
  sqlite3_pcache_page* find_or_make(PageNumber number) noexcept;
  void drop(sqlite3_pcache_page* page) noexcept;
  /// A page that has the number `to` already is dropped.
  void rename(sqlite3_pcache_page* page, PageNumber to) noexcept;
  /// Drops all pages from `number_from` on.
  void cut(PageNumber number_from) noexcept;
  std::size_t count() const noexcept { return count_; }
  std::size_t page_size_bytes() const noexcept { return page_size_bytes_; }
  /// At least the highest number of a page, but for one that is far.
  PageNumber last_number() const noexcept {
    return table_.empty() ? 0 : static_cast<PageNumber>(table_.size() - 1);
  }

 private:
  /// Stands between its content and its extra bytes, in one piece of memory with them.
  struct Page {
    sqlite3_pcache_page sqlites;  // first, as SQLite knows the page by it
    Page* next_far;               // while it is far
    PageNumber number;
  };
  static Page* own(sqlite3_pcache_page* page) { return reinterpret_cast<Page*>(page); }

  Page* make(PageNumber number) noexcept;
  void release(Page* page) noexcept;
  bool make_room_in_table(PageNumber number) noexcept;
  void add(Page* page) noexcept;
  void take_out(Page* page) noexcept;

  const std::size_t page_size_bytes_;
  const std::size_t extra_size_bytes_;
  std::size_t count_ = 0;
  std::vector<Page*> table_;  // by number; null where there is no page
  /// Pages with numbers beyond the table, as a list. Splitting a page of a tree, SQLite for a moment gives
  /// one a number far beyond the end of the database.
  Page* first_far_ = nullptr;
};

}  // namespace ddb::storage
