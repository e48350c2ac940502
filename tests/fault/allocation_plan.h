#pragma once

#include <cstdint>

/// Linked into a program, this stands between it and every allocation of operator new, and, when asked, of
/// SQLite.
namespace ddb::fault {

/// Which of a thread's allocations fail.
struct AllocationPlan {
  bool armed = false;
  bool once = true;         ///< The one with number `first` alone; else that and all after it.
  std::uint64_t count = 0;  ///< Allocations since it was armed.
  std::uint64_t first = 0;
  std::uint64_t failed_count = 0;
};

/// This thread's.
AllocationPlan& allocation_plan();

/// Has the plan hold for SQLite's allocations, too. Before SQLite's first use.
void fail_allocations_of_sqlite();

}  // namespace ddb::fault
