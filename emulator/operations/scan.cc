#include "emulator/model/item_messages.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/page_request.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;

ServiceResult<void> check_segment(const model::ScanInput& input) {
  if (input.segment && !input.total_segments)
    return model::validation_error(std::string(messages::kSegmentWithoutTotal));
  if (!input.segment && input.total_segments)
    return model::validation_error(std::string(messages::kTotalWithoutSegment));
  if (input.segment && *input.segment >= *input.total_segments)
    return model::validation_error(
        messages::fill(messages::kSegmentOutOfRange,
                       {std::to_string(*input.segment), std::to_string(*input.total_segments)}));
  return {};
}

}  // namespace

ServiceResult<model::ScanOutput> scan(Call& call, model::ScanInput& input) {
  DDB_TRY(parameters, read_page_parameters(call, input));
  DDB_CHECK(check_segment(input));
  DDB_TRY(source, find_source(call, parameters));
  const engine::StoredRange range =
      engine::range_of_segment(input.segment.value_or(0), input.total_segments.value_or(1));
  DDB_TRY(page, read_page(call, parameters, source, range, storage::Direction::kForward,
                          messages::kStartKeyOutsideSegment));
  return page_output<model::ScanOutput>(input, std::move(page));
}

}  // namespace ddb::operations
