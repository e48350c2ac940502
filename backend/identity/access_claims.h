#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace ddb::backend {

/// What an access token must say.
struct ExpectedClaims {
  std::string_view issuer;
  std::string_view client_id;
  Clock::TimePoint now;
  std::chrono::seconds leeway;  ///< Of times that must not be to come.
};

/// What it says that matters.
struct AccessClaims {
  std::string sub;
  Clock::TimePoint expires_at;
};

/// Longest `sub`; Cognito's are UUIDs of 36.
inline constexpr std::size_t kSubSizeBytesMax = 128;

/// The error names the claim that is missing or wrong, and holds nothing of the token.
Result<AccessClaims> check_access_claims(const boost::json::object& claims, const ExpectedClaims& expected);

}  // namespace ddb::backend
