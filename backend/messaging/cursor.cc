#include "backend/messaging/cursor.h"

#include <algorithm>

#include "shared/base/base64.h"

namespace ddb::backend {
namespace {

constexpr std::size_t kCursorSizeBytesMax = 64;

}  // namespace

std::string write_cursor(std::string_view store_cursor) {
  std::string text = base64_encode(store_cursor);
  text.erase(std::min(text.find('='), text.size()));
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

std::optional<std::string> read_cursor(std::string_view text) {
  if (text.empty() || text.size() > base64_encoded_size(kCursorSizeBytesMax)) return std::nullopt;
  if (text.find_first_of("+/=") != std::string_view::npos) return std::nullopt;
  std::string padded(text);
  std::ranges::replace(padded, '-', '+');
  std::ranges::replace(padded, '_', '/');
  padded.resize((padded.size() + 3) / 4 * 4, '=');
  auto cursor = base64_decode(padded);
  if (!cursor || cursor->empty() || cursor->size() > kCursorSizeBytesMax) return std::nullopt;
  if (!std::ranges::all_of(*cursor, [](char c) { return c > ' ' && c <= '~'; })) return std::nullopt;
  return cursor;
}

}  // namespace ddb::backend
