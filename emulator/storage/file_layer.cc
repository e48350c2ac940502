#include "emulator/storage/file_layer.h"

#include <sqlite3.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "emulator/storage/log_frames.h"
#include "emulator/storage/mapped_file.h"
#include "emulator/storage/storage_error.h"

namespace ddb::storage {

namespace {

static_assert(std::endian::native == std::endian::little, "checksums take words with the lowest byte first");

constexpr std::size_t kHeaderBytes = 100;
constexpr std::size_t kPageSizeOffset = 16;
constexpr std::size_t kReservedOffset = 20;
constexpr std::string_view kHeaderString("SQLite format 3\0", 16);

struct Layer {
  std::string base_name;
  std::string name;
  sqlite3_vfs vfs{};
};

/// An open file. The file of the VFS below follows it in memory.
struct LayerFile {
  sqlite3_file base;
  bool is_database;
  std::size_t page_size_bytes;  ///< Of a database with checksums; else 0.
  unsigned char* page;          ///< Room for one page, to or from the disk; null until needed.
  const MappedFile* mapped;     ///< Where pages may be taken from; null: the file below is asked.
  std::vector<bool>* checked;   ///< By number, pages that it had, with the right checksum; null: none.
  LogFrames* log_frames;        ///< Of a write-ahead log; else null.
  const std::function<void()>* before_sync;
};

LayerFile& of(sqlite3_file* file) {
  return *reinterpret_cast<LayerFile*>(file);
}
sqlite3_file* below(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<LayerFile*>(file) + 1);
}
/// Looked up each time: a VFS for tests may have gone, and another have come in its place.
sqlite3_vfs* below(sqlite3_vfs* vfs) {
  return sqlite3_vfs_find(static_cast<const Layer*>(vfs->pAppData)->base_name.c_str());
}

/// Notes from a database's first page, or its header, whether it has checksums and how long its pages are.
void read_header(LayerFile& file, const unsigned char* header) {
  file.page_size_bytes = 0;
  if (std::memcmp(header, kHeaderString.data(), kHeaderString.size()) != 0) return;
  if (header[kReservedOffset] != kPageChecksumBytes) return;
  const unsigned size = static_cast<unsigned>(header[kPageSizeOffset] << 8) | header[kPageSizeOffset + 1];
  file.page_size_bytes = size == 1 ? 65'536 : std::has_single_bit(size) && size >= 512 ? size : 0;
}

/// Whether the bytes are one page that has a checksum.
bool is_page(const LayerFile& file, int amount, sqlite3_int64 offset) {
  return file.page_size_bytes != 0 && static_cast<std::size_t>(amount) == file.page_size_bytes &&
         static_cast<std::uint64_t>(offset) % file.page_size_bytes == 0;
}

std::uint64_t page_number(const LayerFile& file, sqlite3_int64 offset) {
  return static_cast<std::uint64_t>(offset) / file.page_size_bytes + 1;
}

bool has_header(const LayerFile& file, int amount, sqlite3_int64 offset) {
  return file.is_database && offset == 0 && static_cast<std::size_t>(amount) >= kHeaderBytes;
}

/// SQLite takes ENOSPC alone for a full disk.
int write_below(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
  const int result_code = below(file)->pMethods->xWrite(below(file), bytes, amount, offset);
  if (result_code == SQLITE_IOERR_WRITE && (errno == EFBIG || errno == EDQUOT)) return SQLITE_FULL;
  return result_code;
}

/// Writes what was held back of a log.
int write_held(sqlite3_file* handle) {
  LogFrames* frames = of(handle).log_frames;
  if (!frames || frames->held().empty()) return SQLITE_OK;
  const std::string_view held = frames->held();
  const auto offset = static_cast<sqlite3_int64>(frames->held_offset());
  frames->release();
  return write_below(handle, held.data(), static_cast<int>(held.size()), offset);
}

int write_log(sqlite3_file* handle, LogFrames& frames, std::string_view piece, sqlite3_int64 offset) {
  const auto position = static_cast<std::uint64_t>(offset);
  if (!frames.take(piece, position)) {
    if (const int result_code = write_held(handle); result_code != SQLITE_OK) return result_code;
    if (!frames.take(piece, position)) {
      frames.passed(piece, position);
      return write_below(handle, piece.data(), static_cast<int>(piece.size()), offset);
    }
  }
  return frames.ends_transaction() ? write_held(handle) : SQLITE_OK;
}

/// Whether there is room for a page of the file.
bool has_room_for_page(LayerFile& file) {
  if (!file.page) file.page = static_cast<unsigned char*>(sqlite3_malloc64(file.page_size_bytes));
  return file.page != nullptr;
}

/// What is held back of a log without the end of its transaction was undone: nothing of it is missed.
int close(sqlite3_file* file) {
  sqlite3_free(of(file).page);
  delete of(file).log_frames;
  delete of(file).checked;
  return below(file)->pMethods->xClose(below(file));
}

bool has_right_checksum(const LayerFile& file, const unsigned char* page, int amount, sqlite3_int64 offset) {
  std::uint64_t stored = 0;
  std::memcpy(&stored, page + amount - kPageChecksumBytes, sizeof stored);
  return stored == page_checksum(page, static_cast<std::size_t>(amount), page_number(file, offset));
}

/// The file below was asked for such a page before, so that a disk that can't give it back was noticed.
bool is_checked(const LayerFile& file, std::uint64_t number) {
  return file.checked && number < file.checked->size() && (*file.checked)[number];
}

/// Without memory it will be checked again.
void note_checked(LayerFile& file, std::uint64_t number) noexcept {
  try {
    if (!file.checked) file.checked = new std::vector<bool>;
    if (number >= file.checked->size()) file.checked->resize(number + number / 2 + 1);
    (*file.checked)[number] = true;
  } catch (const std::bad_alloc&) {
  }
}

/// Where a page is mapped that was checked before; else null.
const unsigned char* mapped_page(const LayerFile& file, int amount, sqlite3_int64 offset) {
  if (!file.mapped || !is_page(file, amount, offset) || !is_checked(file, page_number(file, offset)))
    return nullptr;
  return file.mapped->bytes(static_cast<std::uint64_t>(offset), static_cast<std::size_t>(amount));
}

int read(sqlite3_file* handle, void* out, int amount, sqlite3_int64 offset) {
  LayerFile& file = of(handle);
  if (const int held_result_code = write_held(handle); held_result_code != SQLITE_OK) return held_result_code;
  const auto* bytes = static_cast<const unsigned char*>(out);
  if (const unsigned char* page = mapped_page(file, amount, offset)) {
    std::memcpy(out, page, static_cast<std::size_t>(amount));
    return has_right_checksum(file, bytes, amount, offset) ? SQLITE_OK : SQLITE_IOERR_DATA;
  }
  const int result_code = below(handle)->pMethods->xRead(below(handle), out, amount, offset);
  if (result_code == SQLITE_OK && has_header(file, amount, offset)) read_header(file, bytes);
  if (!is_page(file, amount, offset)) return result_code;
  // A page that the file is too short for was cut off.
  if (result_code == SQLITE_IOERR_SHORT_READ) return SQLITE_IOERR_DATA;
  if (result_code != SQLITE_OK) return result_code;
  if (!has_right_checksum(file, bytes, amount, offset)) return SQLITE_IOERR_DATA;
  if (file.mapped) note_checked(file, page_number(file, offset));
  return SQLITE_OK;
}

int write(sqlite3_file* handle, const void* bytes, int amount, sqlite3_int64 offset) {
  LayerFile& file = of(handle);
  if (file.log_frames) {
    const std::string_view piece(static_cast<const char*>(bytes), static_cast<std::size_t>(amount));
    return write_log(handle, *file.log_frames, piece, offset);
  }
  if (has_header(file, amount, offset)) {
    const std::size_t page_size_bytes = file.page_size_bytes;
    read_header(file, static_cast<const unsigned char*>(bytes));
    if (file.page_size_bytes != page_size_bytes) {
      sqlite3_free(file.page);
      file.page = nullptr;
    }
  }
  if (!is_page(file, amount, offset)) return write_below(handle, bytes, amount, offset);
  const auto size_bytes = static_cast<std::size_t>(amount);
  if (!has_room_for_page(file)) return SQLITE_IOERR_NOMEM;
  std::memcpy(file.page, bytes, size_bytes);
  const std::uint64_t checksum = page_checksum(file.page, size_bytes, page_number(file, offset));
  std::memcpy(file.page + size_bytes - kPageChecksumBytes, &checksum, sizeof checksum);
  return write_below(handle, file.page, amount, offset);
}

/// Shows a page where it is mapped, after reading it once for its checksum. One that it does not show SQLite
/// reads, and learns what is wrong with it.
int fetch(sqlite3_file* handle, sqlite3_int64 offset, int amount, void** out) {
  LayerFile& file = of(handle);
  *out = nullptr;
  if (!file.mapped || !is_page(file, amount, offset)) return SQLITE_OK;
  if (!is_checked(file, page_number(file, offset)) &&
      (!has_room_for_page(file) || read(handle, file.page, amount, offset) != SQLITE_OK))
    return SQLITE_OK;
  *out = const_cast<unsigned char*>(mapped_page(file, amount, offset));
  return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  const int result_code = write_held(file);
  return result_code == SQLITE_OK ? below(file)->pMethods->xTruncate(below(file), size) : result_code;
}

int sync(sqlite3_file* file, int flags) {
  if (of(file).before_sync) (*of(file).before_sync)();
  const int result_code = write_held(file);
  return result_code == SQLITE_OK ? below(file)->pMethods->xSync(below(file), flags) : result_code;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  const int result_code = write_held(file);
  return result_code == SQLITE_OK ? below(file)->pMethods->xFileSize(below(file), size) : result_code;
}

/// Everything else goes to the file below, but that pages are shown only as this layer has checked them.
const sqlite3_io_methods& methods() {
  static const sqlite3_io_methods kMethods = {
      3,
      close,
      read,
      write,
      truncate,
      sync,
      file_size,
      [](sqlite3_file* f, int level) { return below(f)->pMethods->xLock(below(f), level); },
      [](sqlite3_file* f, int level) { return below(f)->pMethods->xUnlock(below(f), level); },
      [](sqlite3_file* f, int* out) { return below(f)->pMethods->xCheckReservedLock(below(f), out); },
      [](sqlite3_file* f, int op, void* arg) { return below(f)->pMethods->xFileControl(below(f), op, arg); },
      [](sqlite3_file* f) { return below(f)->pMethods->xSectorSize(below(f)); },
      [](sqlite3_file* f) { return below(f)->pMethods->xDeviceCharacteristics(below(f)); },
      [](sqlite3_file* f, int region, int size, int extend, void volatile** out) {
        return below(f)->pMethods->xShmMap(below(f), region, size, extend, out);
      },
      [](sqlite3_file* f, int offset, int count, int flags) {
        return below(f)->pMethods->xShmLock(below(f), offset, count, flags);
      },
      [](sqlite3_file* f) { below(f)->pMethods->xShmBarrier(below(f)); },
      [](sqlite3_file* f, int deletes) { return below(f)->pMethods->xShmUnmap(below(f), deletes); },
      fetch,
      [](sqlite3_file*, sqlite3_int64, void*) { return SQLITE_OK; }};
  return kMethods;
}

int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* handle, int flags, int* out_flags) {
  LayerFile& file = *new (handle) LayerFile{};
  file.is_database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  if (flags & SQLITE_OPEN_WAL) {
    file.log_frames = new (std::nothrow) LogFrames;
    if (!file.log_frames) return SQLITE_NOMEM;
  }
  const int result_code = below(vfs)->xOpen(below(vfs), path, below(handle), flags, out_flags);
  if (!below(handle)->pMethods) {
    delete file.log_frames;
    file.log_frames = nullptr;
  }
  if (below(handle)->pMethods) file.base.pMethods = &methods();
  return result_code;
}

