#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/domain/message.h"
#include "shared/base/result.h"

namespace ddb::backend {

/// What one record of a stream means here.
struct StreamRecord {
  std::string sequence_number;
  /// The message that was written; nothing for every other change.
  std::optional<Message> message;
  /// What the row of a new message lacks ("no text message_uuid"): a second look at the record would find no
  /// more. Empty otherwise.
  std::string fault;
};

/// Reads one record, as GetRecords and Lambda give it: a new row `MSG#<message group uuid>` in its NewImage
/// is a message. The error is a sentence: this is no record of a DynamoDB stream.
Result<StreamRecord> read_stream_record(const boost::json::object& record);

/// Reads a Lambda event, `{"Records": [...]}`, of at most `kStreamEventSizeBytesMax`. Source: Lambda
/// Developer Guide, "Using AWS Lambda with Amazon DynamoDB", example event.
Result<std::vector<StreamRecord>> parse_stream_event(std::string_view event_json);

}  // namespace ddb::backend
