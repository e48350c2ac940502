#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "shared/base/cache_line.h"

namespace ddb::http {

/// Where the busy threads of a server run, and where the clients do that they serve. A thread and its clients
/// on one core wake each other at a fraction of what waking another core costs. On a machine whose cores are
/// all busy the system's scheduler leaves each thread where it is, even two that each run on the core of the
/// other's clients (measured on two cores: 110,000 requests a second, and 200,000 where each is beside its
/// own). Such threads change places. Threads are not bound to cores, and none is sent to a core that no other
/// thread leaves for it.
class ThreadPlaces {
 public:
  /// A thread asks after so many requests each.
  static constexpr std::uint32_t kRequestsBetween = 256;
  /// It must have seen the same so many times running before it takes another's place.
  static constexpr std::uint32_t kSightings = 4;
  /// A thread that has not asked for so long is not busy, and keeps its place.
  static constexpr std::uint64_t kBusyMs = 50;

  /// Aligned so that reading or writing it is one instruction.
  struct alignas(8) Cores {
    std::uint32_t thread;
    std::uint32_t client;
    bool operator==(const Cores&) const = default;
  };

  explicit ThreadPlaces(std::size_t thread_count) : threads_(thread_count) {}

  /// Notes what thread number `thread` sees: the core that it runs on, and the one that its clients do.
  /// Answers the core that it is to move to, if any. Each thread speaks for itself only; all may at once.
  /// `now_ms` counts from any start.
  std::optional<std::size_t> core_to_move_to(std::size_t thread, Cores seen, std::uint64_t now_ms);

 private:
  struct alignas(kCacheLineBytes) Thread {
    std::atomic<Cores> seen{Cores{0, 0}};
    std::atomic<std::uint64_t> seen_at_ms{0};
    /// `client` is the core to move to, if the thread is still on core `thread`; both the same: none.
    std::atomic<Cores> asked_to_move{Cores{0, 0}};
    std::uint32_t sightings = 0;  // for the thread itself

    std::size_t move(std::uint32_t core, std::uint32_t client_core);
  };

  std::vector<Thread> threads_;
};

}  // namespace ddb::http
