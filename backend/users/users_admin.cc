#include "backend/users/users_admin.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "backend/users/sql_connection.h"
#include "backend/users/sqlite_connection.h"

namespace ddb::backend {

namespace {

/// The database that each server of PostgreSQL has, for work on the others.
constexpr std::string_view kMaintenanceDatabase = "postgres";

bool is_of_the_server(const std::string& database) {
  return database == kMaintenanceDatabase || database == "template0" || database == "template1";
}

std::string quoted_identifier(const std::string& name) {
  std::string quoted = "\"";
  for (const char c : name)
    quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

/// Making and dropping a database takes a server longer than a statement.
SqlResult<std::unique_ptr<SqlConnection>> connect_for_maintenance(DatabaseAddress address,
                                                                  UsersDatabaseOptions options) {
  address.database = kMaintenanceDatabase;
  options.statement_timeout_ms = options.migration_timeout_ms;
  return connect(address, options);
}

SqlResult<bool> is_there(SqlConnection& connection, const std::string& database) {
  DDB_TRY(rows, connection.run("SELECT 1 FROM pg_database WHERE datname = $1", {database}));
  return !rows.empty();
}

Result<CreateOutcome> create_on_server(const DatabaseAddress& address, const UsersDatabaseOptions& options) {
  DDB_TRY(connection, connect_for_maintenance(address, options));
  DDB_TRY(was_there, is_there(*connection, address.database));
  if (was_there) return CreateOutcome::kWasThere;
  DDB_CHECK(connection->run("CREATE DATABASE " + quoted_identifier(address.database) +
                            " ENCODING 'UTF8' TEMPLATE template0"));
  return CreateOutcome::kCreated;
}

Result<DropOutcome> drop_on_server(const DatabaseAddress& address, const UsersDatabaseOptions& options) {
  if (is_of_the_server(address.database))
    return Error{"The database " + address.database + " belongs to PostgreSQL itself and stays."};
  DDB_TRY(connection, connect_for_maintenance(address, options));
  DDB_TRY(was_there, is_there(*connection, address.database));
  if (!was_there) return DropOutcome::kWasNotThere;
  const auto dropped = connection->run("DROP DATABASE " + quoted_identifier(address.database));
  if (!dropped && dropped.error().kind == SqlError::Kind::kInUse)
    return Error{"Another program is connected to the users database " + address.name + ". Stop it first."};
  if (!dropped) return dropped.error();
  return DropOutcome::kDropped;
}

bool file_is_there(const DatabaseAddress& address) {
  std::error_code ignored;
  return std::filesystem::exists(address.file, ignored);
}

Result<CreateOutcome> create_file(const DatabaseAddress& address, UsersDatabaseOptions options) {
  const bool was_there = file_is_there(address);
  options.missing_file = UsersDatabaseOptions::MissingFile::kCreate;
  DDB_CHECK(connect(address, options));
  return was_there ? CreateOutcome::kWasThere : CreateOutcome::kCreated;
}

Result<DropOutcome> drop_file(const DatabaseAddress& address, UsersDatabaseOptions options) {
  if (!file_is_there(address)) return DropOutcome::kWasNotThere;
  options.missing_file = UsersDatabaseOptions::MissingFile::kRefuse;
  {
    DDB_TRY(connection, connect(address, options));
    DDB_CHECK(be_only_user_of_file(*connection));
  }
  // Out of write-ahead mode, it is the only file.
  std::error_code error;
  std::filesystem::remove(address.file, error);
  if (error)
    return Error{"The users database " + address.file + " can't be deleted: " + error.message() + "."};
  return DropOutcome::kDropped;
}

Session session_of(SqlRow& row) {
  return {.process_id = std::move(row.at(0)),
          .user = std::move(row.at(1)),
          .application = std::move(row.at(2)),
          .client_address = std::move(row.at(3)),
          .state = std::move(row.at(4)),
          .connected_at = std::move(row.at(5))};
}

}  // namespace

Result<CreateOutcome> create_users_database(const std::string& connection_url,
                                            const UsersDatabaseOptions& options) {
  DDB_TRY(address, parse_connection_url(connection_url));
  if (address.dialect == SqlDialect::kSqlite) return create_file(address, options);
  return create_on_server(address, options);
}

Result<DropOutcome> drop_users_database(const std::string& connection_url,
                                        const UsersDatabaseOptions& options) {
  DDB_TRY(address, parse_connection_url(connection_url));
  if (address.dialect == SqlDialect::kSqlite) return drop_file(address, options);
  return drop_on_server(address, options);
}

Result<std::vector<Session>> users_database_sessions(const std::string& connection_url,
                                                     const UsersDatabaseOptions& options) {
  DDB_TRY(address, parse_connection_url(connection_url));
  if (address.dialect == SqlDialect::kSqlite)
    return Error{"SQLite has no server, so who has " + address.file +
                 " open can't be listed here. Ask the operating system: fuser -v " + address.file};
  DDB_TRY(connection, connect(address, options));
  DDB_TRY(rows, connection->run("SELECT pid, usename, application_name, host(client_addr), state, "
                                "to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') "
                                "FROM pg_stat_activity WHERE datname = current_database() AND "
                                "pid <> pg_backend_pid() ORDER BY backend_start, pid"));
  std::vector<Session> sessions;
  for (SqlRow& row : rows)
    sessions.push_back(session_of(row));
  return sessions;
}

}  // namespace ddb::backend
