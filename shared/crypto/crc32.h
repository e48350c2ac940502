#pragma once

#include <cstdint>
#include <string_view>

namespace ddb::crypto {

/// The CRC-32 of zlib, gzip and PNG; DynamoDB's `x-amz-crc32` header is its decimal text over the body's
/// bytes as sent. `start` is the result for the bytes before these, so that a body can be summed in pieces.
std::uint32_t crc32(std::string_view bytes, std::uint32_t start = 0);

}  // namespace ddb::crypto
