#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "backend/users/sql_connection.h"

struct pg_conn;
struct pg_result;

namespace ddb::backend {

/// A connection by libpq. Nothing waits longer than the options say, also for a server that says nothing;
/// only finding the address of a host's name takes what the system takes for it.
class PostgresConnection final : public SqlConnection {
 public:
  static SqlResult<std::unique_ptr<SqlConnection>> open(const DatabaseAddress& address,
                                                        const UsersDatabaseOptions& options);

  SqlResult<SqlRows> run(const std::string& sql, const SqlParameters& parameters) override;
  bool is_reusable() const override;
  const DatabaseAddress& address() const override { return address_; }

  PostgresConnection(const DatabaseAddress& address, const UsersDatabaseOptions& options);

 private:
  using Deadline = std::chrono::steady_clock::time_point;
  struct Finish {
    void operator()(pg_conn* connection) const;
  };
  struct Clear {
    void operator()(pg_result* result) const;
  };
  using Answer = std::unique_ptr<pg_result, Clear>;

  SqlResult<void> sign_in();
  SqlResult<void> set_up();
  SqlResult<Answer> await_answer(Deadline deadline);
  SqlResult<void> await_sent(Deadline deadline);
  SqlResult<void> await(int events, Deadline deadline);
  SqlResult<SqlRows> rows_of(const Answer& answer);
  SqlError lost(const std::string& what);
  std::string reason() const;

  const DatabaseAddress address_;
  const UsersDatabaseOptions options_;
  std::unique_ptr<pg_conn, Finish> connection_;
  bool is_lost_ = false;
};

}  // namespace ddb::backend
