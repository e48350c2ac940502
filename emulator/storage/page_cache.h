#pragma once

#include "emulator/storage/changed_pages.h"

namespace ddb::storage {

class MemoryPages;

/// Puts a thin layer over SQLite's page cache, for the whole process, before SQLite's first use; where it is
/// in use already, nothing changes but speed.
///
/// Why: splitting a page of a tree, SQLite for a moment gives a page a number beyond the end of the file
/// (`PENDING_BYTE / page size + 1`). From then on its cache takes that for the highest page it holds, and on
/// the next commit visits every page to cut off what lies beyond the end: nothing, at 40 us for 10,000 pages.
/// The layer remembers which pages there really are, and passes on only the cuts that have something to cut.
/// The pages of a database in memory are no cache's: `MemoryPages` has them.
void install_page_cache();

/// While it exists, a view that begins on this thread keeps what its connection has cached, but for the pages
/// that were changed since. SQLite would drop them all when anything was committed, and read them anew.
///
/// Only for views of one file's readers, all of whose changes `changed_pages` is told. Whatever else drops a
/// cache drops all of it. May not nest.
class UnchangedPagesStay {
 public:
  explicit UnchangedPagesStay(const ChangedPages& changed_pages);
  UnchangedPagesStay(const UnchangedPagesStay&) = delete;
  UnchangedPagesStay& operator=(const UnchangedPagesStay&) = delete;
  ~UnchangedPagesStay();

  const ChangedPages& changed_pages() const { return changed_pages_; }
  /// All changes before this are in the view, as it begins later.
  ChangedPages::Position position() const { return position_; }

 private:
  const ChangedPages& changed_pages_;
  const ChangedPages::Position position_;
};

/// While it exists, notes where the pages lie of the database in memory that is opened on this thread. May
/// not nest.
class NotedMemoryPages {
 public:
  NotedMemoryPages();
  NotedMemoryPages(const NotedMemoryPages&) = delete;
  NotedMemoryPages& operator=(const NotedMemoryPages&) = delete;
  ~NotedMemoryPages();

  /// Null when there was none, or SQLite was in use before `install_page_cache`. Of several the last: SQLite
  /// begins anew where the size of pages is set.
  const MemoryPages* pages() const { return pages_; }
  void note(const MemoryPages& pages) { pages_ = &pages; }

 private:
  const MemoryPages* pages_ = nullptr;
};

}  // namespace ddb::storage
