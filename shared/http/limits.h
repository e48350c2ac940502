#pragma once

#include <cstddef>
#include <cstdint>

namespace ddb::http {

/// What one server lets its clients take. A request over a size limit is refused and its connection closed.
struct Limits {
  std::size_t head_bytes_max = std::size_t{16} * 1024;  ///< Request line and header fields; above: 431.
  std::size_t header_count_max = 100;                   ///< Above: 431.
  std::size_t body_bytes_max =
      std::size_t{16} * 1024 * 1024;            ///< Above: 413. The body as sent, before any decompression.
  std::size_t chunk_extension_bytes_max = 256;  ///< Of one chunk of a chunked body; above: 400.
  std::size_t connections_max = 4096;           ///< Further ones are answered 503 and closed.
  std::uint32_t head_read_timeout_ms = 30'000;  ///< From the first byte of a head to its last; then 408.
  std::uint32_t body_read_timeout_ms =
      60'000;                               ///< From the end of the head to the body's last byte; then 408.
  std::uint32_t idle_timeout_ms = 75'000;   ///< With no byte of a next request; then closed.
  std::uint32_t write_timeout_ms = 60'000;  ///< For one whole response; then closed.
  std::uint32_t linger_timeout_ms = 2'000;  ///< What a refused client may still send is thrown away so long.
  std::uint32_t drain_timeout_ms = 5'000;   ///< What `Server::stop` allows the requests under way.
};

}  // namespace ddb::http
