#include "shared/db/memory_pool.h"

#include <sqlite3.h>

#include "shared/db/free_blocks.h"

namespace ddb::db {

namespace {

#if defined(__has_feature)
#define DDB_HAS_ADDRESS_SANITIZER __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define DDB_HAS_ADDRESS_SANITIZER 1
#else
#define DDB_HAS_ADDRESS_SANITIZER 0
#endif
constexpr bool kPools = !DDB_HAS_ADDRESS_SANITIZER;

/// What lies below the pool. SQLite's interface hands its functions nothing that could hold it, so it is
/// static: written once, before SQLite starts.
sqlite3_mem_methods& original() {
  static sqlite3_mem_methods methods{};
  return methods;
}

struct ThreadsBlocks {
  FreeBlocks blocks;
  /// From the first block that is kept to the end of the thread, after which nobody would give them back.
  enum class State { kUnused, kInUse, kEnded } state = State::kUnused;
};
constinit thread_local ThreadsBlocks threads_blocks;

/// Gives the thread's blocks back when it ends.
class ThreadsEnd {
 public:
  ThreadsEnd() { threads_blocks.state = ThreadsBlocks::State::kInUse; }
  ThreadsEnd(const ThreadsEnd&) = delete;
  ThreadsEnd& operator=(const ThreadsEnd&) = delete;
  ~ThreadsEnd() {
    threads_blocks.state = ThreadsBlocks::State::kEnded;
    threads_blocks.blocks.give_back_all([](void* block) { original().xFree(block); });
  }
};

bool may_keep() {
  if (threads_blocks.state == ThreadsBlocks::State::kInUse) [[likely]]
    return true;
  if (threads_blocks.state == ThreadsBlocks::State::kEnded) return false;
  static thread_local const ThreadsEnd end;
  return true;
}

void* allocate(int size_bytes) {
  void* block = threads_blocks.blocks.take(static_cast<std::size_t>(size_bytes));
  return block ? block : original().xMalloc(size_bytes);
}

void release(void* memory) {
  const auto size_bytes = static_cast<std::size_t>(original().xSize(memory));
  if (!may_keep() || !threads_blocks.blocks.keep(memory, size_bytes)) original().xFree(memory);
}

}  // namespace

void install_memory_pool() {
  if (!kPools || original().xMalloc) return;
  sqlite3_mem_methods found{};
  if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &found) != SQLITE_OK) return;
  original() = found;
  sqlite3_mem_methods methods = found;
  methods.xMalloc = allocate;
  methods.xFree = release;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}

}  // namespace ddb::db
