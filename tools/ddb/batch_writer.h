#pragma once

#include <boost/json/array.hpp>
#include <cstddef>
#include <string>

#include "tools/ddb/session.h"

namespace ddb::cli {

/// What a batch write did.
struct BatchWritten {
  std::size_t items = 0;
  std::size_t requests = 0;
  double capacity_units = 0;
};

/// Puts all items, 25 a request, and sends what comes back as UnprocessedItems again with growing pauses,
/// until DynamoDB has taken all. An error after twelve pauses in a row that brought nothing forward. Shows a
/// progress bar.
Result<BatchWritten, CommandError> batch_write(Session& session, const std::string& table,
                                               const boost::json::array& items);

/// BatchWriteItem's limit. Source: DynamoDB API Reference, BatchWriteItem.
inline constexpr std::size_t kBatchItemsMax = 25;

}  // namespace ddb::cli
