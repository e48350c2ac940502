// links: shared_http
//
// A stream of requests in pieces. Whatever the pieces are, the head is found and judged as if it had come
// whole, and what is taken has none of the shapes that are to be refused.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "shared/http/chunked_body.h"
#include "shared/http/request_head.h"

namespace {

using namespace ddb::http;

void require(bool holds) {
  if (!holds) std::abort();
}

struct Judged {
  int refused_with = 0;  // 0: not refused
  std::optional<std::size_t> head_bytes;
};

Judged judge(std::string_view bytes, std::size_t step, const Limits& limits) {
  RequestHeadScanner scanner;
  for (std::size_t end = std::min(step, bytes.size());; end = std::min(end + step, bytes.size())) {
    const auto head = scanner.scan(bytes.substr(0, end), limits);
    if (!head) return {head.error().status, {}};
    if (*head || end == bytes.size()) return {0, *head};
  }
}

void check_head(const RequestHead& head, std::string_view bytes) {
  int hosts = 0;
  for (const HeaderView& header : head.request.headers()) {
    hosts += equals_ignoring_case(header.name, "Host");
    require(header.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos);
    require(header.name.find_first_of(" \t:") == std::string_view::npos);
  }
  require(hosts <= 1);
  require(hosts == 1 || bytes.find("HTTP/1.0\r\n") != std::string_view::npos);
  const bool is_chunked = head.framing.kind == BodyFraming::Kind::kChunked;
  require((head.request.header("Transfer-Encoding").data() != nullptr) == is_chunked);
  require(!is_chunked || head.request.header("Content-Length").data() == nullptr);
}

struct Body {
  int refused_with = 0;
  bool is_done = false;
  std::string data;
  std::size_t taken_bytes = 0;

  bool operator==(const Body&) const = default;
};

Body take_body(std::string_view bytes, std::size_t step, const Limits& limits) {
  ChunkedBody chunks(limits);
  Body body;
  for (std::size_t end = std::min(step, bytes.size());; end = std::min(end + step, bytes.size())) {
    const auto taken = chunks.take(bytes.substr(body.taken_bytes, end - body.taken_bytes), body.data);
    if (!taken) return {taken.error().status, false, {}, 0};
    body.taken_bytes += *taken;
    body.is_done = chunks.is_done();
    require(body.data.size() <= limits.body_bytes_max);
    if (body.is_done || end == bytes.size()) return body;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  Limits limits;
  limits.head_bytes_max = 512;
  limits.header_count_max = 8;
  limits.body_bytes_max = 64;
  const std::size_t step = data[0] % 16 + 1;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);

  const Judged whole = judge(bytes, bytes.size() + 1, limits);
  const Judged pieces = judge(bytes, step, limits);
  require(whole.refused_with == pieces.refused_with && whole.head_bytes == pieces.head_bytes);
  if (!whole.head_bytes) return 0;
  const auto head = parse_request_head(bytes.substr(0, *whole.head_bytes), limits);
  if (!head) return 0;
  check_head(*head, bytes.substr(0, *whole.head_bytes));

  if (head->framing.kind != BodyFraming::Kind::kChunked) return 0;
  const std::string_view rest = bytes.substr(*whole.head_bytes);
  const Body at_once = take_body(rest, rest.size() + 1, limits);
  const Body in_pieces = take_body(rest, step, limits);
  // Pieces may show that a chunk header does not end before its end is there.
  if (at_once.refused_with == 0 && in_pieces.refused_with == 0 && at_once.is_done)
    require(at_once == in_pieces);
  require(!(at_once.is_done && at_once.refused_with == 0) || in_pieces.refused_with == 0);
  require(!in_pieces.is_done || at_once.is_done);
  return 0;
}
