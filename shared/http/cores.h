#pragma once

#include <cstddef>
#include <optional>

namespace ddb::http {

/// The core that this thread runs on now.
std::optional<std::size_t> current_core();

/// The core whose kernel took the last packet of a connected socket: with a client on this machine, the one
/// that the client ran on.
std::optional<std::size_t> client_core(int socket);

/// Moves this thread to a core, from where the system's scheduler may move it on: it stays free to run
/// wherever it might before. Where that core is not one of those, nothing happens.
void move_thread_to(std::size_t core);

}  // namespace ddb::http
