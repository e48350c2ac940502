#pragma once

#include <cstddef>
#include <cstdint>

namespace ddb::storage {

/// One ordered collection of rows: the items of a table, the entries of an index, or a queue.
using CollectionId = std::int64_t;
/// One append-only stream of the change log.
using StreamId = std::int64_t;

/// The largest row, change record, definition or setting: a change record holds an item of 400 KB twice, in
/// an encoding that may be larger than the size DynamoDB counts.
inline constexpr std::size_t kRowSizeBytesMax = 4 * 1024 * 1024;

}  // namespace ddb::storage
