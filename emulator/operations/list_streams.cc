#include <algorithm>
#include <tuple>

#include "emulator/engine/stream_lookup.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/stream_request.h"

namespace ddb::operations {

ServiceResult<model::ListStreamsOutput> list_streams(Call& call, model::ListStreamsInput& input) {
  DDB_TRY(limit, stream_limit(input.limit, kStreamListLimitMax));
  engine::StreamArnParts start;
  if (input.exclusive_start_stream_arn) {
    DDB_TRY(parts, engine::parse_stream_arn(*input.exclusive_start_stream_arn));
    start = parts;
  }
  std::string table_name;
  if (input.table_name) {
    DDB_TRY(name, engine::table_name_in(*input.table_name));
    table_name = name;
  }
  std::vector<engine::FoundStream> found = engine::readable_streams(call.engine);
  // By position and not by identity: the stream that a page ended with may be gone when the next one is asked
  // for.
  std::erase_if(found, [&](const engine::FoundStream& stream) {
    return (input.table_name && stream.table->name != table_name) ||
           (input.exclusive_start_stream_arn &&
            std::tuple<std::string_view, std::string_view>(stream.table->name, stream.stream().label) <=
                std::tuple(start.table_name, start.label));
  });
  if (found.empty() && input.table_name) {
    DDB_CHECK(find_table(call, *input.table_name, engine::TableUse::kDescribe));
  }
  model::ListStreamsOutput output;
  output.streams.emplace();
  for (const engine::FoundStream& stream : found) {
    if (output.streams->size() == limit) {
      output.last_evaluated_stream_arn = output.streams->back().stream_arn;
      break;
    }
    output.streams->push_back({stream.arn(), stream.table->name, stream.stream().label});
  }
  return output;
}

}  // namespace ddb::operations
