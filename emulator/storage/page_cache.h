#pragma once

namespace ddb::storage {

/// Puts a thin layer over SQLite's page cache, for the whole process, before SQLite's first use; where it is
/// in use already, nothing changes but speed.
///
/// Why: splitting a page of a tree, SQLite for a moment gives a page a number beyond the end of the file
/// (`PENDING_BYTE / page size + 1`). From then on its cache takes that for the highest page it holds, and on
/// the next commit visits every page to cut off what lies beyond the end: nothing, at 40 us for 10,000 pages.
/// In memory, where all pages are in the cache, inserting would get slower with the number of rows. The layer
/// remembers which pages there really are, and passes on only the cuts that have something to cut.
void install_page_cache();

}  // namespace ddb::storage
