#include "shared/crypto/crc32.h"

#include <libdeflate.h>

namespace ddb::crypto {

std::uint32_t crc32(std::string_view bytes, std::uint32_t start) {
  if (bytes.empty()) return start;  // libdeflate takes a null address as a question for the initial value.
  return libdeflate_crc32(start, bytes.data(), bytes.size());
}

}  // namespace ddb::crypto
