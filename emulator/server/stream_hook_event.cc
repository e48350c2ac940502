#include "emulator/server/stream_hook_event.h"

#include "emulator/engine/stream_record.h"
#include "shared/value/json.h"

namespace ddb::server {

namespace {

void append_text(std::string& out, std::string_view member, std::string_view text) {
  out += member;
  value::append_json_string(out, text);
}

void append_item(std::string& out, std::string_view member, value::ItemView item) {
  out += member;
  value::append_json(out, item);
}

}  // namespace

std::string stream_event_record(const engine::FoundStream& found, std::string_view stream_arn,
                                const engine::ChangeRecord& change) {
  const engine::StreamRecordView view = engine::view_stream_record(found.stream(), stream_arn, change);
  std::string json;
  append_text(json, R"({"eventID":)", view.event_id);
  append_text(json, R"(,"eventName":)", view.event_name);
  append_text(json, R"(,"eventVersion":)", engine::kStreamEventVersion);
  append_text(json, R"(,"eventSource":)", engine::kStreamEventSource);
  append_text(json, R"(,"awsRegion":)", found.table->region);
  json += R"(,"dynamodb":{"ApproximateCreationDateTime":)" + std::to_string(view.created_seconds);
  append_item(json, R"(,"Keys":)", view.keys);
  if (view.shows_new_image) append_item(json, R"(,"NewImage":)", view.new_image);
  if (view.shows_old_image) append_item(json, R"(,"OldImage":)", view.old_image);
  append_text(json, R"(,"SequenceNumber":)", view.sequence_number);
  json += R"(,"SizeBytes":)" + std::to_string(view.size_bytes);
  append_text(json, R"(,"StreamViewType":)", model::to_text(found.stream().view_type));
  json += '}';
  if (view.is_by_time_to_live) {
    append_text(json, R"(,"userIdentity":{"type":)", engine::kTimeToLiveIdentityType);
    append_text(json, R"(,"principalId":)", engine::kTimeToLivePrincipalId);
    json += '}';
  }
  append_text(json, R"(,"eventSourceARN":)", stream_arn);
  json += '}';
  return json;
}

}  // namespace ddb::server
