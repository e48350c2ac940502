#include "emulator/engine/start_key.h"
#include "emulator/model/item_messages.h"
#include "emulator/model/legacy_messages.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/page_request.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;

/// A filter may not name the key that the Query reads by.
ServiceResult<void> check_filter(const model::QueryInput& input, const PageParameters& parameters,
                                 const engine::KeySchema& key) {
  if (!parameters.filter) return {};
  std::vector<std::string_view> names;
  key.for_each([&](const engine::KeyAttribute& attribute) { names.push_back(attribute.name); });
  if (!input.query_filter) return expression::check_filter_has_no_key(*parameters.filter, names);
  for (const std::string_view name : names)
    if (input.query_filter->find(name))
      return model::validation_error(messages::fill(messages::kQueryFilterNamesKey, {name}));
  return {};
}

}  // namespace

ServiceResult<model::QueryOutput> query(Call& call, model::QueryInput& input) {
  DDB_TRY(parameters, read_page_parameters(call, input));
  if (!parameters.key_condition) return model::validation_error(std::string(messages::kNoKeyCondition));
  DDB_TRY(source, find_source(call, parameters));
  const engine::KeySchema& key = source.source.key();
  const auto& start_key = parameters.exclusive_start_key;
  if (start_key) DDB_CHECK(engine::check_start_key_partition(source.source, *start_key));
  DDB_TRY(condition, parameters.key_condition->resolve(to_expression_schema(key)));
  DDB_CHECK(check_filter(input, parameters, key));
  if (start_key) DDB_CHECK(engine::check_start_key_sort(source.source, *start_key));
  DDB_CHECK(check_attributes(source, parameters));
  if (start_key) {
    DDB_CHECK(engine::check_start_key_item(*source.table, *start_key));
    DDB_CHECK(engine::check_start_key_matches(condition, source.source, *start_key));
  }
  DDB_CHECK(check_paths(source, parameters));
  const auto direction =
      input.scan_index_forward.value_or(true) ? storage::Direction::kForward : storage::Direction::kBackward;
  engine::Page page =
      read_page(call, parameters, source, engine::range_of(condition), direction, storage::ReadKind::kSearch);
  return page_output<model::QueryOutput>(input, std::move(page));
}

}  // namespace ddb::operations
