#include "backend/users/sqlite_connection.h"

#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

namespace ddb::backend {

namespace {

constexpr std::size_t kStatementsMax = 64;

SqlError error_of(const db::StorageError& error) {
  if (std::string_view(error.what()).find("no such column") != std::string_view::npos)
    return {SqlError::Kind::kNoTable, error.what()};
  switch (error.failure()) {
    case db::StorageFailure::kBusy:
      return {SqlError::Kind::kBusy, error.what()};
    case db::StorageFailure::kMissing:
      return {SqlError::Kind::kNoTable, error.what()};
    case db::StorageFailure::kConstraint:
      // The only rule that what comes from outside can break: references and NULLs are of our making.
      return {SqlError::Kind::kUniqueViolation, error.what()};
    default:
      return {SqlError::Kind::kOther, error.what()};
  }
}

SqlRow row_of(const db::Query& query) {
  SqlRow row;
  for (int column = 0; column < query.column_count(); ++column)
    row.emplace_back(query.text(column));
  return row;
}

std::string missing_sentence(const std::string& file) {
  return "There is no users database " + file +
         ". `cruddur db setup` makes one; CONNECTION_URL names another.";
}

}  // namespace

SqliteConnection::SqliteConnection(const DatabaseAddress& address, int busy_timeout_ms)
    : address_(address), database_({.path = address.file, .busy_timeout_ms = busy_timeout_ms}) {}

SqlResult<std::unique_ptr<SqlConnection>> SqliteConnection::open(const DatabaseAddress& address,
                                                                 const UsersDatabaseOptions& options) {
  std::error_code ignored;
  if (options.missing_file == UsersDatabaseOptions::MissingFile::kRefuse &&
      !std::filesystem::exists(address.file, ignored))
    return SqlError(SqlError::Kind::kUnreachable, missing_sentence(address.file));
  try {
    auto connection = std::make_unique<SqliteConnection>(address, options.statement_timeout_ms);
    DDB_CHECK(connection->set_up());
    return std::unique_ptr<SqlConnection>(std::move(connection));
  } catch (const db::StorageError& error) {
    return error_of(error);
  }
}

SqlResult<void> SqliteConnection::set_up() {
  if (database_.read_integer("PRAGMA application_id") != kUsersApplicationId) DDB_CHECK(claim_file());
  if (database_.read_text("PRAGMA journal_mode=WAL") != "wal")
    return SqlError(SqlError::Kind::kOther, "The users database " + address_.file +
                                                " can't keep a write-ahead log where it lies. Choose a path "
                                                "on a local disk.");
  database_.execute("PRAGMA synchronous=FULL");
  database_.execute("PRAGMA foreign_keys=ON");
  database_.execute("PRAGMA cell_size_check=ON");
  return {};
}

SqlResult<void> SqliteConnection::claim_file() {
  SqlTransaction transaction(*this);
  DDB_CHECK(transaction.begin());
  const std::int64_t application_id = database_.read_integer("PRAGMA application_id");
  if (application_id == kUsersApplicationId) return {};  // Another program was faster.
  if (application_id != 0 || database_.read_integer("SELECT count(*) FROM sqlite_schema") != 0)
    return SqlError(SqlError::Kind::kOther,
                    "The file " + address_.file +
                        " is a database of another program. Choose another file; this one was not changed.");
  database_.execute("PRAGMA application_id=" + std::to_string(kUsersApplicationId));
  return transaction.commit();
}

db::Statement& SqliteConnection::statement(const std::string& sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
  if (statements_.size() >= kStatementsMax) statements_.clear();
  return statements_.try_emplace(sql, database_, sql).first->second;
}

SqlResult<SqlRows> SqliteConnection::run(const std::string& sql, const SqlParameters& parameters) {
  try {
    db::Statement& prepared = statement(sql);
    db::Query query(prepared);
    for (std::size_t i = 0; i < parameters.size(); ++i)
      query.bind_text(prepared.parameter("$" + std::to_string(i + 1)), parameters[i]);
    SqlRows rows;
    while (query.step())
      rows.push_back(row_of(query));
    return rows;
  } catch (const db::StorageError& error) {
    return error_of(error);
  }
}

SqlResult<void> be_only_user_of_file(SqlConnection& connection) {
  const auto mode = connection.run("PRAGMA journal_mode=DELETE");
  if (!mode && mode.error().kind != SqlError::Kind::kBusy) return mode.error();
  if (!mode || mode->at(0).at(0) != "delete")
    return SqlError(SqlError::Kind::kInUse, "Another program has the users database " +
                                                connection.address().file + " open. Stop it first.");
  return {};
}

}  // namespace ddb::backend
