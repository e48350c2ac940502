#include "emulator/storage/memory_file.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <new>

#include "emulator/storage/memory_pages.h"

namespace ddb::storage {

struct MemoryFile::Vfs {
  const MemoryPages& pages;
  std::string name;
  sqlite3_vfs vfs{};
};

namespace {

/// Where a database's first page has what SQLite tells by whether a cache still holds: "Database Header",
/// "File change counter", and what follows it.
constexpr sqlite3_int64 kVersionOffset = 24;
constexpr int kVersionBytes = 16;

struct PagesFile {
  sqlite3_file base;
  const MemoryPages* pages;
};

const MemoryPages& pages_of(sqlite3_file* file) {
  return *reinterpret_cast<PagesFile*>(file)->pages;
}

/// Where the bytes lie if they are of one page that there is; else null.
unsigned char* find(const MemoryPages& pages, sqlite3_int64 offset, int amount) {
  const auto page_size_bytes = static_cast<sqlite3_int64>(pages.page_size_bytes());
  if (offset % page_size_bytes + amount > page_size_bytes) return nullptr;
  const sqlite3_pcache_page* page =
      pages.find(static_cast<MemoryPages::PageNumber>(offset / page_size_bytes + 1));
  return page ? static_cast<unsigned char*>(page->pBuf) + offset % page_size_bytes : nullptr;
}

int read(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
  const auto size_bytes = static_cast<std::size_t>(amount);
  auto* bytes = static_cast<unsigned char*>(out);
  const unsigned char* found = find(pages_of(file), offset, amount);
  if (!found) {
    std::memset(bytes, 0, size_bytes);
    return SQLITE_IOERR_SHORT_READ;
  }
  std::memcpy(bytes, found, size_bytes);
  // A database in memory counts no changes. What is asked for alone is compared with the page that was read
  // before: nothing that a connection has cached is good for its next transaction.
  if (offset == kVersionOffset && amount == kVersionBytes)
    std::for_each_n(bytes, size_bytes, [](unsigned char& byte) { byte = static_cast<unsigned char>(~byte); });
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size_bytes) {
  const MemoryPages& pages = pages_of(file);
  *size_bytes =
      static_cast<sqlite3_int64>(pages.last_number()) * static_cast<sqlite3_int64>(pages.page_size_bytes());
  return SQLITE_OK;
}

int fetch(sqlite3_file* file, sqlite3_int64 offset, int amount, void** out) {
  *out = find(pages_of(file), offset, amount);
  return SQLITE_OK;
}

const sqlite3_io_methods& methods() {
  static const sqlite3_io_methods kMethods = {
      3,
      [](sqlite3_file*) { return SQLITE_OK; },
      read,
      [](sqlite3_file*, const void*, int, sqlite3_int64) { return SQLITE_READONLY; },
      [](sqlite3_file*, sqlite3_int64) { return SQLITE_READONLY; },
      [](sqlite3_file*, int) { return SQLITE_OK; },
      file_size,
      [](sqlite3_file*, int) { return SQLITE_OK; },
      [](sqlite3_file*, int) { return SQLITE_OK; },
      [](sqlite3_file*, int* is_reserved) {
        *is_reserved = 0;
        return SQLITE_OK;
      },
      [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; },
      [](sqlite3_file*) { return 0; },
      [](sqlite3_file*) { return 0; },
      nullptr,  // No shared memory, so no write-ahead log.
      nullptr,
      nullptr,
      nullptr,
      fetch,
      [](sqlite3_file*, sqlite3_int64, void*) { return SQLITE_OK; }};
  return kMethods;
}

int open(sqlite3_vfs* vfs, const char*, sqlite3_file* handle, int flags, int* out_flags) {
  PagesFile& file = *new (handle) PagesFile{};
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return SQLITE_CANTOPEN;
  file.pages = static_cast<const MemoryPages*>(vfs->pAppData);
  file.base.pMethods = &methods();
  if (out_flags) *out_flags = flags;
  return SQLITE_OK;
}

/// There is no journal beside the file.
int find_no_other_file(sqlite3_vfs*, const char*, int, int* is_there) {
  *is_there = 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size_bytes, char* out) {
  sqlite3_snprintf(size_bytes, out, "%s", path);
  return SQLITE_OK;
}

}  // namespace

MemoryFile::MemoryFile(const MemoryPages& pages) : vfs_(new Vfs{.pages = pages, .name = {}}) {
  constexpr int kPathBytesMax = 64;
  std::array<char, 32> address{};
  sqlite3_snprintf(static_cast<int>(address.size()), address.data(), "%p", static_cast<const void*>(&pages));
  vfs_->name = std::string("ddb-memory-") + address.data();
  sqlite3_vfs& vfs = vfs_->vfs;
  vfs.iVersion = 1;
  vfs.szOsFile = static_cast<int>(sizeof(PagesFile));
  vfs.mxPathname = kPathBytesMax;
  vfs.zName = vfs_->name.c_str();
  vfs.pAppData = const_cast<MemoryPages*>(&pages);
  vfs.xOpen = open;
  vfs.xDelete = [](sqlite3_vfs*, const char*, int) { return SQLITE_OK; };
  vfs.xAccess = find_no_other_file;
  vfs.xFullPathname = full_path;
  vfs.xRandomness = [](sqlite3_vfs*, int, char*) { return 0; };
  vfs.xSleep = [](sqlite3_vfs*, int) { return 0; };
  vfs.xCurrentTime = [](sqlite3_vfs*, double* day) {
    *day = 0;
    return SQLITE_OK;
  };
  vfs.xGetLastError = [](sqlite3_vfs*, int, char*) { return 0; };
  if (sqlite3_vfs_register(&vfs, 0) != SQLITE_OK) throw std::bad_alloc();
}

MemoryFile::~MemoryFile() {
  sqlite3_vfs_unregister(&vfs_->vfs);
}

const std::string& MemoryFile::vfs_name() const {
  return vfs_->name;
}

}  // namespace ddb::storage
