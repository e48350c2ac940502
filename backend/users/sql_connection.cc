#include "backend/users/sql_connection.h"

#include "backend/users/postgres_connection.h"
#include "backend/users/sqlite_connection.h"

namespace ddb::backend {

SqlResult<std::unique_ptr<SqlConnection>> connect(const DatabaseAddress& address,
                                                  const UsersDatabaseOptions& options) {
  if (address.dialect == SqlDialect::kSqlite) return SqliteConnection::open(address, options);
  return PostgresConnection::open(address, options);
}

SqlTransaction::~SqlTransaction() {
  // What fails here leaves a connection that is not reusable, and the transaction ends with it.
  if (is_open_) static_cast<void>(connection_.run("ROLLBACK"));
}

SqlResult<void> SqlTransaction::begin() {
  const bool is_sqlite = connection_.address().dialect == SqlDialect::kSqlite;
  DDB_CHECK(connection_.run(is_sqlite ? "BEGIN IMMEDIATE" : "BEGIN"));
  is_open_ = true;
  return {};
}

SqlResult<void> SqlTransaction::commit() {
  DDB_CHECK(connection_.run("COMMIT"));
  is_open_ = false;
  return {};
}

}  // namespace ddb::backend
