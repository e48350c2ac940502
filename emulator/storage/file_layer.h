#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "emulator/storage/changed_pages.h"

struct sqlite3;

/// A layer over a VFS of SQLite, which
/// - writes a checksum into each page of a database file that has them, and checks it on reading: a page that
///   is not what was written is `SQLITE_IOERR_DATA`, never a wrong row;
/// - shows pages to connections that read, where a file is mapped into memory, instead of copying them: each
///   connection has a page's checksum checked when it is shown the page for the first time;
/// - writes a transaction to the write-ahead log at once (log_frames.h);
/// - takes a file-size limit (EFBIG) and a quota (EDQUOT) for what they are to the user: `SQLITE_FULL`.
/// The write-ahead log has SQLite's own checksums, which are checked when a file is opened after a crash.
/// docs/storage-format.md describes the checksum.
namespace ddb::storage {

class MappedFile;

/// Bytes at the end of each page that hold its checksum, where a file has checksums: its header says so, in
/// the byte for reserved bytes (offset 20).
inline constexpr int kPageChecksumBytes = 8;

/// The checksum of a page without its last `kPageChecksumBytes`. `size_bytes` is that of the whole page, a
/// power of two from 512 on; pages count from 1.
std::uint64_t page_checksum(const unsigned char* page, std::size_t size_bytes, std::uint64_t page_number);

/// The name of the layer over the VFS `base_name` (empty: the system's), which is registered with SQLite, for
/// good, when it is first asked for. Throws `StorageError` when there is no such VFS.
std::string file_layer_over(const std::string& base_name);

/// Has a new database, before its first page is written, keep checksums. Throws `StorageError`.
void begin_page_checksums(sqlite3* connection);
/// Whether the open database keeps checksums.
bool has_page_checksums(sqlite3* connection);

/// For a connection that has read from a database with a write-ahead log.
/// Has `function`, which must not throw, called whenever the connection is about to sync the log; null: no
/// more.
void call_before_log_sync(sqlite3* connection, const std::function<void()>* function);
/// Has `changed_pages` told of each page that the connection writes to the log; null: no more.
void tell_changed_pages_to(sqlite3* connection, ChangedPages* changed_pages);
/// Has the connection's pages taken from `file`, which is its database mapped into memory, and outlives it;
/// null: no more. They are shown to it where `PRAGMA mmap_size` says so, else copied, which takes half the
/// time of asking the system. The file itself is asked once for each page.
void take_pages_from(sqlite3* connection, const MappedFile* file);
/// Waits until all that any connection has written to the log, or to the database's own file, is on the disk.
/// Gives SQLite's result code.
[[nodiscard]] int sync_log(sqlite3* connection);
[[nodiscard]] int sync_database_file(sqlite3* connection);

}  // namespace ddb::storage
