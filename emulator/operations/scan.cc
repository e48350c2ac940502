#include "emulator/engine/start_key.h"
#include "emulator/model/item_messages.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/page_request.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;

/// Refuses a start key that another segment holds.
ServiceResult<void> check_start_key_lies_in(const engine::StoredRange& range, const PageSource& source,
                                            value::ItemView start_key, const model::ScanInput& input) {
  DDB_CHECK(engine::check_start_key_item(*source.table, start_key));
  if (engine::lies_within(range, source.source, start_key)) return {};
  return model::validation_error(messages::fill(
      messages::kStartKeyOutsideSegment,
      {std::to_string(input.total_segments.value_or(1)), std::to_string(input.segment.value_or(0))}));
}

}  // namespace

ServiceResult<model::ScanOutput> scan(Call& call, model::ScanInput& input) {
  DDB_TRY(parameters, read_page_parameters(call, input));
  DDB_TRY(source, find_source(call, parameters));
  const auto& start_key = parameters.exclusive_start_key;
  if (start_key) DDB_CHECK(engine::check_scan_start_key(source.source, *start_key));
  DDB_CHECK(check_attributes(source, parameters));
  const engine::StoredRange range =
      engine::range_of_segment(input.segment.value_or(0), input.total_segments.value_or(1));
  if (start_key) DDB_CHECK(check_start_key_lies_in(range, source, *start_key, input));
  DDB_CHECK(check_paths(source, parameters));
  engine::Page page =
      read_page(call, parameters, source, range, storage::Direction::kForward, storage::ReadKind::kScan);
  return page_output<model::ScanOutput>(input, std::move(page));
}

}  // namespace ddb::operations
