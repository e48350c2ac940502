#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "shared/value/value.h"

namespace ddb::operations {

/// Where a SELECT goes on.
struct StatementPosition {
  std::size_t range = 0;                 ///< Of the ranges that the statement reads, counted from 0.
  std::optional<value::Item> start_key;  ///< The last key of that range that was read, if any was.
};

/// The NextToken of a statement: opaque text that only the same statement takes. `fingerprint` is
/// `statement_fingerprint`.
std::string encode_statement_token(std::string_view fingerprint, const StatementPosition& position);

/// Nothing when `token` is no token of this statement. Whether the key fits the table is not checked.
std::optional<StatementPosition> decode_statement_token(std::string_view fingerprint, std::string_view token);

}  // namespace ddb::operations
