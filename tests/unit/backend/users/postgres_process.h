#pragma once

#include <sys/types.h>

#include <string>

namespace ddb::backend {

/// A PostgreSQL server of the test program's own: tests/e2e/postgres_server.py, which ends with it.
class PostgresProcess {
 public:
  /// The one of this program, started when first asked for. Throws where PostgreSQL is not installed: a test
  /// that needs it fails then, and is never left out.
  static PostgresProcess& of_this_program();

  PostgresProcess();
  PostgresProcess(const PostgresProcess&) = delete;
  PostgresProcess& operator=(const PostgresProcess&) = delete;
  ~PostgresProcess();

  /// The URL of one of its databases, with these parameters.
  std::string url(const std::string& database = "postgres",
                  const std::string& parameters = "sslmode=disable") const;
  /// The same with another password.
  std::string url_with_password(const std::string& password) const;
  const std::string& password() const { return password_; }

  /// At once, as a crash would.
  void stop() { obey("stop"); }
  void start() { obey("start"); }
  /// Every process of it stands still until `resume`.
  void pause() { obey("pause"); }
  void resume() { obey("resume"); }

 private:
  void obey(const std::string& command);
  std::string read_line() const;

  pid_t child_ = -1;
  int to_child_ = -1;
  int from_child_ = -1;
  std::string user_;
  std::string password_;
  std::string authority_;  ///< HOST:PORT
};

}  // namespace ddb::backend
