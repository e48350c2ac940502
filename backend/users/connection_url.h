#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace ddb::backend {

enum class SqlDialect { kSqlite, kPostgres };

/// Where a users database is.
struct DatabaseAddress {
  SqlDialect dialect = SqlDialect::kSqlite;
  std::string name = {};      ///< For messages: without password and parameters.
  std::string file = {};      ///< SQLite's, as given.
  std::string url = {};       ///< PostgreSQL: as given, with the password.
  std::string database = {};  ///< PostgreSQL: its name.
};

/// The SQLite file of an empty address.
inline constexpr std::string_view kDatabaseFileDefault = "cruddur.db";

/// Reads what CONNECTION_URL may say: nothing, `sqlite:PATH`, or a URL that begins with `postgresql://` or
/// `postgres://` and names a database, with the parameters of libpq (PostgreSQL's manual, "Connection
/// Strings"). The error quotes nothing of an address that may hold a password.
Result<DatabaseAddress> parse_connection_url(std::string_view text);

}  // namespace ddb::backend
