#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "emulator/storage/sqlite.h"

namespace ddb::storage {

/// What a statement overwrites, told by the statement itself: it has searched the row anyway, and a query for
/// it would search once more. The statement compares the old row, as text, by the collation `note_replaced`,
/// to which all texts are equal. (A function would do as well, but after calling one SQLite keeps a journal
/// of its own for an UPDATE that may be of several rows, which costs more than a search.)
class ReplacedRow {
 public:
  ReplacedRow() = default;
  ReplacedRow(const ReplacedRow&) = delete;
  ReplacedRow& operator=(const ReplacedRow&) = delete;

  /// Makes the collation known to a connection, which this must outlive. Throws `StorageError`.
  void install(Database& database);

  /// Before the statement: nothing is replaced yet.
  void clear() { state_ = State::kNone; }
  bool exists() const { return state_ != State::kNone; }
  /// The row that was replaced, if any; valid until `clear` or the next statement. Throws `std::bad_alloc`
  /// when there was no memory for it.
  std::optional<std::string_view> bytes() const;

 private:
  enum class State { kNone, kNoted, kNoMemory };
  void note(std::string_view bytes) noexcept;

  State state_ = State::kNone;
  std::string bytes_;  // its memory is used again and again
};

}  // namespace ddb::storage
