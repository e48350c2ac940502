#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"

namespace ddb::backend {

/// `2023-03-31T17:54:06.756000+00:00`: UTC with microseconds and offset, so that times sort as text.
std::string message_time(Clock::TimePoint time);

/// The time of a text in exactly that form, which names a day and an hour that there are; nothing otherwise.
std::optional<Clock::TimePoint> parse_message_time(std::string_view text);

}  // namespace ddb::backend
