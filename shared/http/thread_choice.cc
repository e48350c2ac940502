#include "shared/http/thread_choice.h"

#include <algorithm>

namespace ddb::http {

std::size_t choose_thread(std::span<const std::size_t> connection_counts,
                          std::optional<std::size_t> client_core) {
  const auto fewest = std::min_element(connection_counts.begin(), connection_counts.end());
  if (client_core) {
    const std::size_t near_client = *client_core % connection_counts.size();
    if (connection_counts[near_client] <= *fewest + kConnectionsAheadMax) return near_client;
  }
  return static_cast<std::size_t>(fewest - connection_counts.begin());
}

}  // namespace ddb::http
