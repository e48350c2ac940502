#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace ddb::backend {

/// The largest event that is taken. Source: Lambda Developer Guide, "Lambda quotas": 6 MB for the payload of
/// a synchronous invocation, which is what a stream's batch is sent as.
inline constexpr std::size_t kStreamEventSizeBytesMax = std::size_t{6} * 1024 * 1024;

/// Who takes the Lambda event of a DynamoDB stream, whichever way it came: from the emulator's stream hook,
/// the Lambda runtime or a poller. May be called from several threads, and waits for the table.
class StreamReceiver {
 public:
  virtual ~StreamReceiver() = default;

  /// Handles the records of one event, `{"Records": [...]}`. Returns the JSON text that Lambda's
  /// ReportBatchItemFailures asks for: `{"batchItemFailures": []}`, or one `itemIdentifier`, the sequence
  /// number of the first record that has to come again, with all after it. The error is a sentence that says
  /// why this is no such event, or that it is larger than `kStreamEventSizeBytesMax`: nothing of it was
  /// handled, and it would fare no better a second time.
  virtual Result<std::string> handle_event(std::string_view event_json) = 0;
};

}  // namespace ddb::backend
