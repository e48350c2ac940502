#include "tests/fault/simulated_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <cstring>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace ddb::fault {

namespace {

constexpr int kYieldsOfSlowSync = 100;
constexpr std::size_t kSectorBytes = 512;  // what a disk writes as a whole or not at all
constexpr int kFaults = static_cast<int>(DiskFault::kErrorOnOpen) + 1;

/// One write, or the end of the file put at `offset`.
struct Change {
  enum class Kind { kWrite, kTruncate } kind = Kind::kWrite;
  std::size_t offset = 0;
  std::string bytes = {};
};

void apply_change(const Change& change, std::string& content) {
  if (change.kind == Change::Kind::kTruncate) {
    content.resize(change.offset);
    return;
  }
  if (content.size() < change.offset + change.bytes.size())
    content.resize(change.offset + change.bytes.size());
  content.replace(change.offset, change.bytes.size(), change.bytes);
}

/// A file's content and its locks, shared by all connections that have it open.
struct Node {
  std::string content;
  std::string synced;
  std::vector<Change> unsynced;
  bool entry_is_synced = false;  // that the file exists at all

  int shared_count = 0;
  const void* reserved = nullptr;   // whose RESERVED lock
  const void* exclusive = nullptr;  // whose PENDING or EXCLUSIVE lock

  std::vector<std::unique_ptr<std::array<char, 32 * 1024>>> shared_memory;
  std::array<int, SQLITE_SHM_NLOCK> shared_memory_readers{};
  std::array<const void*, SQLITE_SHM_NLOCK> shared_memory_writer{};
  int shared_memory_users = 0;

  void sync() {
    synced = content;
    unsynced.clear();
    entry_is_synced = true;
  }
};

/// The sectors of a write that reach the disk, as writes of their own.
template <class Survives>
void apply_sectors(const Change& change, std::string& content, Survives&& survives) {
  if (change.kind == Change::Kind::kTruncate) {
    if (survives()) apply_change(change, content);
    return;
  }
  for (std::size_t done = 0; done < change.bytes.size();) {
    const std::size_t begin = change.offset + done;
    const std::size_t size = std::min(change.bytes.size() - done, kSectorBytes - begin % kSectorBytes);
    if (survives()) apply_change({Change::Kind::kWrite, begin, change.bytes.substr(done, size)}, content);
    done += size;
  }
}

void lose_power(Node& node, PowerLoss loss, std::mt19937_64& random) {
  std::string content = node.synced;
  const auto chance = [&](unsigned percent) { return random() % 100 < percent; };
  if (loss == PowerLoss::kCutsOff) {
    const std::size_t whole = node.unsynced.empty() ? 0 : random() % (node.unsynced.size() + 1);
    for (std::size_t i = 0; i < whole; ++i)
      apply_change(node.unsynced[i], content);
    if (whole < node.unsynced.size()) {
      bool cut = false;
      apply_sectors(node.unsynced[whole], content, [&] { return !(cut = cut || chance(20)); });
    }
  } else if (loss != PowerLoss::kDropsAll) {
    const unsigned percent = loss == PowerLoss::kScatters ? 50 : loss == PowerLoss::kAlmostNone ? 5 : 95;
    for (const Change& change : node.unsynced)
      apply_sectors(change, content, [&] { return chance(percent); });
  }
  node.content = std::move(content);
  node.sync();
}

struct Plan {
  std::optional<DiskFault> fault;
  std::uint64_t first = 0;
  std::optional<std::uint64_t> times;
};

}  // namespace

struct SimulatedDisk::State {
  std::string name;
  sqlite3_vfs vfs{};
  sqlite3_vfs* system = nullptr;
  mutable std::mutex mutex;
  std::mt19937_64 random;
  std::map<std::string, std::shared_ptr<Node>> files;
  std::map<std::string, std::shared_ptr<Node>> deleted;  // without a sync: the power may bring them back
  std::array<std::uint64_t, kFaults> counts{};
  std::uint64_t change_count = 0;
  std::uint64_t failed_count = 0;
  std::optional<std::uint64_t> off_at;
  Plan plan;
  int open_count = 0;
  std::atomic<bool> syncs_slowly = false;

  bool is_off() const { return off_at && change_count >= *off_at; }

  /// Counts the operation, and tells whether it has to fail.
  bool hits(DiskFault fault) {
    const std::uint64_t number = counts[static_cast<std::size_t>(fault)]++;
    if (plan.fault != fault || number < plan.first) return false;
    if (plan.times && number >= plan.first + *plan.times) return false;
    ++failed_count;
    return true;
  }

  /// Whether the machine is still on after counting one more change.
  bool begin_change() {
    if (is_off()) return false;
    ++change_count;
    return true;
  }
};

