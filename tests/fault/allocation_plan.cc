#include "tests/fault/allocation_plan.h"

#include <sqlite3.h>

#include <cstdlib>
#include <new>

#include "shared/db/sqlite.h"

namespace ddb::fault {

namespace {

thread_local AllocationPlan plan;

bool next_fails() {
  if (!plan.armed) return false;
  const std::uint64_t number = plan.count++;
  const bool fails = plan.once ? number == plan.first : number >= plan.first;
  if (fails) ++plan.failed_count;
  return fails;
}

}  // namespace

AllocationPlan& allocation_plan() {
  return plan;
}

void fail_allocations_of_sqlite() {
  // What the program sets comes first, so that the plan stands above its pool: a block from there counts,
  // too.
  db::configure_library();
  static sqlite3_mem_methods original;
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &original);
  sqlite3_mem_methods methods = original;
  methods.xMalloc = [](int size) { return next_fails() ? nullptr : original.xMalloc(size); };
  methods.xRealloc = [](void* old, int size) {
    return next_fails() ? nullptr : original.xRealloc(old, size);
  };
  sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}

}  // namespace ddb::fault

void* operator new(std::size_t size) {
  if (ddb::fault::next_fails()) throw std::bad_alloc();
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return ddb::fault::next_fails() ? nullptr : std::malloc(size == 0 ? 1 : size);
}

void operator delete(void* memory) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
