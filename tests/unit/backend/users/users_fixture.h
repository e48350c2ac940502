#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "backend/users/migrations.h"
#include "backend/users/users_admin.h"
#include "backend/users/users_database.h"
#include "shared/base/clock.h"
#include "tests/unit/backend/users/postgres_process.h"
#include "tests/unit/temporary_directory.h"

namespace ddb::backend {

/// The value; throws the sentence of a failed result.
template <class T, class E>
T value_of(Result<T, E> result) {
  if (!result) throw std::runtime_error(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// The sentence of a failed result; a test failure for another one.
template <class T, class E>
std::string failure_of(const Result<T, E>& result) {
  if (result) ADD_FAILURE() << "it did not fail";
  return result ? std::string() : result.error().message;
}

inline User new_user(const std::string& uuid, const std::string& handle, const std::string& sub = {}) {
  return {
      .person = {.uuid = uuid, .handle = handle, .display_name = "Name of " + handle, .cognito_user_id = sub},
      .email = handle + "@example.com",
      .bio = {},
      .created_at = {}};
}

inline const std::string kMaraUuid = "1a4e68cc-ac7e-575d-a039-1be250d28efe";
inline const std::string kTeoUuid = "489fa1df-36b1-5a57-a288-83845c5e07d9";

/// Runs each test on a database of its own of each kind.
class UsersTest : public testing::TestWithParam<SqlDialect> {
 protected:
  UsersTest() {
    if (is_sqlite()) {
      url_ = "sqlite:" + (directory_ / "users.db").string();
    } else {
      static std::atomic<int> count = 0;
      url_ = PostgresProcess::of_this_program().url("test_" + std::to_string(++count));
    }
    value_of(create_users_database(url_, options_));
  }

  static bool is_sqlite() { return GetParam() == SqlDialect::kSqlite; }

  std::unique_ptr<UsersDatabase> open() const {
    return value_of(UsersDatabase::open(url_, clock_, options_));
  }
  std::unique_ptr<UsersDatabase> open_migrated() const {
    auto users = open();
    value_of(users->migrate());
    return users;
  }
  std::unique_ptr<SqlConnection> connection() const {
    return value_of(connect(value_of(parse_connection_url(url_)), options_));
  }

  ManualClock clock_;
  UsersDatabaseOptions options_;
  TemporaryDirectory directory_;
  std::string url_;
};

inline std::string dialect_name(const testing::TestParamInfo<SqlDialect>& info) {
  return info.param == SqlDialect::kSqlite ? "Sqlite" : "Postgres";
}

inline const auto kEachDialect = testing::Values(SqlDialect::kSqlite, SqlDialect::kPostgres);

}  // namespace ddb::backend
