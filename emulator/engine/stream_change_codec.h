#pragma once

#include <string>
#include <string_view>

#include "emulator/engine/change_feed.h"

namespace ddb::engine {

/// The bytes of a record in the change log: a version, the kind and the origin (one byte each), then the
/// keys, the old and the new image, each as a 4-byte little-endian length and that many bytes. Sequence
/// number and time are columns of the log.
std::string encode_change(ChangeKind kind, ChangeOrigin origin, value::ItemView keys,
                          value::ItemView old_image, value::ItemView new_image);

/// Reads what `encode_change` wrote. Throws `storage::StorageError` (kDamaged) for anything else.
ChangeRecord decode_change(std::uint64_t sequence, Clock::TimePoint created, std::string_view encoded);

}  // namespace ddb::engine
