#include "emulator/operations/page_request.h"

#include <algorithm>

#include "emulator/engine/index_entries.h"
#include "emulator/engine/item_checks.h"
#include "emulator/engine/table_lifecycle.h"
#include "emulator/model/item_messages.h"
#include "emulator/model/value_error.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/legacy_conditions.h"
#include "emulator/operations/legacy_projection.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;

model::ServiceError refusal(std::string_view sentence) {
  return model::validation_error(std::string(sentence));
}

/// The attributes of the projection that `index` does not hold, as the service lists them: "[a, b]"; empty
/// when it holds all.
std::string missing_attributes(const engine::Table& table, const engine::SecondaryIndex& index,
                               const expression::Projection& projection) {
  std::string list;
  for (const std::string_view name : projection.attribute_names())
    if (!engine::is_projected(table, index, name)) {
      list += list.empty() ? "[" : ", ";
      list += name;
    }
  if (!list.empty()) list += ']';
  return list;
}

/// What of the attributes asked for a global secondary index can't answer.
ServiceResult<void> check_global_index(const engine::Table& table, const engine::SecondaryIndex& index,
                                       const PageParameters& parameters) {
  if (parameters.select == model::Select::kAllAttributes &&
      index.projection.type != engine::ProjectionType::kAll)
    return model::validation_error(messages::fill(messages::kAllAttributesOnGlobalIndex, {index.name}));
  if (!parameters.projection) return {};
  const std::string missing = missing_attributes(table, index, *parameters.projection);
  if (missing.empty()) return {};
  return model::validation_error(messages::fill(messages::kGlobalIndexDoesNotProject, {index.name, missing}));
}

/// Whether a local secondary index has to fetch attributes that it does not project from the table.
bool needs_fetch(const PageSource& source, const PageParameters& parameters) {
  const engine::SecondaryIndex* index = source.source.index;
  if (!index || index->is_global() || index->projection.type == engine::ProjectionType::kAll) return false;
  if (parameters.select == model::Select::kAllAttributes) return true;
  return parameters.projection && !missing_attributes(*source.table, *index, *parameters.projection).empty();
}

ServiceResult<void> read_attributes_to_get(const std::optional<std::vector<std::string>>& attributes_to_get,
                                           PageParameters& parameters) {
  if (!attributes_to_get) return {};
  DDB_TRY(projection, legacy_projection(attributes_to_get));
  parameters.projection = std::move(projection);
  parameters.projection_name = "AttributesToGet";
  return {};
}

}  // namespace

ServiceResult<void> check_select(const PageParameters& parameters, SelectWording wording) {
  const auto fail = [&](std::string_view sentence) {
    return wording == SelectWording::kQuery
               ? model::validation_error(messages::one_validation_error(sentence))
               : refusal(sentence);
  };
  if (parameters.select == model::Select::kSpecificAttributes && !parameters.projection)
    return fail(messages::kSpecificWithoutProjection);
  if (parameters.select == model::Select::kAllProjectedAttributes && !parameters.index_name)
    return fail(messages::kProjectedWithoutIndex);
  if (parameters.projection && parameters.select && *parameters.select != model::Select::kSpecificAttributes)
    return fail(messages::fill(messages::kProjectionWithOtherSelect,
                               {parameters.projection_name, *parameters.select == model::Select::kCount
                                                                ? "only the Count"
                                                                : model::to_text(*parameters.select)}));
  return {};
}

ServiceResult<void> read_legacy_page_parameters(const model::QueryInput& input, PageParameters& parameters) {
  DDB_CHECK(check_conditional_operator(input.conditional_operator, input.query_filter));
  DDB_TRY(filter, filter_condition(input.query_filter, input.conditional_operator));
  parameters.filter = std::move(filter);
  return read_attributes_to_get(input.attributes_to_get, parameters);
}

ServiceResult<void> read_legacy_page_parameters(const model::ScanInput& input, PageParameters& parameters) {
  DDB_CHECK(check_conditional_operator(input.conditional_operator, input.scan_filter));
  DDB_CHECK(read_attributes_to_get(input.attributes_to_get, parameters));
  DDB_TRY(filter, filter_condition(input.scan_filter, input.conditional_operator));
  parameters.filter = std::move(filter);
  return {};
}

