#include "backend/users/connection_url.h"

#include "tests/unit/backend/users/users_fixture.h"

namespace ddb::backend {

namespace {

using testing::HasSubstr;
using testing::Not;

TEST(ConnectionUrl, NothingIsAFileOfTheWorkingDirectory) {
  const auto address = value_of(parse_connection_url(""));
  EXPECT_EQ(address.dialect, SqlDialect::kSqlite);
  EXPECT_EQ(address.file, "cruddur.db");
  EXPECT_EQ(address.name, "sqlite:cruddur.db");
}

TEST(ConnectionUrl, APathOfSqliteIsTakenAsItStands) {
  EXPECT_EQ(value_of(parse_connection_url("sqlite:data/my users.db?x")).file, "data/my users.db?x");
  EXPECT_EQ(value_of(parse_connection_url("sqlite:/var/lib/users.db")).file, "/var/lib/users.db");
}

TEST(ConnectionUrl, AUrlOfPostgresIsNamedWithoutPasswordAndParameters) {
  const std::string url =
      "postgresql://mara:se%3Acret@db.example:6000/cruddur?sslmode=require&connect_timeout=3";
  const auto address = value_of(parse_connection_url(url));
  EXPECT_EQ(address.dialect, SqlDialect::kPostgres);
  EXPECT_EQ(address.url, url);
  EXPECT_EQ(address.database, "cruddur");
  EXPECT_EQ(address.name, "postgresql://mara@db.example:6000/cruddur");
}

TEST(ConnectionUrl, WhatAUrlOfPostgresLeavesOutIsLeftOut) {
  EXPECT_EQ(value_of(parse_connection_url("postgres://localhost/cruddur")).name,
            "postgresql://localhost:5432/cruddur");
  EXPECT_EQ(value_of(parse_connection_url("postgresql:///cruddur?host=/run/postgresql&password=secret")).name,
            "postgresql:///cruddur");
}

TEST(ConnectionUrl, WhatIsNoAddressIsRefusedWithoutQuotingIt) {
  for (const std::string& url :
       {std::string("mysql://mara:secret@host/name"), std::string("postgresql://mara:secret%zz@host/name"),
        std::string("postgresql://mara:secret@host"),
        std::string("postgresql://mara:secret@host/name?absent=1"), std::string("secret"),
        std::string("postgresql://mara:secret@host/na\0me", 35)})
    EXPECT_THAT(failure_of(parse_connection_url(url)), Not(HasSubstr("secret"))) << url;
}

TEST(ConnectionUrl, AnSqliteAddressNamesAFile) {
  EXPECT_THAT(failure_of(parse_connection_url("sqlite:")), HasSubstr("names no file"));
  EXPECT_THAT(failure_of(parse_connection_url("sqlite::memory:")), HasSubstr("names no file"));
}

}  // namespace

}  // namespace ddb::backend
