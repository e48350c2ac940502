// links: shared_aws
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "shared/aws/presigned_query.h"
#include "shared/aws/sigv4.h"

/// The bytes up to the first line feed are an Authorization header, the rest a request target. Nothing may
/// crash, and what is not signed with the secret must not be valid.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  using namespace ddb;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto line_feed = input.find('\n');
  const std::string_view header = input.substr(0, line_feed);
  const std::string_view target = line_feed == std::string_view::npos ? "/" : input.substr(line_feed + 1);

  const http::HeaderView headers[] = {
      {"Host", "localhost"}, {"X-Amz-Date", "20150830T123600Z"}, {"A", header}};
  const aws::RequestView request{.method = "POST", .target = target, .headers = headers, .body = header};
  aws::SigningKeys keys;
  if (const auto authorization = aws::parse_authorization_header(header)) {
    if (aws::verify(request, *authorization, "a secret", {}, keys) == aws::Verification::kValid) std::abort();
  }
  if (const auto query = aws::parse_presigned_query(target)) {
    if (aws::verify_presigned(request, *query, "a secret", {}, keys) == aws::Verification::kValid)
      std::abort();
  }
  return 0;
}
