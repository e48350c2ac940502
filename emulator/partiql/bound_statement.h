#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/expression/condition.h"
#include "emulator/expression/projection.h"
#include "emulator/expression/syntax.h"
#include "emulator/expression/update.h"
#include "emulator/model/service_error.h"
#include "emulator/partiql/literal.h"
#include "emulator/partiql/syntax.h"
#include "shared/value/value.h"

namespace ddb::partiql {

/// One attribute of the items that a SELECT answers: what stands at `path`, under the last name of it.
struct Column {
  std::string name;
  expression::Path path;
};

/// One key attribute of ORDER BY.
struct KeyOrder {
  std::string name;
  OrderBy::Direction direction = OrderBy::Direction::kAscending;
};

/// A statement with its parameters in their places, in the terms of expressions.
struct BoundStatement {
  Statement::Type type = Statement::Type::kSelect;
  std::string table_name;  ///< Or its ARN.
  std::optional<std::string> index_name;
  std::optional<expression::Node> where;
  std::vector<Column> columns;  ///< SELECT: empty for `*`.
  /// What is wrong with the list of columns. The service looks at the table before it looks there.
  std::optional<model::ServiceError> column_error;
  std::vector<KeyOrder> order_by;
  value::Item inserted;                           ///< INSERT
  std::vector<expression::UpdateAction> actions;  ///< UPDATE
  Returning returning = Returning::kNothing;
};

/// Puts `parameters` into `statement`, and makes every check that needs no table. A ValidationException for
/// the first that fails.
model::ServiceResult<BoundStatement> bind_parameters(const Statement& statement, Parameters parameters);

/// `condition` ready to be asked of items. Its operands were checked by `bind_parameters`, unless it asks
/// something else than the statement's WHERE.
model::ServiceResult<expression::Condition> bind_condition(expression::Node condition);
model::ServiceResult<expression::Update> bind_update(std::vector<expression::UpdateAction> actions);
/// The top-level attributes that `columns` need, each once.
model::ServiceResult<expression::Projection> bind_columns(const std::vector<Column>& columns);

/// The item that a SELECT of `columns` answers for `item`; attributes that it lacks are left out.
value::Item select_columns(value::ItemView item, const std::vector<Column>& columns);

}  // namespace ddb::partiql
