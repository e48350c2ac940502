#pragma once

#include <optional>
#include <string>

#include "shared/base/clock.h"

namespace ddb::aws {

/// What signs a request.
struct Credentials {
  std::string access_key_id;
  std::string secret_access_key;
  /// Of temporary credentials, else empty; travels as the header X-Amz-Security-Token.
  std::string session_token;
  /// When temporary credentials end; empty for those that do not.
  std::optional<Clock::TimePoint> expiration;
};

}  // namespace ddb::aws
