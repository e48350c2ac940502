#include "emulator/storage/replaced_row.h"

#include <sqlite3.h>

#include <new>

namespace ddb::storage {

void ReplacedRow::install(Database& database) {
  // One of the two is the empty text.
  const auto note_replaced = [](void* self, int size_bytes, const void* bytes, int other_size_bytes,
                                const void* other_bytes) {
    const bool is_first = size_bytes > 0;
    static_cast<ReplacedRow*>(self)->note(
        {static_cast<const char*>(is_first ? bytes : other_bytes),
         static_cast<std::size_t>(is_first ? size_bytes : other_size_bytes)});
    return 0;
  };
  const int result_code =
      sqlite3_create_collation(database.handle(), "note_replaced", SQLITE_UTF8, this, note_replaced);
  if (result_code != SQLITE_OK) database.fail(result_code);
}

void ReplacedRow::note(std::string_view bytes) noexcept {
  try {
    bytes_.assign(bytes);
    state_ = State::kNoted;
  } catch (const std::bad_alloc&) {
    state_ = State::kNoMemory;
  }
}

std::optional<std::string_view> ReplacedRow::bytes() const {
  if (state_ == State::kNone) return std::nullopt;
  if (state_ == State::kNoMemory) throw std::bad_alloc();
  return bytes_;
}

}  // namespace ddb::storage