ServiceResult<void> check_attributes(const PageSource& source, const PageParameters& parameters) {
  const engine::SecondaryIndex* index = source.source.index;
  if (!index || !index->is_global()) return {};
  return check_global_index(*source.table, *index, parameters);
}

expression::KeySchema to_expression_schema(const engine::KeySchema& key) {
  expression::KeySchema schema;
  for (const engine::KeyAttribute& attribute : key.hash)
    schema.hash.push_back({attribute.name, attribute.type});
  for (const engine::KeyAttribute& attribute : key.range)
    schema.range.push_back({attribute.name, attribute.type});
  return schema;
}

ServiceResult<void> check_index_is_readable(Call& call, const engine::SecondaryIndex& index) {
  if (engine::current_status(index, call.engine.clock().now()) != engine::Status::kCreating) return {};
  return model::validation_error(messages::fill(messages::kIndexBackfilling, {index.name}));
}

ServiceResult<PageSource> find_source(Call& call, const PageParameters& parameters) {
  DDB_TRY(table, find_table(call, parameters.table_name, engine::TableUse::kItems));
  PageSource source{table, {table.get(), nullptr}};
  if (!parameters.index_name) return source;
  const engine::SecondaryIndex* index = table->find_index(*parameters.index_name);
  if (!index)
    return model::validation_error(messages::fill(messages::kIndexNotFound, {*parameters.index_name}));
  if (index->is_global() && parameters.consistency == engine::Consistency::kStrong)
    return refusal(messages::kNoConsistentReadOnGlobalIndex);
  DDB_CHECK(check_index_is_readable(call, *index));
  source.source.index = index;
  return source;
}

ServiceResult<void> check_paths(const PageSource& source, const PageParameters& parameters) {
  if (parameters.projection) DDB_CHECK(engine::check_paths(*source.table, *parameters.projection));
  if (parameters.filter) DDB_CHECK(engine::check_paths(*source.table, *parameters.filter));
  return {};
}

engine::PageRequest page_request(const PageParameters& parameters, const PageSource& source) {
  engine::PageRequest request;
  request.source = source.source;
  request.exclusive_start_key = parameters.exclusive_start_key;
  request.limit = parameters.limit;
  request.filter = parameters.filter ? &*parameters.filter : nullptr;
  request.projection = parameters.projection ? &*parameters.projection : nullptr;
  request.consistency = parameters.consistency;
  if (needs_fetch(source, parameters)) request.fetch = engine::PageRequest::Fetch::kWholeItem;
  if (parameters.select == model::Select::kCount) request.collect = engine::PageRequest::Collect::kCountOnly;
  return request;
}

engine::Page read_page(Call& call, const PageParameters& parameters, const PageSource& source,
                       const engine::StoredRange& range, storage::Direction direction,
                       storage::ReadKind read_kind) {
  engine::PageRequest request = page_request(parameters, source);
  request.range = range;
  request.direction = direction;
  storage::ReadTransaction transaction = call.engine.store().begin_read(read_kind);
  return engine::read_page(transaction, request);
}

/// Some of what is wrong with a value is told with words in front that say where it stands. Source:
/// dynalite's tests of Query and Scan, which ran against the service.
ServiceResult<value::ItemView> checked_start_key(const model::AttributeMap& start_key) {
  using value::ValueErrorKind;
  if (!start_key.error) return start_key.item.view();
  const value::ValueError& error = start_key.error->error;
  switch (error.kind) {
    case ValueErrorKind::kEmpty:
    case ValueErrorKind::kSeveralTypes:
    case ValueErrorKind::kNullNotTrue:
    case ValueErrorKind::kEmptyStringSet:
    case ValueErrorKind::kEmptyBinarySet:
      return model::validation_error(
          messages::fill(messages::kStartKeyValueInvalid, {model::value_error_message(error)}));
    default:
      return model::value_error(error);
  }
}

ServiceResult<void> check_segment(const model::ScanInput& input) {
  if (input.segment && !input.total_segments) return refusal(messages::kSegmentWithoutTotal);
  if (!input.segment && input.total_segments) return refusal(messages::kTotalWithoutSegment);
  if (input.segment && *input.segment >= *input.total_segments)
    return model::validation_error(
        messages::fill(messages::kSegmentOutOfRange,
                       {std::to_string(*input.segment), std::to_string(*input.total_segments)}));
  return {};
}

}  // namespace ddb::operations
