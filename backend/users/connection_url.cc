#include "backend/users/connection_url.h"

#include <libpq-fe.h>

#include <memory>

namespace ddb::backend {

namespace {

constexpr std::string_view kSqliteScheme = "sqlite:";
constexpr std::string_view kPortDefault = "5432";

DatabaseAddress sqlite_address(std::string_view file) {
  return {.dialect = SqlDialect::kSqlite,
          .name = std::string(kSqliteScheme).append(file),
          .file = std::string(file)};
}

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

std::string option(const Options& options, std::string_view keyword) {
  for (const PQconninfoOption* one = options.get(); one->keyword; ++one)
    if (keyword == one->keyword) return one->val ? one->val : "";
  return {};
}

std::string name_of(const Options& options) {
  const std::string user = option(options, "user");
  const std::string host = option(options, "host");
  const std::string port = option(options, "port");
  std::string name = "postgresql://";
  if (!user.empty()) name += user + "@";
  if (!host.starts_with('/') && !host.empty())
    name += host + ":" + (port.empty() ? std::string(kPortDefault) : port);
  return name + "/" + option(options, "dbname");
}

Result<DatabaseAddress> postgres_address(const std::string& url) {
  // Its own words for what is wrong may quote the password.
  const Options options(PQconninfoParse(url.c_str(), nullptr));
  if (!options)
    return Error{
        "CONNECTION_URL is no URL that PostgreSQL's library can read. Write it as "
        "postgresql://user:password@host:port/name?sslmode=require, with each special character of "
        "the password percent-encoded."};
  const std::string database = option(options, "dbname");
  if (database.empty())
    return Error{"The URL " + name_of(options) +
                 " names no database. Write it as postgresql://user:password@host:port/name."};
  return DatabaseAddress{
      .dialect = SqlDialect::kPostgres, .name = name_of(options), .url = url, .database = database};
}

}  // namespace

Result<DatabaseAddress> parse_connection_url(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return Error{"CONNECTION_URL holds a zero byte."};
  if (text.empty()) return sqlite_address(kDatabaseFileDefault);
  if (text.starts_with("postgresql://") || text.starts_with("postgres://"))
    return postgres_address(std::string(text));
  if (!text.starts_with(kSqliteScheme))
    return Error{
        "CONNECTION_URL is neither sqlite:PATH nor postgresql://user:password@host:port/name. Write one of "
        "them, or leave it out for the SQLite file " +
        std::string(kDatabaseFileDefault) + "."};
  const std::string_view file = text.substr(kSqliteScheme.size());
  if (file.empty() || file == ":memory:")
    return Error{"The address " + std::string(text) + " names no file. Write it as sqlite:PATH."};
  return sqlite_address(file);
}

}  // namespace ddb::backend
