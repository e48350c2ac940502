#include "emulator/storage/key_range.h"

namespace ddb::storage {

std::optional<std::string> key_after_prefix(std::string_view prefix) {
  while (!prefix.empty() && prefix.back() == '\xFF')
    prefix.remove_suffix(1);
  if (prefix.empty()) return std::nullopt;
  std::string after(prefix);
  after.back() = static_cast<char>(static_cast<unsigned char>(after.back()) + 1);
  return after;
}

}  // namespace ddb::storage
