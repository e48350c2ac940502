#pragma once

#include <cstdint>
#include <string>

/// The names of the store's settings that belong to one stream.
namespace ddb::engine {

/// The sequence number of the last record that was trimmed, in decimal.
inline std::string trimmed_setting_name(std::int64_t stream_id) {
  return "stream-trimmed/" + std::to_string(stream_id);
}

/// The shards, once they are others than the first one (stream_shards.h).
inline std::string shards_setting_name(std::int64_t stream_id) {
  return "stream-shards/" + std::to_string(stream_id);
}

}  // namespace ddb::engine
