#include "shared/crypto/crc32.h"

#include <zlib.h>

namespace ddb::crypto {

std::uint32_t crc32(std::string_view bytes, std::uint32_t start) {
  if (bytes.empty()) return start;  // zlib takes a null address as a question for the initial value.
  return static_cast<std::uint32_t>(
      ::crc32_z(start, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

}  // namespace ddb::crypto
