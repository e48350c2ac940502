// links: shared_http
//
// No bytes decompress to more than the limit, and what was compressed comes back.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "shared/http/compression.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ddb::http;
  constexpr std::size_t kLimitBytes = 10'000;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(accepted_coding(bytes));
  for (const ContentCoding coding : {ContentCoding::kGzip, ContentCoding::kDeflate}) {
    const auto plain = decompress(bytes, coding, kLimitBytes);
    if (plain && plain->size() > kLimitBytes) std::abort();
    const auto back = decompress(compress(bytes, coding), coding, size);
    if (!back || *back != bytes) std::abort();
  }
  return 0;
}
