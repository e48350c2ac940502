#include <algorithm>
#include <limits>

#include "emulator/storage/connection.h"

namespace ddb::storage {

void Connection::create_stream(StreamId stream) {
  database_.execute("CREATE TABLE s" + std::to_string(stream) +
                    "(sequence INTEGER PRIMARY KEY,created_us INTEGER NOT NULL,record BLOB NOT NULL)");
}

void Connection::drop_stream(StreamId stream) {
  statements_.forget(stream);
  database_.execute("DROP TABLE s" + std::to_string(stream));
}

void Connection::append_change(StreamId stream, std::uint64_t sequence, std::int64_t created_us,
                               std::string_view record) {
  statements_.query(StatementKind::kAppendChange, stream)
      ->bind(1, static_cast<std::int64_t>(sequence))
      .bind(2, created_us)
      .bind(3, record)
      .run();
}

std::size_t Connection::trim_changes(StreamId stream, std::int64_t created_before_us, std::size_t limit) {
  std::size_t count = 0;
  std::int64_t last_sequence = 0;
  {
    CachedQuery oldest = statements_.query(StatementKind::kOldestChanges, stream);
    while (count < limit && oldest->step() && oldest->integer(1) < created_before_us) {
      last_sequence = oldest->integer(0);
      ++count;
    }
  }
  if (count > 0) statements_.query(StatementKind::kEraseChanges, stream)->bind(1, last_sequence).run();
  return count;
}

ChangeCursor Connection::changes(StreamId stream, std::uint64_t from) {
  CachedQuery query = statements_.query(StatementKind::kReadChanges, stream);
  constexpr auto kSequenceMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  query->bind(1, static_cast<std::int64_t>(std::min(from, kSequenceMax)));
  return ChangeCursor(std::move(query));
}

std::optional<ChangeSpan> Connection::change_span(StreamId stream) {
  CachedQuery first = statements_.query(StatementKind::kOldestChanges, stream);
  CachedQuery last = statements_.query(StatementKind::kNewestChange, stream);
  if (!first->step() || !last->step()) return std::nullopt;
  return ChangeSpan{.first_sequence = static_cast<std::uint64_t>(first->integer(0)),
                    .first_created_us = first->integer(1),
                    .last_sequence = static_cast<std::uint64_t>(last->integer(0)),
                    .last_created_us = last->integer(1)};
}

std::vector<StreamId> Connection::streams() {
  std::vector<StreamId> all;
  Statement statement(
      database_,
      "SELECT CAST(substr(name,2) AS INTEGER) AS stream FROM sqlite_schema WHERE type='table' "
      "AND name GLOB 's[0-9]*' ORDER BY stream");
  Query query(statement);
  while (query.step())
    all.push_back(query.integer(0));
  return all;
}

}  // namespace ddb::storage
