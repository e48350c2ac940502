#pragma once

#include <cstddef>

namespace ddb {

/// What the cores of a processor hand to each other as one piece (x86-64 and ARM64; some ARM64 have 128).
/// Aligned by it, what one thread writes often does not take along what others only read.
inline constexpr std::size_t kCacheLineBytes = 64;

}  // namespace ddb
