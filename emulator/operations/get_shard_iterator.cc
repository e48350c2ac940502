#include "emulator/engine/stream_iterator.h"
#include "emulator/engine/stream_sequence.h"
#include "emulator/model/messages.h"
#include "emulator/model/stream_messages.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/stream_request.h"

namespace ddb::operations {

namespace messages = model::messages;
using model::ShardIteratorType;

namespace {

bool needs_sequence_number(ShardIteratorType type) {
  return type == ShardIteratorType::kAtSequenceNumber || type == ShardIteratorType::kAfterSequenceNumber;
}

ServiceResult<void> check_sequence_number(const model::GetShardIteratorInput& input) {
  const bool needed = needs_sequence_number(input.shard_iterator_type);
  if (needed == input.sequence_number.has_value()) return {};
  return model::validation_error(
      messages::fill(needed ? messages::kSequenceNumberMissing : messages::kSequenceNumberNotAllowed,
                     {model::to_text(input.shard_iterator_type)}));
}

/// Where AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER begin.
ServiceResult<engine::ShardPosition> numbered_position(Call& call, const engine::FoundStream& found,
                                                       const engine::Shard& shard,
                                                       const model::GetShardIteratorInput& input) {
  const engine::ChangeFeed& changes = call.engine.changes();
  const std::optional<std::uint64_t> sequence = engine::parse_sequence_number(*input.sequence_number);
  const auto invalid = [] { return model::validation_error(std::string(messages::kInvalidSequenceNumber)); };
  if (!sequence || *sequence < shard.first_sequence) return invalid();
  // The first number of a shard may stand for no record: it can be used before any was written.
  const std::uint64_t next = shard.last_sequence ? *shard.last_sequence + 1 : changes.next_sequence();
  if (*sequence >= next && *sequence != shard.first_sequence) return invalid();
  const Clock::TimePoint created_min = engine::stream_records_created_min(call.engine.clock().now());
  if (*sequence != shard.first_sequence && changes.is_trimmed(found.stream().id, *sequence, created_min))
    return model::ServiceError{model::ErrorCode::kTrimmedDataAccess, std::string(messages::kTrimmedData)};
  const bool is_after = input.shard_iterator_type == ShardIteratorType::kAfterSequenceNumber;
  return engine::ShardPosition{engine::ShardPosition::Kind::kSequence, *sequence + (is_after ? 1 : 0)};
}

}  // namespace

ServiceResult<model::GetShardIteratorOutput> get_shard_iterator(Call& call,
                                                                model::GetShardIteratorInput& input) {
  DDB_CHECK(check_sequence_number(input));
  DDB_TRY(found, engine::find_stream(call.engine, input.stream_arn));
  DDB_TRY(shard, find_shard(call, found, input.shard_id));
  engine::ShardIterator iterator;
  iterator.stream_arn = input.stream_arn;
  iterator.shard_id = input.shard_id;
  iterator.created = call.engine.clock().now();
  if (needs_sequence_number(input.shard_iterator_type)) {
    DDB_TRY(position, numbered_position(call, found, shard, input));
    iterator.position = position;
  } else if (input.shard_iterator_type == ShardIteratorType::kTrimHorizon) {
    iterator.position = {engine::ShardPosition::Kind::kOldest, shard.first_sequence};
  } else {
    iterator.position = {engine::ShardPosition::Kind::kSequence, call.engine.changes().next_sequence()};
  }
  model::GetShardIteratorOutput output;
  output.shard_iterator = engine::encode_shard_iterator(iterator, found.table->id);
  return output;
}

}  // namespace ddb::operations
