#include "backend/users/migrations.h"

#include <charconv>
#include <optional>
#include <string_view>

#include "backend/domain/message_time.h"

namespace ddb::backend {

namespace {

/// What no two users may have in common from a step on.
struct UniqueColumn {
  std::string_view column;
  std::string_view where;  ///< The rows that count.
};

/// `{uuid}`, `{time}` and `{if_not_exists}` stand for what the databases write differently.
struct Migration {
  std::string_view name;
  std::vector<UniqueColumn> unique_columns;  ///< Checked first, so that the error can name the rows.
  std::vector<std::string_view> statements;
};

/// The first step of a database is number 1. One that has been released is never changed.
///
/// The tables are those of the original Cruddur, whose databases may be taken over: it has made the tables,
/// perhaps `bio`, and has given everyone the `cognito_user_id` MOCK until they were tied to a user pool.
const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all = {
      {.name = "users_and_activities",
       .unique_columns = {},
       .statements = {R"(CREATE TABLE IF NOT EXISTS users(
            uuid {uuid} NOT NULL PRIMARY KEY,
            display_name TEXT NOT NULL,
            handle TEXT NOT NULL,
            email TEXT NOT NULL,
            cognito_user_id TEXT NOT NULL DEFAULT '',
            created_at {time} NOT NULL DEFAULT CURRENT_TIMESTAMP))",
                      R"(CREATE TABLE IF NOT EXISTS activities(
            uuid {uuid} NOT NULL PRIMARY KEY,
            user_uuid {uuid} NOT NULL REFERENCES users(uuid),
            message TEXT NOT NULL,
            replies_count INTEGER DEFAULT 0,
            reposts_count INTEGER DEFAULT 0,
            likes_count INTEGER DEFAULT 0,
            reply_to_activity_uuid {uuid},
            expires_at {time},
            created_at {time} NOT NULL DEFAULT CURRENT_TIMESTAMP))"}},
      {.name = "unique_users_with_bio",
       .unique_columns = {{.column = "handle", .where = "1 = 1"},
                          {.column = "cognito_user_id", .where = "cognito_user_id NOT IN ('', 'MOCK')"}},
       .statements = {"UPDATE users SET cognito_user_id = '' WHERE cognito_user_id = 'MOCK'",
                      "CREATE UNIQUE INDEX users_handle ON users(handle)",
                      "CREATE UNIQUE INDEX users_cognito_user_id ON users(cognito_user_id) "
                      "WHERE cognito_user_id <> ''",
                      "ALTER TABLE users ADD COLUMN {if_not_exists} bio TEXT"}},
      {.name = "stream_checkpoints", .unique_columns = {}, .statements = {R"(CREATE TABLE stream_checkpoints(
            stream_arn TEXT NOT NULL,
            shard_id TEXT NOT NULL,
            sequence_number TEXT NOT NULL,
            saved_at {time} NOT NULL,
            PRIMARY KEY(stream_arn, shard_id)))"}},
  };
  return all;
}

/// Enough to see what is wrong.
constexpr std::size_t kRowsNamedMax = 20;
/// Whoever migrates a PostgreSQL database holds the advisory lock of this number: "Cruddur".
constexpr std::string_view kAdvisoryLock = "19000000000000114";

std::string in_dialect(std::string_view statement, SqlDialect dialect) {
  const bool is_sqlite = dialect == SqlDialect::kSqlite;
  std::string text(statement);
  const auto put = [&](std::string_view word, std::string_view meaning) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + meaning.size()))
      text.replace(at, word.size(), meaning);
  };
  put("{uuid}", is_sqlite ? "TEXT" : "UUID");
  put("{time}", is_sqlite ? "TEXT" : "TIMESTAMP");
  put("{if_not_exists}", is_sqlite ? "" : "IF NOT EXISTS");
  return text;
}

Error newer_error(const DatabaseAddress& address, int version) {
  return {"The users database " + address.name + " has tables of version " + std::to_string(version) +
          ", which a newer version of this program has made; this one knows version " +
          std::to_string(schema_version_known()) + ". Update the program, or choose another database."};
}

