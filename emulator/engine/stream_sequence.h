#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ddb::engine {

/// A sequence number as DynamoDB Streams shows it: a "1" and the store's number in 20 digits. The length is
/// always 21 (21 ... 40 by the API model), so that ordering the texts orders the records.
std::string sequence_number_text(std::uint64_t sequence);

/// Reads what `sequence_number_text` wrote; nothing for any other text.
std::optional<std::uint64_t> parse_sequence_number(std::string_view text);

}  // namespace ddb::engine