namespace {

using State = SimulatedDisk::State;

struct File {
  sqlite3_file base;
  State* disk;
  std::shared_ptr<Node>* node;
  std::string* name;
  bool deletes_on_close;
  int lock;
  bool uses_shared_memory;
};

File& of(sqlite3_file* file) {
  return *reinterpret_cast<File*>(file);
}

using Guard = std::lock_guard<std::mutex>;

int close_file(sqlite3_file* file);

int read_file(sqlite3_file* handle, void* out, int amount, sqlite3_int64 offset) {
  File& file = of(handle);
  const Guard guard(file.disk->mutex);
  if (file.disk->is_off() || file.disk->hits(DiskFault::kErrorOnRead)) return SQLITE_IOERR_READ;
  const std::string& content = (*file.node)->content;
  const auto begin = std::min(static_cast<std::size_t>(offset), content.size());
  const auto size = std::min(static_cast<std::size_t>(amount), content.size() - begin);
  std::memcpy(out, content.data() + begin, size);
  if (size == static_cast<std::size_t>(amount)) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + size, 0, static_cast<std::size_t>(amount) - size);
  return SQLITE_IOERR_SHORT_READ;
}

void change_file(File& file, Change change) {
  Node& node = **file.node;
  apply_change(change, node.content);
  node.unsynced.push_back(std::move(change));
}

