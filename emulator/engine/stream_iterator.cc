#include "emulator/engine/stream_iterator.h"

#include <chrono>

#include "shared/base/base64.h"
#include "shared/crypto/constant_time.h"
#include "shared/crypto/sha256.h"

namespace ddb::engine {

namespace {

constexpr std::string_view kSeparator = "|1|";
/// So that the base64 begins with "AAAAAAAAAAE", as the real one does.
constexpr std::string_view kVersion("\0\0\0\0\0\0\0\1", 8);
constexpr std::size_t kIntegerBytes = 8;
constexpr std::size_t kFixedBytes = kVersion.size() + 1 + 2 * kIntegerBytes;

void append_integer(std::string& out, std::uint64_t integer) {
  for (std::size_t i = kIntegerBytes; i-- > 0;)
    out.push_back(static_cast<char>((integer >> (8 * i)) & 0xFF));
}

std::uint64_t read_integer(std::string_view bytes) {
  std::uint64_t integer = 0;
  for (std::size_t i = 0; i < kIntegerBytes; ++i)
    integer = integer << 8 | static_cast<unsigned char>(bytes[i]);
  return integer;
}

std::string with_arn(std::string_view stream_arn, std::string_view bytes) {
  return std::string(stream_arn) + std::string(kSeparator) + std::string(bytes);
}

}  // namespace

std::string encode_shard_iterator(const ShardIterator& iterator, std::string_view key) {
  std::string bytes(kVersion);
  bytes.push_back(static_cast<char>(iterator.position.kind));
  append_integer(bytes, iterator.position.sequence);
  const auto created_ms = std::chrono::floor<std::chrono::milliseconds>(iterator.created);
  append_integer(bytes, static_cast<std::uint64_t>(created_ms.time_since_epoch().count()));
  bytes += iterator.shard_id;
  const crypto::Sha256Digest digest = crypto::hmac_sha256(key, with_arn(iterator.stream_arn, bytes));
  bytes += crypto::as_bytes(digest);
  return with_arn(iterator.stream_arn, base64_encode(bytes));
}

std::optional<std::string_view> shard_iterator_stream_arn(std::string_view text) {
  const std::size_t separator = text.rfind(kSeparator);
  if (separator == std::string_view::npos) return std::nullopt;
  return text.substr(0, separator);
}

std::optional<ShardIterator> decode_shard_iterator(std::string_view text, std::string_view key) {
  const std::optional<std::string_view> stream_arn = shard_iterator_stream_arn(text);
  if (!stream_arn) return std::nullopt;
  const std::optional<std::string> decoded =
      base64_decode(text.substr(stream_arn->size() + kSeparator.size()));
  if (!decoded || decoded->size() < kFixedBytes + crypto::kSha256SizeBytes) return std::nullopt;
  const std::string_view all(*decoded);
  const std::string_view bytes = all.substr(0, all.size() - crypto::kSha256SizeBytes);
  const crypto::Sha256Digest digest = crypto::hmac_sha256(key, with_arn(*stream_arn, bytes));
  if (!crypto::constant_time_equal(crypto::as_bytes(digest), all.substr(bytes.size()))) return std::nullopt;
  if (!bytes.starts_with(kVersion)) return std::nullopt;

  ShardIterator iterator;
  iterator.stream_arn = *stream_arn;
  std::string_view rest = bytes.substr(kVersion.size());
  iterator.position.kind = static_cast<ShardPosition::Kind>(rest.front());
  rest.remove_prefix(1);
  iterator.position.sequence = read_integer(rest);
  rest.remove_prefix(kIntegerBytes);
  iterator.created =
      Clock::TimePoint(std::chrono::milliseconds(static_cast<std::int64_t>(read_integer(rest))));
  rest.remove_prefix(kIntegerBytes);
  iterator.shard_id = rest;
  return iterator;
}

}  // namespace ddb::engine
