#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "backend/users/sql_connection.h"
#include "shared/db/sqlite.h"

namespace ddb::backend {

/// In the header of each file of ours: "CrUs".
inline constexpr std::int64_t kUsersApplicationId = 0x43725573;

class SqliteConnection final : public SqlConnection {
 public:
  /// Refuses a file of another program, which it leaves as it was.
  static SqlResult<std::unique_ptr<SqlConnection>> open(const DatabaseAddress& address,
                                                        const UsersDatabaseOptions& options);

  SqlResult<SqlRows> run(const std::string& sql, const SqlParameters& parameters) override;
  bool is_reusable() const override { return database_.in_autocommit(); }
  const DatabaseAddress& address() const override { return address_; }

  explicit SqliteConnection(const DatabaseAddress& address, int busy_timeout_ms);

 private:
  SqlResult<void> set_up();
  SqlResult<void> claim_file();
  db::Statement& statement(const std::string& sql);

  const DatabaseAddress address_;
  db::Database database_;
  std::unordered_map<std::string, db::Statement> statements_;
};

/// Takes the file out of write-ahead mode, which SQLite does only while nobody else has it open (kInUse).
SqlResult<void> be_only_user_of_file(SqlConnection& connection);

}  // namespace ddb::backend