int write_file(sqlite3_file* handle, const void* bytes, int amount, sqlite3_int64 offset) {
  File& file = of(handle);
  const Guard guard(file.disk->mutex);
  if (!file.disk->begin_change()) return SQLITE_IOERR_WRITE;
  const bool full = file.disk->hits(DiskFault::kFullOnWrite);
  const bool fails = file.disk->hits(DiskFault::kErrorOnWrite) || full;
  const auto size = static_cast<std::size_t>(fails ? amount / 2 : amount);
  change_file(file, {Change::Kind::kWrite, static_cast<std::size_t>(offset),
                     std::string(static_cast<const char*>(bytes), size)});
  return full ? SQLITE_FULL : fails ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

int truncate_file(sqlite3_file* handle, sqlite3_int64 size) {
  File& file = of(handle);
  const Guard guard(file.disk->mutex);
  if (!file.disk->begin_change()) return SQLITE_IOERR_TRUNCATE;
  change_file(file, {Change::Kind::kTruncate, static_cast<std::size_t>(size)});
  return SQLITE_OK;
}

int sync_file(sqlite3_file* handle, int) {
  File& file = of(handle);
  for (int i = 0; file.disk->syncs_slowly && i < kYieldsOfSlowSync; ++i)
    std::this_thread::yield();
  const Guard guard(file.disk->mutex);
  if (!file.disk->begin_change() || file.disk->hits(DiskFault::kErrorOnSync)) return SQLITE_IOERR_FSYNC;
  (*file.node)->sync();
  file.disk->deleted.erase(*file.name);
  return SQLITE_OK;
}

int file_size(sqlite3_file* handle, sqlite3_int64* size) {
  File& file = of(handle);
  const Guard guard(file.disk->mutex);
  *size = static_cast<sqlite3_int64>((*file.node)->content.size());
  return SQLITE_OK;
}

int lock_file(sqlite3_file* handle, int level) {
  File& file = of(handle);
  const Guard guard(file.disk->mutex);
  Node& node = **file.node;
  if (level <= file.lock) return SQLITE_OK;
  if (node.exclusive && node.exclusive != handle) return SQLITE_BUSY;
  if (file.lock == SQLITE_LOCK_NONE) {
    ++node.shared_count;
    file.lock = SQLITE_LOCK_SHARED;
  }
  if (level == SQLITE_LOCK_SHARED) return SQLITE_OK;
  if (node.reserved && node.reserved != handle) return SQLITE_BUSY;
  if (level == SQLITE_LOCK_EXCLUSIVE && node.shared_count > 1) return SQLITE_BUSY;
  (level == SQLITE_LOCK_EXCLUSIVE ? node.exclusive : node.reserved) = handle;
  file.lock = level;
  return SQLITE_OK;
}

int unlock_file(sqlite3_file* handle, int level) {
  File& file = of(handle);
  const Guard guard(file.disk->mutex);
  Node& node = **file.node;
  if (level >= file.lock) return SQLITE_OK;
  if (node.exclusive == handle) node.exclusive = nullptr;
  if (node.reserved == handle) node.reserved = nullptr;
  if (level == SQLITE_LOCK_NONE) --node.shared_count;
  file.lock = level;
  return SQLITE_OK;
}

int check_reserved_lock(sqlite3_file* handle, int* is_reserved) {
  File& file = of(handle);
  const Guard guard(file.disk->mutex);
  *is_reserved = (*file.node)->reserved != nullptr || (*file.node)->exclusive != nullptr;
  return SQLITE_OK;
}

int file_control(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}
int sector_size(sqlite3_file*) {
  return 4096;  // what SQLite's own VFS for Unix says
}
int device_characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int map_shared_memory(sqlite3_file* handle, int region, int region_bytes, int extend, void volatile** out) {
  File& file = of(handle);
  const Guard guard(file.disk->mutex);
  Node& node = **file.node;
  if (!std::exchange(file.uses_shared_memory, true)) ++node.shared_memory_users;
  *out = nullptr;
  const auto index = static_cast<std::size_t>(region);
  if (index >= node.shared_memory.size() && !extend) return SQLITE_OK;
  assert(region_bytes == 32 * 1024);
  static_cast<void>(region_bytes);
  while (index >= node.shared_memory.size()) {
    node.shared_memory.push_back(std::make_unique<std::array<char, 32 * 1024>>());
    node.shared_memory.back()->fill(0);
  }
  *out = node.shared_memory[index]->data();
  return SQLITE_OK;
}

int lock_shared_memory(sqlite3_file* handle, int offset, int count, int flags) {
  File& file = of(handle);
  const Guard guard(file.disk->mutex);
  Node& node = **file.node;
  for (int slot = offset; slot < offset + count; ++slot) {
    const auto i = static_cast<std::size_t>(slot);
    const bool shared = flags & SQLITE_SHM_SHARED;
    if ((flags & SQLITE_SHM_LOCK) == 0) continue;
    if (node.shared_memory_writer[i] && node.shared_memory_writer[i] != handle) return SQLITE_BUSY;
    if (!shared && node.shared_memory_readers[i] > 0) return SQLITE_BUSY;
  }
  for (int slot = offset; slot < offset + count; ++slot) {
    const auto i = static_cast<std::size_t>(slot);
    const int change = flags & SQLITE_SHM_LOCK ? 1 : -1;
    if (flags & SQLITE_SHM_SHARED)
      node.shared_memory_readers[i] += change;
    else
      node.shared_memory_writer[i] = change > 0 ? handle : nullptr;
  }
  return SQLITE_OK;
}

void shared_memory_barrier(sqlite3_file*) {
  std::atomic_thread_fence(std::memory_order_seq_cst);
}

int unmap_shared_memory(sqlite3_file* handle, int) {
  File& file = of(handle);
  const Guard guard(file.disk->mutex);
  Node& node = **file.node;
  if (std::exchange(file.uses_shared_memory, false) && --node.shared_memory_users == 0)
    node.shared_memory.clear();
  return SQLITE_OK;
}

const sqlite3_io_methods kMethods = {2,
                                     close_file,
                                     read_file,
                                     write_file,
                                     truncate_file,
                                     sync_file,
                                     file_size,
                                     lock_file,
                                     unlock_file,
                                     check_reserved_lock,
                                     file_control,
                                     sector_size,
                                     device_characteristics,
                                     map_shared_memory,
                                     lock_shared_memory,
                                     shared_memory_barrier,
                                     unmap_shared_memory,
                                     nullptr,
                                     nullptr};

State& disk_of(sqlite3_vfs* vfs) {
  return *static_cast<State*>(vfs->pAppData);
}

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* handle, int flags, int* out_flags) {
  State& disk = disk_of(vfs);
  const Guard guard(disk.mutex);
  handle->pMethods = nullptr;
  if (disk.is_off() || disk.hits(DiskFault::kErrorOnOpen)) return SQLITE_CANTOPEN;
  const std::string name = path ? path : "temporary";
  auto found = disk.files.find(name);
  if (found == disk.files.end()) {
    if (!(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
    if (!disk.begin_change()) return SQLITE_CANTOPEN;
    found = disk.files.emplace(name, std::make_shared<Node>()).first;
  }
  File& file = of(handle);
  file.disk = &disk;
  file.node = new std::shared_ptr<Node>(found->second);
  file.name = new std::string(name);
  file.deletes_on_close = flags & SQLITE_OPEN_DELETEONCLOSE;
  file.lock = SQLITE_LOCK_NONE;
  file.uses_shared_memory = false;
  if (out_flags) *out_flags = flags;
  ++disk.open_count;
  handle->pMethods = &kMethods;
  return SQLITE_OK;
}

int close_file(sqlite3_file* handle) {
  unlock_file(handle, SQLITE_LOCK_NONE);
  File& file = of(handle);
  const Guard guard(file.disk->mutex);
  if (file.deletes_on_close) file.disk->files.erase(*file.name);
  delete file.node;
  delete file.name;
  --file.disk->open_count;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int sync_directory) {
  State& disk = disk_of(vfs);
  const Guard guard(disk.mutex);
  const auto found = disk.files.find(path);
  if (!disk.begin_change()) return SQLITE_IOERR_DELETE;
  if (found == disk.files.end()) return SQLITE_IOERR_DELETE_NOENT;
  if (!sync_directory && found->second->entry_is_synced) disk.deleted.insert_or_assign(path, found->second);
  disk.files.erase(found);
  return SQLITE_OK;
}

int access_file(sqlite3_vfs* vfs, const char* path, int, int* result) {
  State& disk = disk_of(vfs);
  const Guard guard(disk.mutex);
  const auto found = disk.files.find(path);
  *result = found != disk.files.end() && !found->second->content.empty();
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", path);
  return SQLITE_OK;
}

int random_bytes(sqlite3_vfs* vfs, int size, char* out) {
  State& disk = disk_of(vfs);
  const Guard guard(disk.mutex);
  std::generate_n(out, size, [&] { return static_cast<char>(disk.random()); });
  return size;
}

/// SQLite sleeps to wait for a lock of another thread's connection, a hundred times at most: each must give
/// that thread time to go on.
int sleep_for(sqlite3_vfs* vfs, int microseconds) {
  sqlite3_vfs* system = disk_of(vfs).system;
  return system->xSleep(system, microseconds);
}

int current_time(sqlite3_vfs* vfs, sqlite3_int64* milliseconds) {
  sqlite3_vfs* system = disk_of(vfs).system;
  return system->xCurrentTimeInt64(system, milliseconds);
}

int last_error(sqlite3_vfs*, int, char*) {
  return 0;
}

}  // namespace

SimulatedDisk::SimulatedDisk(std::uint64_t seed) : state_(std::make_unique<State>()) {
  state_->name = "simulated-disk";
  assert(!sqlite3_vfs_find(state_->name.c_str()));
  state_->random.seed(seed);
  state_->system = sqlite3_vfs_find(nullptr);
  sqlite3_vfs& vfs = state_->vfs;
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(File);
  vfs.mxPathname = 512;
  vfs.zName = state_->name.c_str();
  vfs.pAppData = state_.get();
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = access_file;
  vfs.xFullPathname = full_path;
  vfs.xRandomness = random_bytes;
  vfs.xSleep = sleep_for;
  vfs.xGetLastError = last_error;
  vfs.xCurrentTimeInt64 = current_time;
  if (sqlite3_vfs_register(&vfs, 0) != SQLITE_OK) throw std::runtime_error("no simulated disk");
}

SimulatedDisk::~SimulatedDisk() {
  assert(state_->open_count == 0);
  sqlite3_vfs_unregister(&state_->vfs);
}

const std::string& SimulatedDisk::vfs_name() const {
  return state_->name;
}

std::uint64_t SimulatedDisk::count(DiskFault fault) const {
  const Guard guard(state_->mutex);
  return state_->counts[static_cast<std::size_t>(fault)];
}

void SimulatedDisk::fail(DiskFault fault, std::uint64_t first, std::optional<std::uint64_t> times) {
  const Guard guard(state_->mutex);
  state_->plan = {fault, first, times};
  state_->failed_count = 0;
}

void SimulatedDisk::heal() {
  const Guard guard(state_->mutex);
  state_->plan = {};
}

std::uint64_t SimulatedDisk::failed_count() const {
  const Guard guard(state_->mutex);
  return state_->failed_count;
}

std::uint64_t SimulatedDisk::change_count() const {
  const Guard guard(state_->mutex);
  return state_->change_count;
}

void SimulatedDisk::power_off_at(std::uint64_t first) {
  const Guard guard(state_->mutex);
  state_->off_at = first;
}

void SimulatedDisk::sync_slowly() {
  state_->syncs_slowly = true;
}

bool SimulatedDisk::is_off() const {
  const Guard guard(state_->mutex);
  return state_->is_off();
}

void SimulatedDisk::power_on(PowerLoss loss, std::mt19937_64& random) {
  const Guard guard(state_->mutex);
  assert(state_->open_count == 0);
  for (auto& [name, node] : state_->deleted)
    if (!state_->files.contains(name) && random() % 2 == 0) state_->files.emplace(name, node);
  state_->deleted.clear();
  for (auto file = state_->files.begin(); file != state_->files.end();) {
    const bool exists = file->second->entry_is_synced || (loss != PowerLoss::kDropsAll && random() % 2 == 0);
    if (exists) lose_power(*file->second, loss, random);
    file = exists ? std::next(file) : state_->files.erase(file);
  }
  state_->off_at.reset();
  state_->plan = {};
}

std::string SimulatedDisk::read_file(const std::string& name) const {
  const Guard guard(state_->mutex);
  const auto found = state_->files.find(name);
  return found == state_->files.end() ? std::string() : found->second->content;
}

void SimulatedDisk::write_file(const std::string& name, std::string bytes) {
  const Guard guard(state_->mutex);
  auto node = std::make_shared<Node>();
  node->content = std::move(bytes);
  node->sync();
  state_->files.insert_or_assign(name, std::move(node));
}

}  // namespace ddb::fault
