#include "emulator/storage/statements.h"

#include <array>
#include <string_view>

namespace ddb::storage {

namespace {

/// In the order of `StatementKind`; '#' stands for the id.
constexpr std::array<std::string_view, kStatementKindCount> kTemplates = {
    "SELECT row FROM c# WHERE key=?1",
    // note_replaced is of replaced_row.h; the comparison is always true.
    "INSERT INTO c#(key,row) VALUES(?1,?2) ON CONFLICT(key) DO UPDATE SET row=excluded.row "
    "WHERE CAST(c#.row AS TEXT)='' COLLATE note_replaced",
    // An UPDATE of one row, as an upsert of one that is there, searches twice: for the row, and for where to
    // write. One that could be of several rows writes where it stands (EXPLAIN: IdxInsert with p5=3), and
    // with OR FAIL, and no function, needs no journal of its own for that.
    "UPDATE OR FAIL c# SET row=?2 WHERE key>=?1 AND key<=?1",
    "UPDATE OR FAIL c# SET row=?2 WHERE key>=?1 AND key<=?1 AND CAST(row AS TEXT)='' COLLATE note_replaced",
    "DELETE FROM c# WHERE key=?1",
    "SELECT key,row FROM c# WHERE key>=?1 AND key<?2 ORDER BY key",
    "SELECT key,row FROM c# WHERE key>=?1 ORDER BY key",
    "SELECT key,row FROM c# WHERE key>=?1 AND key<?2 ORDER BY key DESC",
    "SELECT key,row FROM c# WHERE key>=?1 ORDER BY key DESC",
    "SELECT row FROM l# WHERE number=?1",
    "INSERT INTO l#(row) VALUES(?1)",
    "UPDATE l# SET row=?2 WHERE number=?1",
    "DELETE FROM l# WHERE number=?1",

    "INSERT INTO s#(sequence,created_us,record) VALUES(?1,?2,?3)",
    "SELECT sequence,created_us,record FROM s# WHERE sequence>=?1 ORDER BY sequence",
    "SELECT sequence,created_us FROM s# ORDER BY sequence",
    "SELECT sequence,created_us FROM s# ORDER BY sequence DESC",
    "DELETE FROM s# WHERE sequence<=?1",

    "SELECT blob FROM definitions WHERE name=?1",
    "SELECT name,blob FROM definitions ORDER BY name",
    "INSERT INTO definitions(name,blob) VALUES(?1,?2) ON CONFLICT(name) DO UPDATE SET blob=excluded.blob",
    "DELETE FROM definitions WHERE name=?1",
    "SELECT blob FROM settings WHERE name=?1",
    "SELECT name,blob FROM settings WHERE name>=?1 ORDER BY name",
    "INSERT INTO settings(name,blob) VALUES(?1,?2) ON CONFLICT(name) DO UPDATE SET blob=excluded.blob",
    "DELETE FROM settings WHERE name=?1",
    "SELECT value FROM counters WHERE name=?1",
    "INSERT INTO counters(name,value) VALUES(?1,?2) ON CONFLICT(name) DO UPDATE SET value=excluded.value",

    "BEGIN",
    "PRAGMA schema_version",  // reads page 1, and so begins the view
    "BEGIN IMMEDIATE",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT one_write",
    "RELEASE one_write",
    "ROLLBACK TO one_write",
};

}  // namespace

std::string sql_of(StatementKind kind, std::int64_t id) {
  std::string sql;
  for (const char character : kTemplates[static_cast<std::size_t>(kind)]) {
    if (character == '#')
      sql += std::to_string(id);
    else
      sql += character;
  }
  return sql;
}

}  // namespace ddb::storage
