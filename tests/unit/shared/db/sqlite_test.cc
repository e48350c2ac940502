#include "shared/db/sqlite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <thread>

#include "tests/unit/temporary_directory.h"

namespace ddb::db {

namespace {

using testing::AllOf;
using testing::HasSubstr;

class SqliteTest : public testing::Test {
 protected:
  std::string path() const { return (directory_ / "some.db").string(); }

  TemporaryDirectory directory_;
};

/// What `action` throws; a test failure when it throws nothing.
template <class Action>
StorageError error_of(Action&& action) {
  try {
    action();
  } catch (const StorageError& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return {StorageFailure::kOther, "nothing"};
}

TEST_F(SqliteTest, RowsComeBackAsTheyWereBound) {
  Database database({.path = path()});
  database.execute("CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT, bytes BLOB)");
  Statement insert(database, "INSERT INTO notes(text, bytes) VALUES($text, $bytes)");
  Query(insert)
      .bind_text(insert.parameter("$text"), "Grüße")
      .bind(insert.parameter("$bytes"), std::string_view("a\0b", 3))
      .run();
  Query(insert).bind_text(1, {}).bind(2, {}).run();

  Statement select(
      database, "SELECT id, text, bytes FROM notes WHERE text IS NOT NULL AND bytes IS NOT NULL ORDER BY id");
  Query query(select);
  EXPECT_EQ(query.column_count(), 3);
  ASSERT_TRUE(query.step());
  EXPECT_FALSE(query.blob_unless_integer(0));
  EXPECT_EQ(query.text(1), "Grüße");
  EXPECT_EQ(query.blob(2), std::string_view("a\0b", 3));
  ASSERT_TRUE(query.step());
  EXPECT_FALSE(query.step());
  EXPECT_FALSE(query.step()) << "also when asked again";
}

TEST_F(SqliteTest, AParameterThatTheStatementHasNotHasNoNumber) {
  Database database({});
  Statement statement(database, "SELECT $2, $1, $2");
  EXPECT_EQ(statement.parameter("$1"), 2) << "numbers go by the first place, not by the name";
  EXPECT_EQ(statement.parameter("$2"), 1);
  EXPECT_EQ(statement.parameter("$3"), 0);
}

TEST_F(SqliteTest, ABrokenRuleOfATableIsToldApart) {
  Database database({.path = path()});
  database.execute("CREATE TABLE people(handle TEXT UNIQUE)");
  database.execute("INSERT INTO people VALUES('mara')");
  const StorageError error = error_of([&] { database.execute("INSERT INTO people VALUES('mara')"); });
  EXPECT_EQ(error.failure(), StorageFailure::kConstraint);
  EXPECT_THAT(error.what(), AllOf(HasSubstr(path()), HasSubstr("people.handle")));
}

TEST_F(SqliteTest, AMissingTableIsToldApart) {
  Database database({});
  const StorageError error = error_of([&] { Statement statement(database, "SELECT 1 FROM absent"); });
  EXPECT_EQ(error.failure(), StorageFailure::kMissing);
}

TEST_F(SqliteTest, ALockThatIsNotReleasedIsBusy) {
  Database holder({.path = path()});
  holder.execute("CREATE TABLE t(a)");
  holder.execute("BEGIN IMMEDIATE");
  Database other({.path = path(), .busy_timeout_ms = 1});
  const StorageError error = error_of([&] { other.execute("INSERT INTO t VALUES(1)"); });
  EXPECT_EQ(error.failure(), StorageFailure::kBusy);
  EXPECT_THAT(error.what(), HasSubstr("Another program keeps the database " + path() + " locked"));
  holder.execute("ROLLBACK");
}

TEST_F(SqliteTest, AFileThatIsNoDatabaseIsDamaged) {
  std::ofstream(path()) << std::string(4096, 'x');
  Database database({.path = path()});
  const StorageError error = error_of([&] { database.read_integer("SELECT count(*) FROM sqlite_schema"); });
  EXPECT_EQ(error.failure(), StorageFailure::kDamaged);
}

TEST_F(SqliteTest, ARowBeyondTheLimitIsTooLarge) {
  Database database({.row_size_bytes_max = 1'000});
  database.execute("CREATE TABLE t(a)");
  Statement insert(database, "INSERT INTO t VALUES(?1)");
  const std::string row(1'001, 'x');
  const StorageError error = error_of([&] { Query(insert).bind(1, row).run(); });
  EXPECT_EQ(error.failure(), StorageFailure::kTooLarge);
  EXPECT_THAT(error.what(), HasSubstr("1000 bytes"));
}

TEST_F(SqliteTest, AConnectionIsHardened) {
  Database database({});
  database.execute("CREATE TABLE t(a)");
  for (const char* sql :
       {"ATTACH ':memory:' AS other", "SELECT load_extension('x')", "SELECT \"no column\" FROM t",
        "SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5"})
    EXPECT_THROW(database.execute(sql), StorageError) << sql;
  EXPECT_THROW(database.execute(std::string(4'097, ' ') + "SELECT 1"), StorageError);
}

TEST_F(SqliteTest, MisuseIsABugAndNoStorageError) {
  Database database({});
  Statement statement(database, "SELECT ?1");
  EXPECT_THROW(Query(statement).bind(2, 5), std::logic_error);
  EXPECT_THROW(database.read_integer("SELECT 1 WHERE 0"), std::logic_error);
}

TEST_F(SqliteTest, OneThreadMayCommitWhatAnotherWroteAndEnd) {
  Database database({});
  database.execute("CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT)");
  for (int i = 0; i < 50; ++i) {
    std::jthread([&] {
      database.execute("BEGIN");
      database.execute("INSERT INTO notes(text) VALUES(hex(randomblob(2000)))");
    }).join();
    std::jthread([&] { database.execute("COMMIT"); }).join();
  }
  EXPECT_EQ(database.read_integer("SELECT sum(length(text)) FROM notes"), 50 * 4000);
  EXPECT_EQ(database.read_text("PRAGMA integrity_check"), "ok");
}

}  // namespace

}  // namespace ddb::db
