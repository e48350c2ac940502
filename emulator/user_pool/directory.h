#pragma once

#include <map>
#include <string>
#include <string_view>

#include "emulator/storage/store.h"
#include "emulator/user_pool/pool_error.h"
#include "emulator/user_pool/records.h"
#include "shared/crypto/rsa.h"

namespace ddb::user_pool {

/// Limits of a directory, far below Cognito's: everything is in memory.
inline constexpr std::size_t kPoolsMax = 100;
inline constexpr std::size_t kClientsPerPoolMax = 1'000;
inline constexpr std::size_t kUsersPerPoolMax = 10'000;
/// The oldest sign-in of a user goes for one more.
inline constexpr std::size_t kSignInsPerUserMax = 100;

/// A pool with all that is in it.
struct PoolState {
  Pool pool;
  crypto::RsaPrivateKey key;
  std::map<std::string, Client> clients;   ///< By id.
  std::map<std::string, User> users;       ///< By `user_key`.
  std::map<std::string, SignIn> sign_ins;  ///< By `origin_jti`.

  /// What a username is found by: itself, or its lower case where the pool is case insensitive.
  std::string user_key(std::string_view username) const;
  /// The user who may sign in by `name`: a username, or an alias of the pool (an email address or phone
  /// number only once it is verified, if it does not take the username's place). Null if there is none.
  const User* find_user(std::string_view name) const;
  /// As `find_user`, or by `sub`: how administrators may call a user.
  const User* find_user_or_sub(std::string_view name) const;
  const User* find_sub(std::string_view sub) const;
  /// The user whose alias `attribute` is `value`; null if there is none.
  const User* find_alias(std::string_view attribute, std::string_view value) const;
};

/// All pools, in memory and, before it is seen there, in the store: in settings named `cognito/pool/<pool>`,
/// `cognito/client/<pool>/<client>`, `cognito/user/<pool>/<user key>` and
/// `cognito/sign-in/<pool>/<origin_jti>`. Nobody else writes them. Not for several threads at a time.
/// Everything that writes throws `storage::StorageError` when the store fails; then nothing has changed.
class Directory {
 public:
  /// Reads what the store has. `store` must outlive the directory. Throws `std::runtime_error` for damaged
  /// records.
  explicit Directory(storage::Store& store);

  const std::map<std::string, PoolState>& pools() const { return pools_; }
  /// ResourceNotFoundException.
  PoolResult<const PoolState*> pool(std::string_view pool_id) const;
  /// The pool of an app client. ResourceNotFoundException.
  PoolResult<const PoolState*> pool_of_client(std::string_view client_id) const;

  /// LimitExceededException. There is no pool of that id.
  PoolResult<void> add_pool(Pool pool, crypto::RsaPrivateKey key);
  /// With all that is in it.
  void remove_pool(const std::string& pool_id);

  /// The pool exists in all that follows. LimitExceededException for a new client or user too many.
  PoolResult<void> put_client(const std::string& pool_id, Client client);
  void remove_client(const std::string& pool_id, const std::string& client_id);
  PoolResult<void> put_user(const std::string& pool_id, User user);
  /// With the user's sign-ins.
  void remove_user(const std::string& pool_id, const User& user);
  /// Drops the sign-ins that have expired at `now`, too.
  void add_sign_in(const std::string& pool_id, SignIn sign_in, Clock::TimePoint now);
  void revoke_sign_in(const std::string& pool_id, const std::string& origin_jti);
  void revoke_sign_ins_of(const std::string& pool_id, const std::string& sub);

 private:
  PoolState& state(const std::string& pool_id) { return pools_.at(pool_id); }

  storage::Store& store_;
  std::map<std::string, PoolState> pools_;
};

}  // namespace ddb::user_pool