void delegate_the_rest(sqlite3_vfs& vfs) {
  vfs.xDelete = [](sqlite3_vfs* v, const char* path, int sync) {
    return below(v)->xDelete(below(v), path, sync);
  };
  vfs.xAccess = [](sqlite3_vfs* v, const char* path, int flags, int* out) {
    return below(v)->xAccess(below(v), path, flags, out);
  };
  vfs.xFullPathname = [](sqlite3_vfs* v, const char* path, int size, char* out) {
    return below(v)->xFullPathname(below(v), path, size, out);
  };
  vfs.xRandomness = [](sqlite3_vfs* v, int size, char* out) {
    return below(v)->xRandomness(below(v), size, out);
  };
  vfs.xSleep = [](sqlite3_vfs* v, int microseconds) { return below(v)->xSleep(below(v), microseconds); };
  vfs.xGetLastError = [](sqlite3_vfs* v, int size, char* out) {
    return below(v)->xGetLastError(below(v), size, out);
  };
  vfs.xCurrentTimeInt64 = [](sqlite3_vfs* v, sqlite3_int64* out) {
    return below(v)->xCurrentTimeInt64(below(v), out);
  };
}

/// Layers by the names of the VFS below. SQLite's own list of them is the process's as well.
class Layers {
 public:
  std::string over(const sqlite3_vfs& base) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto [found, is_new] = layers_.try_emplace(base.zName);
    if (is_new) {
      try {
        found->second = make(base);
      } catch (...) {
        layers_.erase(found);
        throw;
      }
    }
    return found->second->name;
  }

 private:
  static std::unique_ptr<Layer> make(const sqlite3_vfs& base) {
    auto layer = std::make_unique<Layer>();
    layer->base_name = base.zName;
    layer->name = "ddb-" + layer->base_name;
    sqlite3_vfs& vfs = layer->vfs;
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(LayerFile)) + base.szOsFile;
    vfs.mxPathname = base.mxPathname;
    vfs.zName = layer->name.c_str();
    vfs.pAppData = layer.get();
    vfs.xOpen = open;
    delegate_the_rest(vfs);
    if (sqlite3_vfs_register(&vfs, 0) != SQLITE_OK) throw std::bad_alloc();
    return layer;
  }

  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Layer>> layers_;
};

