#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace ddb::http {

/// A thread may have so many connections more than the one with the fewest, and still get another from a
/// client on its core.
inline constexpr std::size_t kConnectionsAheadMax = 8;

/// Which thread of a server serves a new connection, as an index of `connection_counts`, which has for each
/// how many it serves now (one thread at least). `client_core` is the core that the connection was opened
/// on, if it is known.
///
/// Clients of one core go to one thread: the kernel then runs the two side by side on that core, and each
/// wakes the other at a fraction of what waking another core costs. But no thread gets more than
/// `kConnectionsAheadMax` ahead, so that one busy client, whose connections are all of one core, has the
/// others work for it as well.
std::size_t choose_thread(std::span<const std::size_t> connection_counts,
                          std::optional<std::size_t> client_core);

}  // namespace ddb::http
