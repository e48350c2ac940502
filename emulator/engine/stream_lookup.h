#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emulator/engine/engine.h"
#include "emulator/engine/stream_shards.h"
#include "emulator/engine/table.h"
#include "emulator/model/service_error.h"

/// From a stream's ARN to the stream. A stream can be read for 24 hours after it was turned off, or its table
/// deleted.
namespace ddb::engine {

/// Records older than this are trimmed. Source: Developer Guide, "DynamoDB Streams", data retention limit.
Clock::TimePoint stream_records_created_min(Clock::TimePoint now);

struct FoundStream {
  TablePointer table;
  std::size_t index = 0;  ///< In `table->streams`.
  const TableStream& stream() const { return table->streams[index]; }
  std::string arn() const { return table->stream_arn(stream()); }
};

/// The parts of "arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/LABEL" that order a list of streams.
struct StreamArnParts {
  std::string_view table_name;
  std::string_view label;
};

/// Fails with ValidationException when `stream_arn` is no stream ARN.
model::ServiceResult<StreamArnParts> parse_stream_arn(std::string_view stream_arn);

/// Fails with ValidationException for what is no stream ARN, with ResourceNotFoundException when there is no
/// such stream (any more).
model::ServiceResult<FoundStream> find_stream(Engine& engine, std::string_view stream_arn);

/// The streams that can be read of the table of that name and of deleted ones that had it, oldest first.
std::vector<FoundStream> readable_streams_of(Engine& engine, std::string_view table_name);

/// All streams that can be read, of tables that are and that were, ordered by table name, then label.
std::vector<FoundStream> readable_streams(Engine& engine);

/// Removes what nobody can read any more: records older than 24 hours, and streams that were turned off that
/// long ago, with those of deleted tables. For the server's background tick. Throws `storage::StorageError`.
void trim_streams(Engine& engine);

}  // namespace ddb::engine
