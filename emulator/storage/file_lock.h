#pragma once

#include <filesystem>
#include <memory>

#include "shared/base/result.h"

namespace ddb::storage {

/// Keeps a second server away from a database: an exclusive lock on a file beside it, named after it with
/// "-lock" at the end, which the operating system releases however the process ends. It is not on the
/// database itself, because closing any descriptor of that file would release SQLite's own locks.
class FileLock {
 public:
  /// Does not wait. Fails, in words, when another process or store has the lock, or when the file can't be
  /// made in its directory.
  static Result<std::unique_ptr<FileLock>> acquire(const std::filesystem::path& database);

  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  /// Removes the file and releases the lock.
  ~FileLock();

 private:
  FileLock(std::filesystem::path path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

  std::filesystem::path path_;
  int descriptor_;
};

}  // namespace ddb::storage
