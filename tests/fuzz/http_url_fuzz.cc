// links: shared_http
//
// What is taken for a URL can be written out again and taken for the same; nothing in it breaks out of a
// request line.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "shared/http/host_guard.h"
#include "shared/http/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(ddb::http::HostGuard({}).allows_host(text));
  const auto url = ddb::http::parse_url(text);
  if (!url) return 0;
  const std::string written = url->origin() + url->target();
  if (written.find_first_of(std::string_view(" \t\r\n\0", 5)) != std::string::npos) std::abort();
  if (written.size() > ddb::http::kUrlBytesMax) return 0;  // a path of `/` and the like were added
  const auto again = ddb::http::parse_url(written);
  if (!again || again->origin() + again->target() != written) std::abort();
  return 0;
}
