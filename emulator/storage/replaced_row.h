#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "emulator/storage/sqlite.h"

namespace ddb::storage {

/// What an upsert overwrites, told by the upsert itself: it has searched the row anyway, and a query for it
/// would search once more. The statement calls the SQL function `note_replaced` with the old row.
class ReplacedRow {
 public:
  ReplacedRow() = default;
  ReplacedRow(const ReplacedRow&) = delete;
  ReplacedRow& operator=(const ReplacedRow&) = delete;

  /// Makes the function known to a connection, which this must outlive. Throws `StorageError`.
  void install(Database& database);

  /// Before the upsert: nothing is replaced yet.
  void clear() { row_ = std::monostate(); }
  /// The bytes of a row that was replaced; valid until `clear` or the next upsert.
  std::optional<std::string_view> bytes() const;
  /// The number of a large row that was replaced.
  std::optional<std::int64_t> large_row_number() const;

 private:
  void note(std::string_view bytes);

  struct Bytes {};  // they are in `bytes_`, whose memory is used again and again
  std::variant<std::monostate, Bytes, std::int64_t> row_;
  std::string bytes_;
};

}  // namespace ddb::storage
