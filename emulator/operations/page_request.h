#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "emulator/engine/page_reader.h"
#include "emulator/model/generated/shapes.h"
#include "emulator/operations/answer_parts.h"
#include "emulator/operations/call.h"
#include "emulator/operations/item_write_request.h"
#include "emulator/operations/request_expressions.h"

/// What Query and Scan have in common.
namespace ddb::operations {

/// The parameters of a Query or Scan, read and checked as far as no table is needed. The input that they were
/// read from must outlive them.
struct PageParameters {
  std::string_view table_name;  ///< Or its ARN.
  const std::string* index_name = nullptr;
  std::optional<model::Select> select;
  std::optional<value::ItemView> exclusive_start_key;
  std::size_t limit = 0;  ///< 0: none given.
  engine::Consistency consistency = engine::Consistency::kEventual;
  std::optional<expression::KeyCondition> key_condition;  ///< Query only.
  std::optional<expression::Condition> filter;
  std::optional<expression::Projection> projection;
};

/// A table, and what of it is read.
struct PageSource {
  engine::TablePointer table;
  engine::ReadSource source;
};

/// Refuses a Select that does not go with the other parameters.
ServiceResult<void> check_select(const PageParameters& parameters);

/// Refuses what a global secondary index can't answer.
ServiceResult<void> check_source(const PageSource& source, const PageParameters& parameters);

/// The key of a table or index, in the terms of expressions; looks at `key` in place.
expression::KeySchema to_expression_schema(const engine::KeySchema& key);

/// Finds table and index, and checks what can be asked of them.
ServiceResult<PageSource> find_source(Call& call, const PageParameters& parameters);

/// Checks the start key, and reads one page of `range`. `outside` is what is said of a start key that lies
/// outside `range`.
ServiceResult<engine::Page> read_page(Call& call, const PageParameters& parameters, const PageSource& source,
                                      const engine::StoredRange& range, storage::Direction direction,
                                      std::string_view outside);

/// Reads the parameters that both operations share. `key_condition_expression` is null for Scan.
template <class Input>
ServiceResult<PageParameters> read_page_parameters(
    Call& call, const Input& input, const std::optional<std::string>* key_condition_expression = nullptr) {
  using Presence = RequestExpressions::Presence;
  DDB_CHECK(refuse_legacy(input.attributes_to_get, "AttributesToGet", "ProjectionExpression"));
  DDB_CHECK(refuse_legacy(input.conditional_operator, "ConditionalOperator", "FilterExpression"));
  PageParameters parameters;
  parameters.table_name = input.table_name;
  parameters.index_name = input.index_name ? &*input.index_name : nullptr;
  parameters.select = input.select;
  parameters.limit = static_cast<std::size_t>(input.limit.value_or(0));
  if (input.consistent_read.value_or(false)) parameters.consistency = engine::Consistency::kStrong;
  if (input.exclusive_start_key) {
    DDB_TRY(start_key, checked_item(*input.exclusive_start_key));
    parameters.exclusive_start_key = start_key;
  }
  const bool has_key_condition = key_condition_expression && *key_condition_expression;
  const bool has_expression = has_key_condition || input.filter_expression || input.projection_expression;
  DDB_TRY(expressions, RequestExpressions::create(call, input.expression_attribute_names,
                                                  input.expression_attribute_values,
                                                  has_expression ? Presence::kPresent : Presence::kAbsent));
  DDB_TRY(filter, expressions.condition(expression::Kind::kFilter, input.filter_expression));
  parameters.filter = std::move(filter);
  DDB_TRY(projection, expressions.projection(input.projection_expression));
  parameters.projection = std::move(projection);
  if (has_key_condition) {
    DDB_TRY(key_condition, expressions.key_condition(*key_condition_expression));
    parameters.key_condition = std::move(key_condition);
  }
  DDB_CHECK(expressions.check_all_used());
  DDB_CHECK(check_select(parameters));
  return parameters;
}

/// The answer, whose members are the same for both.
template <class Output, class Input>
Output page_output(const Input& input, engine::Page page) {
  Output output;
  if (input.select != model::Select::kCount) output.items = std::move(page.items);
  output.count = static_cast<std::int64_t>(page.count);
  output.scanned_count = static_cast<std::int64_t>(page.scanned_count);
  output.last_evaluated_key = std::move(page.last_evaluated_key);
  output.consumed_capacity =
      consumed_capacity(input.return_consumed_capacity, input.table_name, page.capacity);
  return output;
}

}  // namespace ddb::operations
