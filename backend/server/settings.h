#pragma once

#include <string>
#include <vector>

#include "backend/dynamodb/store_context.h"
#include "backend/identity/user_pool.h"
#include "shared/aws/endpoint.h"
#include "shared/aws/environment.h"
#include "shared/aws/profile.h"
#include "shared/base/result.h"

namespace ddb::backend {

/// What the environment says of the services around the backend.
struct Settings {
  aws::Endpoint dynamodb;
  std::string message_table = "cruddur-messages";
  Transactions transactions = Transactions::kOn;
  UserPool user_pool;
  std::string region;                        ///< The user pool's.
  std::string connection_url;                ///< Of the users database; empty: its default.
  std::vector<std::string> allowed_origins;  ///< Whose pages may call.
  std::string hook_secret;                   ///< Empty: no stream hook is served.
};

/// Reads the variables that `--help` lists. The error is one sentence that names the variable and what to do,
/// and quotes no secret.
Result<Settings> read_settings(const aws::Environment& environment, const aws::Profile& profile);

/// Shorter ones can be guessed.
inline constexpr std::size_t kHookSecretSizeMin = 16;

}  // namespace ddb::backend
