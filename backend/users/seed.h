#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backend/users/users_database.h"
#include "shared/base/result.h"

namespace ddb::backend {

/// Something that a user has posted.
struct Activity {
  std::string uuid;
  std::string user_uuid;
  std::string message;
  std::string created_at;  ///< `message_time` form; empty: now.
};

/// Users and activities to begin with.
struct Seed {
  std::vector<User> users;
  std::vector<Activity> activities;
};

/// Longest text that `parse_seed` takes.
inline constexpr std::size_t kSeedBytesMax = 16 * 1024 * 1024;

/// Reads the form of testdata/seed/users.json. An activity names its user by handle. Fails with a sentence
/// that names the place if something is missing, of another type, or unknown.
Result<Seed> parse_seed(std::string_view json);

}  // namespace ddb::backend
