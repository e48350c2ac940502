#include "emulator/storage/replaced_row.h"

#include <sqlite3.h>

#include <new>

namespace ddb::storage {

void ReplacedRow::install(Database& database) {
  // Gives 1, so that the upsert goes on.
  const auto note_replaced = [](sqlite3_context* context, int, sqlite3_value** arguments) {
    auto& self = *static_cast<ReplacedRow*>(sqlite3_user_data(context));
    sqlite3_value* row = arguments[0];
    if (sqlite3_value_type(row) == SQLITE_INTEGER) {
      self.row_ = sqlite3_value_int64(row);
    } else {
      const void* bytes = sqlite3_value_blob(row);
      const auto size_bytes = static_cast<std::size_t>(sqlite3_value_bytes(row));
      try {
        self.note(bytes ? std::string_view(static_cast<const char*>(bytes), size_bytes) : std::string_view());
      } catch (const std::bad_alloc&) {
        return sqlite3_result_error_nomem(context);
      }
    }
    sqlite3_result_int(context, 1);
  };
  const int result_code =
      sqlite3_create_function_v2(database.handle(), "note_replaced", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, this,
                                 note_replaced, nullptr, nullptr, nullptr);
  if (result_code != SQLITE_OK) database.fail(result_code);
}

void ReplacedRow::note(std::string_view bytes) {
  bytes_.assign(bytes);
  row_ = Bytes();
}

std::optional<std::string_view> ReplacedRow::bytes() const {
  if (!std::holds_alternative<Bytes>(row_)) return std::nullopt;
  return bytes_;
}

std::optional<std::int64_t> ReplacedRow::large_row_number() const {
  const auto* number = std::get_if<std::int64_t>(&row_);
  return number ? std::optional(*number) : std::nullopt;
}

}  // namespace ddb::storage
