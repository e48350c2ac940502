#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "backend/domain/person.h"
#include "backend/ports/stream_checkpoints.h"
#include "backend/ports/user_directory.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace ddb::backend {

class SqlPool;
struct Seed;

/// How the users database is reached.
struct UsersDatabaseOptions {
  std::size_t connections_max = 8;     ///< Open at once, and kept.
  int connection_wait_ms = 2'000;      ///< For one of them to be free.
  int connect_timeout_ms = 5'000;      ///< PostgreSQL: for a new one.
  int statement_timeout_ms = 5'000;    ///< PostgreSQL: for an answer. SQLite: for another program's lock.
  int migration_timeout_ms = 120'000;  ///< The same while migrating, and for another one who migrates.
  /// What becomes of an SQLite file that is not there. A PostgreSQL database must be there.
  enum class MissingFile { kRefuse, kCreate } missing_file = MissingFile::kRefuse;
};

/// Someone who has an account, with what only the users database needs to know.
struct User {
  Person person;
  std::string email;
  std::string bio;         ///< Empty where they wrote none.
  std::string created_at;  ///< UTC, as the database writes times.

  bool operator==(const User&) const = default;
};

/// What names one user to a person who administers them.
enum class UserKey { kHandle, kEmail };

/// What `seed` wrote; what was there already counts in neither.
struct SeedReport {
  std::size_t users_added = 0;
  std::size_t activities_added = 0;
};

/// The relational database of the users, SQLite or PostgreSQL, as CONNECTION_URL names it: `sqlite:PATH`,
/// nothing (`sqlite:cruddur.db`), or `postgresql://user:password@host:port/name?sslmode=...` with the
/// parameters of libpq. All of it may be called from several threads; each call takes a connection from a
/// pool. One that turns out dead is replaced once. Each error is a sentence that names the database, never
/// its password.
class UsersDatabase final : public UserDirectory, public StreamCheckpoints {
 public:
  /// Connects once, so that what is wrong with the address is told here. Fails if the address can't be read,
  /// nothing answers, it is a database of another program, or a newer version of this program has migrated
  /// it. Does not migrate. `clock` must outlive it.
  static Result<std::unique_ptr<UsersDatabase>> open(const std::string& connection_url, const Clock& clock,
                                                     const UsersDatabaseOptions& options = {});
  UsersDatabase(const UsersDatabase&) = delete;
  UsersDatabase& operator=(const UsersDatabase&) = delete;
  ~UsersDatabase() override;

  /// Brings the tables to what this program knows, one transaction for each step, and gives the names of the
  /// steps that it took. Programs that start at once wait for each other. A step whose condition the rows
  /// break (two users of one handle) changes nothing and names the rows.
  Result<std::vector<std::string>> migrate();

  Result<std::optional<Person>> find_by_cognito_user_id(const std::string& cognito_user_id) override;
  Result<std::optional<Person>> find_by_handle(const std::string& handle) override;

  Result<std::optional<std::string>> load(const std::string& stream_arn,
                                          const std::string& shard_id) override;
  Result<void> save(const std::string& stream_arn, const std::string& shard_id,
                    const std::string& sequence_number) override;

  /// By handle, at most `limit`, those after `after_handle` (empty: from the first).
  Result<std::vector<User>> list_users(std::size_t limit = 1'000, const std::string& after_handle = {});
  /// `created_at` empty: now. Fails if the uuid, the handle or the `sub` is another user's.
  Result<void> add_user(const User& user);
  /// Ties a user to the `sub` of a user pool (empty: to none), and gives them as they are now. Fails if
  /// nobody has the handle or e-mail, several have the e-mail, or the `sub` is another user's: it names them.
  Result<User> set_cognito_user_id(UserKey key, const std::string& value, const std::string& cognito_user_id);
  /// Adds the users and activities whose uuid is not there yet, all or none.
  Result<SeedReport> seed(const Seed& seed);

  /// The address without password and parameters, for messages and logs:
  /// `postgresql://mara@localhost:5432/cruddur`.
  const std::string& name() const;

 private:
  explicit UsersDatabase(std::unique_ptr<SqlPool> pool, const Clock& clock,
                         const UsersDatabaseOptions& options);
  Result<std::optional<Person>> find_person(const std::string& sql, const std::string& value);

  std::unique_ptr<SqlPool> pool_;
  const Clock& clock_;
  const UsersDatabaseOptions options_;
};

}  // namespace ddb::backend
