// links: emulator_engine
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "emulator/engine/table.h"
#include "emulator/storage/storage_error.h"

namespace {

std::optional<ddb::engine::Table> read(std::string_view text) {
  try {
    return ddb::engine::decode_table(text);
  } catch (const ddb::storage::StorageError&) {
    return std::nullopt;
  }
}

}  // namespace

// A definition from a database file is read whole or refused as damaged; what was read is written back so
// that it reads the same again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto table = read({reinterpret_cast<const char*>(data), size});
  if (!table) return 0;
  const std::string written = ddb::engine::encode_table(*table);
  const auto again = read(written);
  if (!again || ddb::engine::encode_table(*again) != written) std::abort();
  return 0;
}
