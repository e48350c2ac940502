#include "shared/http/cores.h"

#include <gtest/gtest.h>
#include <sched.h>

#include <thread>

namespace ddb::http {
namespace {

cpu_set_t allowed_cores() {
  cpu_set_t cores;
  EXPECT_EQ(sched_getaffinity(0, sizeof cores, &cores), 0);
  return cores;
}

/// Whether the thread is soon on that core after being moved there; the scheduler may move it on at once.
bool is_moved_to(std::size_t core) {
  for (int i = 0; i < 1'000; ++i) {
    move_thread_to(core);
    if (current_core() == core) return true;
  }
  return false;
}

TEST(Cores, AThreadMovesToEachCoreThatItMayAndKeepsItsFreedom) {
  std::jthread([] {
    const cpu_set_t before = allowed_cores();
    for (std::size_t core = 0; core < CPU_SETSIZE; ++core) {
      if (!CPU_ISSET(core, &before)) continue;
      EXPECT_TRUE(is_moved_to(core));
      const cpu_set_t after = allowed_cores();
      EXPECT_TRUE(CPU_EQUAL(&after, &before));
    }
  }).join();
}

TEST(Cores, AThreadIsNotMovedWhereItMayNotRun) {
  std::jthread([] {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(*current_core(), &one);
    ASSERT_EQ(sched_setaffinity(0, sizeof one, &one), 0);
    for (const std::size_t core : {std::size_t{0}, std::size_t{1}, std::size_t{100'000}}) {
      move_thread_to(core);
      const cpu_set_t after = allowed_cores();
      EXPECT_TRUE(CPU_EQUAL(&after, &one));
    }
  }).join();
}

TEST(Cores, OfSomethingThatIsNoSocketNothingIsKnown) {
  EXPECT_EQ(client_core(-1), std::nullopt);
}

}  // namespace
}  // namespace ddb::http
