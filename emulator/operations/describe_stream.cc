#include <algorithm>

#include "emulator/engine/stream_lookup.h"
#include "emulator/engine/stream_sequence.h"
#include "emulator/engine/stream_shards.h"
#include "emulator/model/stream_messages.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/stream_request.h"

namespace ddb::operations {

namespace {

model::StreamStatus current_status(const engine::TableStream& stream, const engine::Engine& engine) {
  const Clock::TimePoint now = engine.clock().now();
  const auto duration = engine.options().transient_status_duration;
  if (stream.disabled)
    return now < *stream.disabled + duration ? model::StreamStatus::kDisabling
                                             : model::StreamStatus::kDisabled;
  return now < stream.created + duration ? model::StreamStatus::kEnabling : model::StreamStatus::kEnabled;
}

std::vector<model::KeySchemaElement> key_schema(const engine::KeySchema& key) {
  std::vector<model::KeySchemaElement> elements;
  for (const engine::KeyAttribute& attribute : key.hash)
    elements.push_back({attribute.name, model::KeyType::kHash});
  for (const engine::KeyAttribute& attribute : key.range)
    elements.push_back({attribute.name, model::KeyType::kRange});
  return elements;
}

model::Shard to_model(const engine::Shard& shard) {
  model::Shard output;
  output.shard_id = shard.id;
  if (!shard.parent_id.empty()) output.parent_shard_id = shard.parent_id;
  output.sequence_number_range.emplace();
  output.sequence_number_range->starting_sequence_number = engine::sequence_number_text(shard.first_sequence);
  if (shard.last_sequence)
    output.sequence_number_range->ending_sequence_number = engine::sequence_number_text(*shard.last_sequence);
  return output;
}

ServiceResult<void> check_filter(const std::optional<model::ShardFilter>& filter) {
  if (filter && filter->type.has_value() != filter->shard_id.has_value())
    return model::validation_error(std::string(model::messages::kShardFilterIncomplete));
  return {};
}

}  // namespace

ServiceResult<model::DescribeStreamOutput> describe_stream(Call& call, model::DescribeStreamInput& input) {
  engine::Engine& engine = call.engine;
  DDB_TRY(limit, stream_limit(input.limit, kStreamListLimitMax));
  DDB_CHECK(check_filter(input.shard_filter));
  DDB_TRY(found, engine::find_stream(engine, input.stream_arn));
  std::vector<engine::Shard> shards =
      engine::stream_shards(engine.store(), engine.changes(), found.stream(), engine.clock().now());
  std::erase_if(shards, [&input](const engine::Shard& shard) {
    const bool is_other_child = input.shard_filter && input.shard_filter->shard_id &&
                                shard.parent_id != *input.shard_filter->shard_id;
    return is_other_child || (input.exclusive_start_shard_id && shard.id <= *input.exclusive_start_shard_id);
  });

  model::DescribeStreamOutput output;
  model::StreamDescription& description = output.stream_description.emplace();
  description.stream_arn = input.stream_arn;
  description.stream_label = found.stream().label;
  description.stream_status = current_status(found.stream(), engine);
  description.stream_view_type = found.stream().view_type;
  description.creation_request_date_time = found.stream().created;
  description.table_name = found.table->name;
  description.key_schema = key_schema(found.table->key);
  description.shards.emplace();
  for (const engine::Shard& shard : shards) {
    if (description.shards->size() == limit) {
      description.last_evaluated_shard_id = description.shards->back().shard_id;
      break;
    }
    description.shards->push_back(to_model(shard));
  }
  return output;
}

}  // namespace ddb::operations
