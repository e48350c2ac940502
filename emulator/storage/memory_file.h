#pragma once

#include <memory>
#include <string>

namespace ddb::storage {

class MemoryPages;

/// The pages of a database in memory, as a file that other connections read: a VFS of SQLite whose only file
/// they are. SQLite has one connection to such a database, which threads could only use in turn; through this
/// file each of them reads with a connection of its own.
///
/// Pages are not copied: SQLite is shown them where they lie, as parts of a file that is mapped into memory
/// (`xFetch`). So no connection may read while the database is written to, and none may keep a transaction
/// open over that and go on reading in it. Nothing can be written through the file.
class MemoryFile {
 public:
  /// `pages` outlives it.
  explicit MemoryFile(const MemoryPages& pages);
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  /// All connections must be gone.
  ~MemoryFile();

  /// Of the VFS, for `DatabaseOptions`; any path in it is the file.
  const std::string& vfs_name() const;

 private:
  struct Vfs;
  std::unique_ptr<Vfs> vfs_;
};

}  // namespace ddb::storage
