#pragma once

#include <optional>
#include <string_view>

#include "shared/base/clock.h"

namespace ddb::aws {

/// Reads `20150830T123600Z` exactly; nothing for any other text or for a day or time that does not exist.
std::optional<Clock::TimePoint> parse_iso8601_basic(std::string_view text);

/// Reads the expiration times of credentials: `2015-08-30T12:36:00Z`, with or without a fraction of a second,
/// with `Z`, `+00:00`, or another offset.
std::optional<Clock::TimePoint> parse_iso8601(std::string_view text);

}  // namespace ddb::aws
