#include "emulator/operations/statement_token.h"

#include <array>
#include <boost/endian/conversion.hpp>
#include <cstdint>

#include "shared/base/base64.h"
#include "shared/crypto/sha256.h"

namespace ddb::operations {
namespace {

constexpr std::size_t kRangeBytes = 4;
constexpr std::size_t kHeaderBytes = crypto::kSha256SizeBytes + kRangeBytes;

}  // namespace

std::string encode_statement_token(std::string_view fingerprint, const StatementPosition& position) {
  std::string bytes(crypto::as_bytes(crypto::sha256(fingerprint)));
  std::array<unsigned char, kRangeBytes> range{};
  boost::endian::store_big_u32(range.data(), static_cast<std::uint32_t>(position.range));
  bytes.append(range.begin(), range.end());
  if (position.start_key) bytes += position.start_key->encoded();
  std::string token;
  base64_append(token, bytes);
  return token;
}

std::optional<StatementPosition> decode_statement_token(std::string_view fingerprint,
                                                        std::string_view token) {
  const auto decoded = base64_decode(token);
  if (!decoded) return std::nullopt;
  const std::string_view bytes = *decoded;
  if (bytes.size() < kHeaderBytes || !bytes.starts_with(crypto::as_bytes(crypto::sha256(fingerprint))))
    return std::nullopt;
  StatementPosition position;
  const std::string_view range = bytes.substr(crypto::kSha256SizeBytes, kRangeBytes);
  position.range = boost::endian::load_big_u32(reinterpret_cast<const unsigned char*>(range.data()));
  const std::string_view key = bytes.substr(kHeaderBytes);
  if (key.empty()) return position;
  if (!value::is_well_formed_item(key)) return std::nullopt;
  position.start_key = value::Item(value::ItemView(key));
  return position;
}

}  // namespace ddb::operations
