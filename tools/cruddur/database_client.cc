#include "tools/cruddur/database_client.h"

#include "shared/http/percent_coding.h"

namespace ddb::cruddur {
namespace {

struct PostgresUrl {
  std::string without_password;
  std::string password;  ///< Decoded; empty if there is none.
};

/// Source: PostgreSQL's manual, "Connection URIs": the user and password end at the first @ before any slash.
PostgresUrl take_password(const std::string& url) {
  const std::size_t begin = url.find("://") + 3;
  const std::size_t end = url.find_first_of("/?", begin);
  const std::size_t at = url.find('@', begin);
  const std::size_t colon = url.find(':', begin);
  if (at == std::string::npos || at > end || colon == std::string::npos || colon > at) return {url, ""};
  return {url.substr(0, colon) + url.substr(at),
          http::percent_decoded(std::string_view(url).substr(colon + 1, at - colon - 1))};
}

}  // namespace

StartRequest database_client(const backend::DatabaseAddress& address) {
  if (address.dialect == backend::SqlDialect::kSqlite)
    return {.arguments = {"sqlite3", "-header", "-column", address.file}, .variables = {}};
  const PostgresUrl url = take_password(address.url);
  StartRequest request{.arguments = {"psql", url.without_password}, .variables = {}};
  if (!url.password.empty()) request.variables.emplace_back("PGPASSWORD", url.password);
  return request;
}

std::string_view client_package(const backend::DatabaseAddress& address) {
  return address.dialect == backend::SqlDialect::kSqlite ? "sqlite3" : "postgresql-client";
}

}  // namespace ddb::cruddur
