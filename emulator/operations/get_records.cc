#include <chrono>

#include "emulator/engine/stream_iterator.h"
#include "emulator/engine/stream_reader.h"
#include "emulator/engine/stream_record.h"
#include "emulator/model/limits.h"
#include "emulator/model/stream_messages.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/stream_request.h"

namespace ddb::operations {

namespace messages = model::messages;

namespace {

constexpr std::chrono::minutes kIteratorLifetime(model::kShardIteratorLifetimeMinutes);

model::ServiceError invalid_iterator() {
  return model::validation_error(std::string(messages::kInvalidShardIterator));
}

model::OperationType event_name(engine::ChangeKind kind) {
  switch (kind) {
    case engine::ChangeKind::kInsert:
      return model::OperationType::kInsert;
    case engine::ChangeKind::kModify:
      return model::OperationType::kModify;
    case engine::ChangeKind::kRemove:
      break;
  }
  return model::OperationType::kRemove;
}

model::Record to_model(const engine::FoundStream& found, std::string_view stream_arn,
                       const engine::ChangeRecord& change) {
  const engine::StreamRecordView view = engine::view_stream_record(found.stream(), stream_arn, change);
  model::Record record;
  record.event_id = view.event_id;
  record.event_name = event_name(change.kind);
  record.event_version = engine::kStreamEventVersion;
  record.event_source = engine::kStreamEventSource;
  record.aws_region = found.table->region;
  model::StreamRecord& dynamodb = record.dynamodb.emplace();
  dynamodb.approximate_creation_date_time = Clock::TimePoint(std::chrono::seconds(view.created_seconds));
  dynamodb.keys = value::Item(view.keys);
  if (view.shows_new_image) dynamodb.new_image = value::Item(view.new_image);
  if (view.shows_old_image) dynamodb.old_image = value::Item(view.old_image);
  dynamodb.sequence_number = view.sequence_number;
  dynamodb.size_bytes = view.size_bytes;
  dynamodb.stream_view_type = found.stream().view_type;
  if (view.is_by_time_to_live)
    record.user_identity = {std::string(engine::kTimeToLivePrincipalId),
                            std::string(engine::kTimeToLiveIdentityType)};
  return record;
}

}  // namespace

ServiceResult<model::GetRecordsOutput> get_records(Call& call, model::GetRecordsInput& input) {
  DDB_TRY(limit, stream_limit(input.limit, model::kStreamRecordsPerCallMax));
  const std::optional<std::string_view> stream_arn = engine::shard_iterator_stream_arn(input.shard_iterator);
  if (!stream_arn || !engine::parse_stream_arn(*stream_arn)) return invalid_iterator();
  DDB_TRY(found, engine::find_stream(call.engine, *stream_arn));
  const std::optional<engine::ShardIterator> iterator =
      engine::decode_shard_iterator(input.shard_iterator, found.table->id);
  if (!iterator) return invalid_iterator();
  const Clock::TimePoint now = call.engine.clock().now();
  if (now - iterator->created > kIteratorLifetime)
    return model::ServiceError{model::ErrorCode::kExpiredIterator, std::string(messages::kIteratorExpired)};
  DDB_TRY(shard, find_shard(call, found, iterator->shard_id));
  DDB_TRY(page, engine::read_shard(call.engine, found, shard, iterator->position, limit));

  model::GetRecordsOutput output;
  output.records.emplace();
  output.records->reserve(page.records.size());
  for (const engine::ChangeRecord& change : page.records)
    output.records->push_back(to_model(found, *stream_arn, change));
  if (page.next) {
    const engine::ShardIterator next{iterator->stream_arn, iterator->shard_id, *page.next, now};
    output.next_shard_iterator = engine::encode_shard_iterator(next, found.table->id);
  }
  return output;
}

}  // namespace ddb::operations