/// A file of the open database, by what asks SQLite for it.
sqlite3_file* file_of(sqlite3* connection, int file_pointer) {
  sqlite3_file* file = nullptr;
  const int result_code = sqlite3_file_control(connection, "main", file_pointer, &file);
  const bool is_ours = result_code == SQLITE_OK && file && file->pMethods == &methods();
  if (!is_ours) throw std::logic_error("the database has no such file open");
  return file;
}

}  // namespace

std::uint64_t page_checksum(const unsigned char* page, std::size_t size_bytes, std::uint64_t page_number) {
  // Four sums side by side, for the processor to work on at the same time. Each step can be undone, so that
  // no change of a single word goes unseen.
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15;
  std::array<std::uint64_t, 4> sums = {page_number, 1, 2, 3};
  const auto add = [&](std::uint64_t& sum, std::uint64_t word) {
    sum = std::rotl((sum ^ word) * kFactor, 29);
  };
  for (std::size_t offset = 0; offset < size_bytes; offset += sizeof sums) {
    std::array<std::uint64_t, 4> words{};
    std::memcpy(words.data(), page + offset, sizeof words);
    if (offset + sizeof sums == size_bytes) words[3] = 0;  // where the checksum itself stands
    for (std::size_t i = 0; i < sums.size(); ++i)
      add(sums[i], words[i]);
  }
  std::uint64_t checksum = 0;
  for (const std::uint64_t sum : sums)
    add(checksum, sum);
  return checksum ^ (checksum >> 32);
}

