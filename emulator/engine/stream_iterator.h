#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"

namespace ddb::engine {

/// A place in a shard from which GetRecords reads on.
struct ShardPosition {
  /// kOldest: what is trimmed in the meantime is passed over. kSequence: it is an error.
  enum class Kind : std::uint8_t { kOldest = 1, kSequence = 2 };
  Kind kind = Kind::kSequence;
  std::uint64_t sequence = 0;  ///< The first one that may be read.
  bool operator==(const ShardPosition&) const = default;
};

/// What a ShardIterator says.
struct ShardIterator {
  std::string stream_arn;
  std::string shard_id;
  ShardPosition position;
  Clock::TimePoint created;  ///< Whole milliseconds. Iterators expire 15 minutes later.
  bool operator==(const ShardIterator&) const = default;
};

/// The text of a ShardIterator, in the real one's form: "<stream ARN>|1|<base64>". Its end is a keyed hash
/// (HMAC-SHA-256) of all the rest under `key`, the TableId, so that a changed one is recognised. It is no
/// secret: it needs no state in the server and stays good over a restart.
std::string encode_shard_iterator(const ShardIterator& iterator, std::string_view key);

/// The stream ARN of something that looks like an iterator, in `text`; nothing else can be said of it before
/// the key is known.
std::optional<std::string_view> shard_iterator_stream_arn(std::string_view text);

/// Reads what `encode_shard_iterator` wrote under the same key; nothing for any other text.
std::optional<ShardIterator> decode_shard_iterator(std::string_view text, std::string_view key);

}  // namespace ddb::engine
