#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "emulator/engine/page_reader.h"
#include "emulator/expression/expression_messages.h"
#include "emulator/model/generated/shapes.h"
#include "emulator/operations/answer_parts.h"
#include "emulator/operations/call.h"
#include "emulator/operations/legacy_key_conditions.h"
#include "emulator/operations/legacy_mixing.h"
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
  std::string_view projection_name = "ProjectionExpression";  ///< Or AttributesToGet.
};

/// A table, and what of it is read.
struct PageSource {
  engine::TablePointer table;
  engine::ReadSource source;
};

/// Query puts "1 validation error detected: " before what it says of Select, Scan does not. Source: moto's
/// test_dynamodb_select, which ran against the service.
enum class SelectWording { kQuery, kScan };

/// Refuses a Select that does not go with the other parameters.
ServiceResult<void> check_select(const PageParameters& parameters, SelectWording wording);

/// Refuses attributes that a global secondary index can't answer.
ServiceResult<void> check_attributes(const PageSource& source, const PageParameters& parameters);

/// The key of a table or index, in the terms of expressions; looks at `key` in place.
expression::KeySchema to_expression_schema(const engine::KeySchema& key);

/// Refuses an index that can't be read yet: it is still being created.
ServiceResult<void> check_index_is_readable(Call& call, const engine::SecondaryIndex& index);

/// Finds table and index, and checks whether they can be read as asked.
ServiceResult<PageSource> find_source(Call& call, const PageParameters& parameters);

/// No path of the filter or projection may lead into a key attribute.
ServiceResult<void> check_paths(const PageSource& source, const PageParameters& parameters);

/// What `parameters` ask of `source`, but for the range and the direction.
engine::PageRequest page_request(const PageParameters& parameters, const PageSource& source);

/// Reads one page of `range`; the start key must have been checked.
engine::Page read_page(Call& call, const PageParameters& parameters, const PageSource& source,
                       const engine::StoredRange& range, storage::Direction direction,
                       storage::ReadKind read_kind);

/// The ExclusiveStartKey, or the ValidationException for the first attribute value that is none.
ServiceResult<value::ItemView> checked_start_key(const model::AttributeMap& start_key);

/// Refuses a Segment that does not go with TotalSegments.
ServiceResult<void> check_segment(const model::ScanInput& input);

/// Reads QueryFilter or ScanFilter, AttributesToGet and ConditionalOperator into `parameters`. Query checks
/// its filter first, Scan its attributes. Source: dynalite's tests, which ran against the service.
ServiceResult<void> read_legacy_page_parameters(const model::QueryInput& input, PageParameters& parameters);
ServiceResult<void> read_legacy_page_parameters(const model::ScanInput& input, PageParameters& parameters);

/// Reads the expressions, of which there is at least one, into `parameters`.
template <class Input>
ServiceResult<void> read_page_expressions(Call& call, const Input& input, PageParameters& parameters) {
  DDB_TRY(expressions, RequestExpressions::create(call, input.expression_attribute_names,
                                                  input.expression_attribute_values,
                                                  RequestExpressions::Presence::kPresent));
  if constexpr (std::is_same_v<Input, model::QueryInput>) {
    DDB_TRY(key_condition, expressions.key_condition(input.key_condition_expression));
    parameters.key_condition = std::move(key_condition);
  }
  if (input.filter_expression) {
    DDB_TRY(filter, expressions.condition(expression::Kind::kFilter, input.filter_expression));
    parameters.filter = std::move(filter);
  }
  if (input.projection_expression) {
    DDB_TRY(projection, expressions.projection(input.projection_expression));
    parameters.projection = std::move(projection);
  }
  if (parameters.key_condition) DDB_CHECK(parameters.key_condition->check());
  return expressions.check_all_used();
}

/// Reads and checks the parameters of a Query or Scan.
template <class Input>
ServiceResult<PageParameters> read_page_parameters(Call& call, const Input& input) {
  constexpr bool kIsQuery = std::is_same_v<Input, model::QueryInput>;
  bool has_expression = input.filter_expression || input.projection_expression;
  if constexpr (kIsQuery) has_expression = has_expression || input.key_condition_expression;
  DDB_CHECK(check_not_mixed(input));
  DDB_CHECK(RequestExpressions::check_presence(
      input.expression_attribute_names, input.expression_attribute_values,
      has_expression ? RequestExpressions::Presence::kPresent : RequestExpressions::Presence::kAbsent,
      kIsQuery ? expression::messages::kNoFilterOrKeyCondition : expression::messages::kNoFilter));
  PageParameters parameters;
  parameters.table_name = input.table_name;
  parameters.index_name = input.index_name ? &*input.index_name : nullptr;
  parameters.select = input.select;
  parameters.limit = static_cast<std::size_t>(input.limit.value_or(0));
  if (input.consistent_read.value_or(false)) parameters.consistency = engine::Consistency::kStrong;
  DDB_CHECK(read_legacy_page_parameters(input, parameters));
  if (input.exclusive_start_key) {
    DDB_TRY(start_key, checked_start_key(*input.exclusive_start_key));
    parameters.exclusive_start_key = start_key;
  }
  if constexpr (!kIsQuery) DDB_CHECK(check_segment(input));
  if (has_expression) DDB_CHECK(read_page_expressions(call, input, parameters));
  if constexpr (kIsQuery) {
    if (input.key_conditions) {
      DDB_TRY(key_condition, legacy_key_condition(input.key_conditions));
      parameters.key_condition = std::move(key_condition);
    }
  }
  DDB_CHECK(check_select(parameters, kIsQuery ? SelectWording::kQuery : SelectWording::kScan));
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