std::string file_layer_over(const std::string& base_name) {
  static Layers layers;
  const sqlite3_vfs* base = sqlite3_vfs_find(base_name.empty() ? nullptr : base_name.c_str());
  if (!base)
    throw StorageError(StorageFailure::kOther,
                       "There is no way to reach files called \"" + base_name + "\".");
  return layers.over(*base);
}

void begin_page_checksums(sqlite3* connection) {
  int reserved_bytes = kPageChecksumBytes;
  const int result_code =
      sqlite3_file_control(connection, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved_bytes);
  if (result_code != SQLITE_OK)
    throw StorageError(StorageFailure::kOther, "The database can't keep checksums.");
}

bool has_page_checksums(sqlite3* connection) {
  int reserved_bytes = -1;
  sqlite3_file_control(connection, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved_bytes);
  return reserved_bytes == kPageChecksumBytes;
}

void call_before_log_sync(sqlite3* connection, const std::function<void()>* function) {
  of(file_of(connection, SQLITE_FCNTL_JOURNAL_POINTER)).before_sync = function;
}

void tell_changed_pages_to(sqlite3* connection, ChangedPages* changed_pages) {
  LogFrames* frames = of(file_of(connection, SQLITE_FCNTL_JOURNAL_POINTER)).log_frames;
  if (!frames) throw std::logic_error("the database has no write-ahead log");
  frames->tell_changes_to(changed_pages);
}

void take_pages_from(sqlite3* connection, const MappedFile* file) {
  of(file_of(connection, SQLITE_FCNTL_FILE_POINTER)).mapped = file;
}

int sync_log(sqlite3* connection) {
  return sync(file_of(connection, SQLITE_FCNTL_JOURNAL_POINTER), SQLITE_SYNC_NORMAL);
}

int sync_database_file(sqlite3* connection) {
  return sync(file_of(connection, SQLITE_FCNTL_FILE_POINTER), SQLITE_SYNC_NORMAL);
}

}  // namespace ddb::storage
