#include "backend/users/users_database.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "backend/domain/message_time.h"
#include "backend/users/migrations.h"
#include "backend/users/seed.h"
#include "backend/users/sql_pool.h"

namespace ddb::backend {

namespace {

constexpr std::string_view kUserColumns =
    "uuid, handle, display_name, cognito_user_id, email, bio, created_at";

Person person_of(SqlRow& row) {
  return {.uuid = std::move(row.at(0)),
          .handle = std::move(row.at(1)),
          .display_name = std::move(row.at(2)),
          .cognito_user_id = std::move(row.at(3))};
}

User user_of(SqlRow& row) {
  return {.person = person_of(row),
          .email = std::move(row.at(4)),
          .bio = std::move(row.at(5)),
          .created_at = std::move(row.at(6))};
}

/// What each caller is told; a database without tables gets the remedy with it.
Error error_of(const SqlError& error, const DatabaseAddress& address) {
  if (error.kind != SqlError::Kind::kNoTable) return error;
  return {"The users database " + address.name +
          " has no tables yet, or those of an older version. Migrate it first."};
}

enum class OnSameUuid { kRefuse, kSkip };

/// Whether there was no row of that uuid.
SqlResult<bool> insert_user(SqlConnection& connection, const User& user, const std::string& now,
                            OnSameUuid on_same_uuid) {
  const std::string on_conflict = on_same_uuid == OnSameUuid::kSkip ? "ON CONFLICT (uuid) DO NOTHING " : "";
  DDB_TRY(rows,
          connection.run(
              "INSERT INTO users(uuid, handle, display_name, cognito_user_id, email, bio, created_at) "
              "VALUES($1, $2, $3, $4, $5, $6, $7) " +
                  on_conflict + "RETURNING uuid",
              {user.person.uuid, user.person.handle, user.person.display_name, user.person.cognito_user_id,
               user.email, user.bio, user.created_at.empty() ? now : user.created_at}));
  return !rows.empty();
}

SqlResult<bool> insert_activity(SqlConnection& connection, const Activity& activity, const std::string& now) {
  DDB_TRY(rows, connection.run("INSERT INTO activities(uuid, user_uuid, message, created_at) "
                               "VALUES($1, $2, $3, $4) ON CONFLICT (uuid) DO NOTHING RETURNING uuid",
                               {activity.uuid, activity.user_uuid, activity.message,
                                activity.created_at.empty() ? now : activity.created_at}));
  return !rows.empty();
}

SqlResult<SeedReport> insert_all(SqlPool& pool, const Seed& seed, const std::string& now,
                                 OnSameUuid on_same_uuid) {
  SeedReport report;
  DDB_TRY(lease, pool.begin());
  for (const User& user : seed.users) {
    DDB_TRY(is_new, insert_user(lease.connection(), user, now, on_same_uuid));
    report.users_added += is_new ? 1 : 0;
  }
  for (const Activity& activity : seed.activities) {
    DDB_TRY(is_new, insert_activity(lease.connection(), activity, now));
    report.activities_added += is_new ? 1 : 0;
  }
  DDB_CHECK(lease.commit());
  return report;
}

/// The sentence for what `person` wants to be and somebody else is; nothing if there is none.
std::optional<Error> conflict_of(SqlPool& pool, const Person& person) {
  const auto rows = pool.run(
      "SELECT uuid, handle FROM users WHERE uuid <> $1 AND (handle = $2 OR (cognito_user_id = $3 AND "
      "cognito_user_id <> '')) ORDER BY handle LIMIT 1",
      {person.uuid, person.handle, person.cognito_user_id});
  if (!rows || rows->empty()) return std::nullopt;
  const SqlRow& other = rows->front();
  if (other.at(1) == person.handle)
    return Error{"User " + person.uuid + " can't have the handle " + person.handle + ": it is user " +
                 other.at(0) + "'s. Choose another one."};
  return Error{person.handle + " can't have the cognito_user_id " + person.cognito_user_id + ": it is " +
               other.at(1) + "'s. Take it from them first."};
}

/// Asked after the transaction has ended: PostgreSQL answers nothing in one that has failed.
Error unique_error(SqlPool& pool, const std::vector<User>& users, const SqlError& error) {
  if (error.kind == SqlError::Kind::kUniqueViolation)
    for (const User& user : users)
      if (auto conflict = conflict_of(pool, user.person)) return *std::move(conflict);
  return error_of(error, pool.address());
}

}  // namespace

UsersDatabase::UsersDatabase(std::unique_ptr<SqlPool> pool, const Clock& clock,
                             const UsersDatabaseOptions& options)
    : pool_(std::move(pool)), clock_(clock), options_(options) {}

UsersDatabase::~UsersDatabase() = default;

Result<std::unique_ptr<UsersDatabase>> UsersDatabase::open(const std::string& connection_url,
                                                           const Clock& clock,
                                                           const UsersDatabaseOptions& options) {
  DDB_TRY(address, parse_connection_url(connection_url));
  auto pool = std::make_unique<SqlPool>(std::move(address), options);
  {
    DDB_TRY(lease, pool->take());
    DDB_CHECK(schema_version(lease.connection()));
  }
  return std::unique_ptr<UsersDatabase>(new UsersDatabase(std::move(pool), clock, options));
}

Result<std::vector<std::string>> UsersDatabase::migrate() {
  UsersDatabaseOptions options = options_;
  options.statement_timeout_ms = options_.migration_timeout_ms;
  DDB_TRY(connection, connect(pool_->address(), options));
  return backend::migrate(*connection, clock_);
}

Result<std::optional<Person>> UsersDatabase::find_person(const std::string& sql, const std::string& value) {
  auto rows =
      pool_->run("SELECT uuid, handle, display_name, cognito_user_id FROM users WHERE " + sql, {value});
  if (!rows && rows.error().kind == SqlError::Kind::kInvalidText) return std::optional<Person>();
  if (!rows) return error_of(rows.error(), pool_->address());
  if (rows->empty()) return std::optional<Person>();
  return std::optional(person_of(rows->front()));
}

Result<std::optional<Person>> UsersDatabase::find_by_cognito_user_id(const std::string& cognito_user_id) {
  // The second condition, as of the index, for which PostgreSQL and SQLite use it.
  return find_person("cognito_user_id = $1 AND cognito_user_id <> ''", cognito_user_id);
}

Result<std::optional<Person>> UsersDatabase::find_by_handle(const std::string& handle) {
  return find_person("handle = $1", handle);
}

Result<std::optional<std::string>> UsersDatabase::load(const std::string& stream_arn,
                                                       const std::string& shard_id) {
  auto rows =
      pool_->run("SELECT sequence_number FROM stream_checkpoints WHERE stream_arn = $1 AND shard_id = $2",
                 {stream_arn, shard_id});
  if (!rows) return error_of(rows.error(), pool_->address());
  if (rows->empty()) return std::optional<std::string>();
  return std::optional(rows->at(0).at(0));
}

Result<void> UsersDatabase::save(const std::string& stream_arn, const std::string& shard_id,
                                 const std::string& sequence_number) {
  const auto rows = pool_->run(
      "INSERT INTO stream_checkpoints(stream_arn, shard_id, sequence_number, saved_at) VALUES($1, $2, $3, "
      "$4) "
      "ON CONFLICT (stream_arn, shard_id) DO UPDATE SET sequence_number = excluded.sequence_number, "
      "saved_at = excluded.saved_at",
      {stream_arn, shard_id, sequence_number, message_time(clock_.now())});
  if (!rows) return error_of(rows.error(), pool_->address());
  return {};
}

Result<std::vector<User>> UsersDatabase::list_users(std::size_t limit, const std::string& after_handle) {
  auto rows = pool_->run("SELECT " + std::string(kUserColumns) +
                             " FROM users WHERE handle > $1 ORDER BY handle LIMIT CAST($2 AS INTEGER)",
                         {after_handle, std::to_string(limit)});
  if (!rows) return error_of(rows.error(), pool_->address());
  std::vector<User> users;
  for (SqlRow& row : *rows)
    users.push_back(user_of(row));
  return users;
}

Result<void> UsersDatabase::add_user(const User& user) {
  const Seed seed{.users = {user}, .activities = {}};
  const auto report = insert_all(*pool_, seed, message_time(clock_.now()), OnSameUuid::kRefuse);
  if (!report) return unique_error(*pool_, seed.users, report.error());
  return {};
}

Result<User> UsersDatabase::set_cognito_user_id(UserKey key, const std::string& value,
                                                const std::string& cognito_user_id) {
  const std::string column = key == UserKey::kHandle ? "handle" : "email";
  auto found =
      pool_->run("SELECT uuid, handle FROM users WHERE " + column + " = $1 ORDER BY handle LIMIT 2", {value});
  if (!found) return error_of(found.error(), pool_->address());
  if (found->empty()) return Error{"No user has the " + column + " " + value + "."};
  if (found->size() > 1)
    return Error{"Several users have the " + column + " " + value + ": " + found->at(0).at(1) + ", " +
                 found->at(1).at(1) + ". Name one by handle."};
  User user;
  user.person.uuid = found->at(0).at(0);
  user.person.handle = found->at(0).at(1);
  user.person.cognito_user_id = cognito_user_id;
  auto rows = pool_->run(
      "UPDATE users SET cognito_user_id = $1 WHERE uuid = $2 RETURNING " + std::string(kUserColumns),
      {cognito_user_id, user.person.uuid});
  if (!rows) return unique_error(*pool_, {user}, rows.error());
  if (rows->empty()) return Error{"The user of " + column + " " + value + " was deleted just now."};
  return user_of(rows->front());
}

Result<SeedReport> UsersDatabase::seed(const Seed& seed) {
  const auto report = insert_all(*pool_, seed, message_time(clock_.now()), OnSameUuid::kSkip);
  if (!report) return unique_error(*pool_, seed.users, report.error());
  return *report;
}

const std::string& UsersDatabase::name() const {
  return pool_->address().name;
}

}  // namespace ddb::backend
