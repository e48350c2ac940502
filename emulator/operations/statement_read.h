#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "emulator/engine/capacity.h"
#include "emulator/engine/table.h"
#include "emulator/operations/call.h"
#include "emulator/operations/statement_token.h"
#include "emulator/partiql/bound_statement.h"
#include "emulator/storage/store.h"

/// SELECT: pages of a table or index for ExecuteStatement, one item by its key for the operations of several
/// statements.
namespace ddb::operations {

/// What a request says of a SELECT beside the statement.
struct SelectOptions {
  std::size_t limit = 0;  ///< Items to evaluate; 0: none given.
  engine::Consistency consistency = engine::Consistency::kEventual;
  StatementPosition position;
};

/// One page of a SELECT.
struct SelectPage {
  value::ItemList items;
  engine::ConsumedCapacity capacity;
  std::optional<StatementPosition> next;  ///< Where the next page begins, if there may be one.
  /// The same as Query and Scan answer it; not of statements that read several ranges.
  std::optional<value::Item> last_evaluated_key;
};

/// Reads a page of `statement`.
ServiceResult<SelectPage> select_page(Call& call, const partiql::BoundStatement& statement,
                                      const SelectOptions& options);

/// One item that a SELECT names by its whole primary key.
struct ItemRead {
  engine::TablePointer table;
  value::Item key;
};

/// Refuses `statement` with the sentence `without_key` unless its WHERE is the equality of all key attributes
/// and no more, and with `on_index` when it reads an index.
ServiceResult<ItemRead> make_item_read(Call& call, const partiql::BoundStatement& statement,
                                       std::string_view without_key, std::string_view on_index);

/// The columns of `statement` of the item that `read` names, if it is there.
std::optional<value::Item> select_item(const storage::ReadTransaction& transaction, const ItemRead& read,
                                       const partiql::BoundStatement& statement,
                                       engine::Consistency consistency, engine::ConsumedCapacity& capacity);

}  // namespace ddb::operations
