#include "backend/stream/stream_event.h"

#include <algorithm>
#include <array>

#include "backend/domain/message_time.h"
#include "backend/stream/stream_receiver.h"
#include "shared/json/json.h"
#include "shared/json/members.h"

namespace ddb::backend {
namespace {

constexpr std::string_view kMessageKeyPrefix = "MSG#";

// Source: DynamoDB Streams API Reference, "StreamRecord": 21 to 40 digits; the emulator's engines of the same
// protocol write shorter ones.
constexpr std::size_t kSequenceNumberLengthMax = 40;

// A row of a few short attributes is parsed to more bytes, for its text, than the limit's default allows for.
constexpr json::Limits kEventLimits{.memory_bytes_per_text_byte = 12};

bool is_sequence_number(std::string_view text) {
  return !text.empty() && text.size() <= kSequenceNumberLengthMax &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The text of an attribute `{"S": ...}`; nothing if the item has none.
std::optional<std::string> find_text(const boost::json::object& item, std::string_view name) {
  const auto* text = json::object_member(item, name).if_contains("S");
  if (!text || !text->is_string()) return std::nullopt;
  return std::string(text->get_string());
}

/// The message of a new row; the error says what the row lacks.
Result<Message> read_message(const boost::json::object& keys, const boost::json::object& image) {
  if (image.empty()) return Error{"no NewImage: the stream's view type must be NEW_IMAGE"};
  Message message;
  const std::array<std::pair<std::string_view, std::string*>, 5> texts{
      {{"message_uuid", &message.uuid},
       {"message", &message.text},
       {"user_uuid", &message.sender.uuid},
       {"user_handle", &message.sender.handle},
       {"user_display_name", &message.sender.display_name}}};
  for (const auto& [name, text] : texts) {
    auto found = find_text(image, name);
    if (!found) return Error{"no text " + std::string(name)};
    *text = *std::move(found);
  }
  message.message_group_uuid = find_text(keys, "pk").value_or("").substr(kMessageKeyPrefix.size());
  message.created_at = find_text(keys, "sk").value_or("");
  if (message.message_group_uuid.empty()) return Error{"no message group in its pk"};
  if (!parse_message_time(message.created_at)) return Error{"no time in its sk"};
  return message;
}

}  // namespace

Result<StreamRecord> read_stream_record(const boost::json::object& record) {
  const boost::json::object& data = json::object_member(record, "dynamodb");
  StreamRecord result{
      .sequence_number = json::text_member(data, "SequenceNumber"), .message = {}, .fault = {}};
  if (!is_sequence_number(result.sequence_number)) {
    return Error{"A record has no SequenceNumber: it is none of a DynamoDB stream."};
  }
  const boost::json::object& keys = json::object_member(data, "Keys");
  const bool is_message = find_text(keys, "pk").value_or("").starts_with(kMessageKeyPrefix);
  if (json::text_member(record, "eventName") != "INSERT" || !is_message) return result;
  auto message = read_message(keys, json::object_member(data, "NewImage"));
  if (message) {
    result.message = *std::move(message);
  } else {
    result.fault = std::move(message).error().message;
  }
  return result;
}

Result<std::vector<StreamRecord>> parse_stream_event(std::string_view event_json) {
  if (event_json.size() > kStreamEventSizeBytesMax) return Error{"The event is larger than 6 MB."};
  const auto document = json::Document::parse(event_json, kEventLimits);
  if (!document) return Error{"The event is not understood: " + document.error().message + "."};
  const auto* root = document->root().if_object();
  const auto* records = root ? root->if_contains("Records") : nullptr;
  if (!records || !records->is_array()) {
    return Error{"This is no event of a stream: it has no array Records."};
  }
  std::vector<StreamRecord> result;
  result.reserve(records->get_array().size());
  for (const auto& record : records->get_array()) {
    if (!record.is_object()) return Error{"A record is no JSON object."};
    DDB_TRY(read, read_stream_record(record.get_object()));
    result.push_back(std::move(read));
  }
  return result;
}

}  // namespace ddb::backend
