#pragma once

#include <memory>
#include <string>
#include <vector>

#include "backend/users/connection_url.h"
#include "backend/users/users_database.h"
#include "shared/base/result.h"

/// A relational database as far as this box needs one. The SQL is what SQLite and PostgreSQL have in common,
/// with numbered parameters: `$1`, `$2`.
namespace ddb::backend {

/// The message names the database, never its password.
struct SqlError : Error {
  enum class Kind {
    kUnreachable,      ///< No connection, or one that was lost: whether the statement ran is not known.
    kBusy,             ///< It took too long, or no connection was free.
    kNoTable,          ///< A table or column of the statement is not there.
    kUniqueViolation,  ///< Another row has what may be there once.
    kInvalidText,      ///< A parameter is not what the column's type takes, so no row can have it.
    kInUse,            ///< Another program has the database open.
    kOther,
  };
  SqlError() = default;
  SqlError(Kind error_kind, std::string error_message) : Error{std::move(error_message)}, kind(error_kind) {}
  Kind kind = Kind::kOther;
};

template <class T>
using SqlResult = Result<T, SqlError>;

/// Every column as text; NULL as the empty text.
using SqlRow = std::vector<std::string>;
using SqlRows = std::vector<SqlRow>;
using SqlParameters = std::vector<std::string>;

/// One connection. Not thread-safe.
class SqlConnection {
 public:
  virtual ~SqlConnection() = default;

  /// Runs one statement of our own making and gives its rows. Text from outside goes into `parameters` alone.
  virtual SqlResult<SqlRows> run(const std::string& sql, const SqlParameters& parameters = {}) = 0;
  /// Good for a further user: it is not lost, and no transaction is open.
  virtual bool is_reusable() const = 0;

  virtual const DatabaseAddress& address() const = 0;
};

/// Opens a connection; with SQLite also the file, see `UsersDatabaseOptions::missing_file`.
SqlResult<std::unique_ptr<SqlConnection>> connect(const DatabaseAddress& address,
                                                  const UsersDatabaseOptions& options);

/// A transaction of a connection, which outlives it; rolled back unless it is committed.
class SqlTransaction {
 public:
  explicit SqlTransaction(SqlConnection& connection) : connection_(connection) {}
  SqlTransaction(const SqlTransaction&) = delete;
  SqlTransaction& operator=(const SqlTransaction&) = delete;
  ~SqlTransaction();

  /// Of SQLite's it is the only one that writes, from the beginning.
  SqlResult<void> begin();
  SqlResult<void> commit();

 private:
  SqlConnection& connection_;
  bool is_open_ = false;
};

}  // namespace ddb::backend
