#pragma once

#include <chrono>
#include <cstdint>

namespace ddb::engine {

/// At most so many shards of one stream are open at a time.
inline constexpr std::uint32_t kOpenShardsMax = 1'000;

/// How the streams' shards are made: `--stream-shards` and `--shard-lifetime`.
struct ShardPolicy {
  std::uint32_t open_shards = 1;     ///< Of each enabled stream; 1 to `kOpenShardsMax`.
  std::chrono::seconds lifetime{0};  ///< Then a shard is closed and a child goes on; 0: never.
};

}  // namespace ddb::engine
