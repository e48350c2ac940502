#pragma once

#include <string>

#include "shared/base/clock.h"

namespace ddb {

/// `2026-11-21T04:30:00.123456Z`.
std::string iso8601(Clock::TimePoint time);

/// `20261121T043000Z`, the form of X-Amz-Date.
std::string iso8601_basic(Clock::TimePoint time);

/// `Sat, 21 Nov 2026 04:30:00 GMT`, the form of the HTTP Date header.
std::string http_date(Clock::TimePoint time);

}  // namespace ddb
