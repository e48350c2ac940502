#include "shared/db/memory_pool.h"

#include <malloc.h>
#include <sqlite3.h>

#include <cstdlib>

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
    threads_blocks.blocks.give_back_all([](void* block) { std::free(block); });
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
  return block ? block : std::malloc(static_cast<std::size_t>(size_bytes));
}

void release(void* memory) {
  if (!may_keep() || !threads_blocks.blocks.keep(memory, malloc_usable_size(memory))) std::free(memory);
}

/// What SQLite asks for is never more than what an int holds.
int rounded_up(int size_bytes) {
  constexpr int kAlignmentBytes = 8;
  return (size_bytes + kAlignmentBytes - 1) / kAlignmentBytes * kAlignmentBytes;
}

constexpr sqlite3_mem_methods kMethods = {
    .xMalloc = allocate,
    .xFree = release,
    .xRealloc = [](void* memory,
                   int size_bytes) { return std::realloc(memory, static_cast<std::size_t>(size_bytes)); },
    .xSize = [](void* memory) { return memory ? static_cast<int>(malloc_usable_size(memory)) : 0; },
    .xRoundup = rounded_up,
    .xInit = [](void*) { return SQLITE_OK; },
    .xShutdown = [](void*) {},
    .pAppData = nullptr,
};

}  // namespace

void install_memory_pool() {
  if (kPools) sqlite3_config(SQLITE_CONFIG_MALLOC, &kMethods);
}

}  // namespace ddb::db
