#include "emulator/model/item_messages.h"
#include "emulator/operations/generated/handlers.h"
#include "emulator/operations/page_request.h"

namespace ddb::operations {
namespace {

/// A filter may not name the key that the Query reads by.
ServiceResult<void> check_filter(const PageParameters& parameters, const engine::KeySchema& key) {
  if (!parameters.filter) return {};
  std::vector<std::string_view> names;
  key.for_each([&](const engine::KeyAttribute& attribute) { names.push_back(attribute.name); });
  return expression::check_filter_has_no_key(*parameters.filter, names);
}

}  // namespace

ServiceResult<model::QueryOutput> query(Call& call, model::QueryInput& input) {
  DDB_CHECK(refuse_legacy(input.key_conditions, "KeyConditions", "KeyConditionExpression"));
  DDB_CHECK(refuse_legacy(input.query_filter, "QueryFilter", "FilterExpression"));
  DDB_TRY(parameters, read_page_parameters(call, input, &input.key_condition_expression));
  if (!parameters.key_condition)
    return model::validation_error(std::string(model::messages::kNoKeyCondition));
  DDB_TRY(source, find_source(call, parameters));
  const engine::KeySchema& key = source.source.key();
  DDB_TRY(condition, parameters.key_condition->resolve(to_expression_schema(key)));
  DDB_CHECK(check_filter(parameters, key));
  const auto direction =
      input.scan_index_forward.value_or(true) ? storage::Direction::kForward : storage::Direction::kBackward;
  DDB_TRY(page, read_page(call, parameters, source, engine::range_of(condition), direction,
                          model::messages::kStartKeyOutsideCondition));
  return page_output<model::QueryOutput>(input, std::move(page));
}

}  // namespace ddb::operations
