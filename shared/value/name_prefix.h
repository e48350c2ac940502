#pragma once

#include <boost/endian/conversion.hpp>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ddb::value {

/// The first eight bytes of a name as a number, zeros behind a shorter one: it orders names as their first
/// bytes do.
inline std::uint64_t name_prefix(std::string_view name) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(name.data());
  const std::size_t size = name.size();
  if (size >= 8) return boost::endian::load_big_u64(bytes);
  if (size >= 4)  // two halves that overlap
    return std::uint64_t{boost::endian::load_big_u32(bytes)} << 32U |
           std::uint64_t{boost::endian::load_big_u32(bytes + size - 4)} << (8 * (8 - size));
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < size; ++i)
    prefix |= std::uint64_t{bytes[i]} << (56 - 8 * i);
  return prefix;
}

}  // namespace ddb::value
