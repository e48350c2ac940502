#pragma once

#include <string>
#include <string_view>

#include "emulator/storage/store.h"
#include "emulator/user_pool/challenges.h"
#include "emulator/user_pool/directory.h"
#include "emulator/user_pool/pool_error.h"
#include "emulator/user_pool/sign_in_guard.h"
#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/crypto/password_hash.h"
#include "shared/http/message.h"
#include "shared/http/request.h"

namespace ddb::user_pool {

struct ServiceOptions {
  std::string region = "us-east-1";  ///< Of new pools whose request is signed for none.
  std::string account_id = "123456789012";
  crypto::PasswordCost password_cost;
};

/// What `--user-pool` asks for.
struct PoolName {
  std::string pool_id;
  std::string client_id;  ///< Empty: none.
};

/// Reads `ID[:CLIENT_ID]`. Fails with a sentence.
Result<PoolName> parse_pool_name(std::string_view text);

/// The operations of a user pool over HTTP. Not for several threads at a time: hashing a password takes its
/// time on purpose, so `Front` calls it from a thread of its own.
class Service {
 public:
  /// Everything handed in must outlive the service. `random` makes secrets: it must be fit for them. Throws
  /// as `Directory` does.
  Service(storage::Store& store, const Clock& clock, Random& random, Log& log, ServiceOptions options);

  /// Answers `POST /` with a target of Cognito's and `GET /<pool>/.well-known/jwks.json`. A failure
  /// of the store is logged and answered 500. Nothing of a request is logged but its operation.
  http::Response answer(const http::Request& request);

  /// Makes the pool, with a new key, and the client, if they are not there: a pool where users sign in by
  /// username, preferred_username or verified email address, in any case of letters; a client without secret
  /// that allows USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH and REFRESH_TOKEN_AUTH. Fails with a sentence
  /// if another pool has the client.
  Result<void> ensure_pool(const PoolName& name);

  Directory& directory() { return directory_; }
  Challenges& challenges() { return challenges_; }
  SignInGuard& guard() { return guard_; }
  Random& random() { return random_; }
  Clock::TimePoint now() const { return clock_.now(); }
  const ServiceOptions& options() const { return options_; }

  std::string hash_password(std::string_view password) const;
  /// Whether the user has this password. Takes the same time when there is no user (null).
  bool password_matches(const User* user, std::string_view password);

 private:
  http::Response answer_operation(std::string_view target, const http::Request& request);

  const Clock& clock_;
  Random& random_;
  Log& log_;
  const ServiceOptions options_;
  Directory directory_;
  Challenges challenges_;
  SignInGuard guard_;
  std::string nobodys_password_hash_;  ///< Made when it is first needed.
};

/// A pool with the default settings; `key` is kept in it under a new id.
Pool new_pool(std::string id, std::string name, Clock::TimePoint now, const crypto::RsaPrivateKey& key,
              Random& random);

}  // namespace ddb::user_pool
