#include "shared/http/thread_places.h"

namespace ddb::http {

/// Others see it on its new core at once, so that none asks it to leave the old one.
std::size_t ThreadPlaces::Thread::move(std::uint32_t core, std::uint32_t client_core) {
  seen.store({core, client_core}, std::memory_order_relaxed);
  sightings = 0;
  return core;
}

std::optional<std::size_t> ThreadPlaces::core_to_move_to(std::size_t thread, Cores seen,
                                                         std::uint64_t now_ms) {
  Thread& own = threads_.at(thread);
  const Cores asked = own.asked_to_move.exchange({0, 0}, std::memory_order_relaxed);
  const bool is_unchanged = own.seen.exchange(seen, std::memory_order_relaxed) == seen;
  own.seen_at_ms.store(now_ms, std::memory_order_relaxed);
  own.sightings = is_unchanged ? own.sightings + 1 : 1;
  if (asked.thread != asked.client && asked.thread == seen.thread) return own.move(asked.client, seen.client);
  if (seen.thread == seen.client || own.sightings < kSightings) return std::nullopt;

  for (Thread& other : threads_) {
    const Cores others = other.seen.load(std::memory_order_relaxed);
    const bool is_busy = now_ms - other.seen_at_ms.load(std::memory_order_relaxed) <= kBusyMs;
    if (&other == &own || !is_busy || others.thread != seen.client || others.client == others.thread)
      continue;
    other.asked_to_move.store({seen.client, seen.thread}, std::memory_order_relaxed);
    return own.move(seen.client, seen.client);
  }
  return std::nullopt;
}

}  // namespace ddb::http
