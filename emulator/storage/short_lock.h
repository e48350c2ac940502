#pragma once

#include <mutex>

namespace ddb::storage {

/// For a mutex that is held for about a microsecond: tries for it some five to twenty microseconds, while
/// `may_be_free` says that it may succeed, before it sleeps. Who went to sleep at once would be woken at a
/// price of several microseconds, paid by the thread that unlocks: two threads would get less done than one.
template <class MayBeFree>
void lock_shortly(std::mutex& mutex, MayBeFree&& may_be_free) {
  constexpr int kTriesMax = 500;
  for (int tries = 0; tries < kTriesMax; ++tries) {
    if (may_be_free() && mutex.try_lock()) return;
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }
  mutex.lock();
}

inline std::unique_lock<std::mutex> lock_shortly(std::mutex& mutex) {
  lock_shortly(mutex, [] { return true; });
  return std::unique_lock<std::mutex>(mutex, std::adopt_lock);
}

}  // namespace ddb::storage