SqlResult<int> read_version(SqlConnection& connection) {
  DDB_TRY(rows, connection.run("SELECT COALESCE(MAX(version), 0) FROM schema_migrations"));
  const std::string& text = rows.at(0).at(0);
  int version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

Result<void> check_unique(SqlConnection& connection, const UniqueColumn& unique) {
  const std::string column(unique.column);
  const std::string counted = "FROM users WHERE " + std::string(unique.where);
  DDB_TRY(rows,
          connection.run("SELECT " + column + ", uuid " + counted + " AND " + column + " IN (SELECT " +
                         column + " " + counted + " GROUP BY " + column + " HAVING COUNT(*) > 1) ORDER BY " +
                         column + ", uuid LIMIT " + std::to_string(kRowsNamedMax + 1)));
  if (rows.empty()) return {};
  std::string named;
  for (std::size_t i = 0; i < rows.size() && i < kRowsNamedMax; ++i)
    named += (i == 0 ? "" : ", ") + rows[i].at(0) + " of user " + rows[i].at(1);
  if (rows.size() > kRowsNamedMax) named += " and more";
  return Error{
      "Several users of " + connection.address().name + " have the same " + column + ": " + named +
      ". Change or delete all but one of each in the table users, then migrate again; nothing was changed."};
}

/// In the transaction: what another program migrates meanwhile is over then, and seen.
SqlResult<void> wait_for_turn(SqlConnection& connection) {
  // SQLite's transaction is the only one that writes as it is.
  if (connection.address().dialect == SqlDialect::kPostgres)
    DDB_CHECK(connection.run("SELECT pg_advisory_xact_lock($1)", {std::string(kAdvisoryLock)}));
  DDB_CHECK(
      connection.run(in_dialect("CREATE TABLE IF NOT EXISTS schema_migrations(version INTEGER NOT NULL "
                                "PRIMARY KEY, name TEXT NOT NULL, applied_at {time} NOT NULL)",
                                connection.address().dialect)));
  return {};
}

Result<void> apply(SqlConnection& connection, const Clock& clock, int version) {
  const Migration& migration = migrations().at(static_cast<std::size_t>(version - 1));
  for (const UniqueColumn& unique : migration.unique_columns)
    DDB_CHECK(check_unique(connection, unique));
  for (const std::string_view statement : migration.statements)
    DDB_CHECK(connection.run(in_dialect(statement, connection.address().dialect)));
  DDB_CHECK(
      connection.run("INSERT INTO schema_migrations(version, name, applied_at) VALUES($1, $2, $3)",
                     {std::to_string(version), std::string(migration.name), message_time(clock.now())}));
  return {};
}

/// The name of the step taken; nothing if there is none left.
Result<std::optional<std::string>> take_step(SqlConnection& connection, const Clock& clock,
                                             int version_target) {
  SqlTransaction transaction(connection);
  DDB_CHECK(transaction.begin());
  DDB_CHECK(wait_for_turn(connection));
  DDB_TRY(version, read_version(connection));
  if (version > schema_version_known()) return newer_error(connection.address(), version);
  if (version >= version_target) return std::optional<std::string>();
  DDB_CHECK(apply(connection, clock, version + 1));
  DDB_CHECK(transaction.commit());
  return std::optional(std::string(migrations().at(static_cast<std::size_t>(version)).name));
}

}  // namespace

int schema_version_known() {
  return static_cast<int>(migrations().size());
}

Result<int> schema_version(SqlConnection& connection) {
  auto version = read_version(connection);
  if (!version && version.error().kind == SqlError::Kind::kNoTable) return 0;
  if (!version) return version.error();
  if (*version > schema_version_known()) return newer_error(connection.address(), *version);
  return *version;
}

Result<std::vector<std::string>> migrate(SqlConnection& connection, const Clock& clock, int version_target) {
  std::vector<std::string> names;
  // Most often there is nothing to do, and a user who may not change tables can tell.
  DDB_TRY(version, schema_version(connection));
  if (version >= version_target) return names;
  for (;;) {
    DDB_TRY(name, take_step(connection, clock, version_target));
    if (!name) return names;
    names.push_back(*std::move(name));
  }
}

}  // namespace ddb::backend
