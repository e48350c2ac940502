#pragma once

#include <string>
#include <string_view>

#include "emulator/engine/engine.h"
#include "emulator/engine/table.h"
#include "emulator/model/service_error.h"

/// From what a request calls a table to the table: every operation finds its table here. A table ARN is
/// accepted wherever a table name is.
namespace ddb::engine {

/// What an operation wants of the table: decides which states it accepts, and the words of the error.
enum class TableUse {
  /// Items: absent, CREATING and DELETING tables answer ResourceNotFoundException "Requested resource not
  /// found".
  kItems,
  /// A look at the definition: an absent table answers ResourceNotFoundException "Requested resource not
  /// found:
  /// Table: NAME not found"; every state is accepted.
  kDescribe,
  /// A change of the definition: as kDescribe; a table that is not ACTIVE answers ResourceInUseException.
  kChange,
  /// A change of what stands beside the definition (tags, time to live): as kChange, but UPDATING is
  /// accepted.
  kChangeSetting,
};

/// What names a table; of a plain name, only `name` is there.
struct TableReference {
  std::string_view region;
  std::string_view account_id;
  std::string_view name;
  bool is_arn = false;
};

/// The parts of `name_or_arn`, which the caller keeps alive. Fails with ValidationException when it begins
/// like an ARN ("arn:") and is no table ARN.
model::ServiceResult<TableReference> parse_table_reference(std::string_view name_or_arn);

/// The table name in `name_or_arn`, which the caller keeps alive. Fails with ValidationException when it
/// begins like an ARN ("arn:") and is no table ARN.
model::ServiceResult<std::string_view> table_name_in(std::string_view name_or_arn);

/// The table of that name. Under an ARN of another account than the table's there is none; one of another
/// region answers ValidationException.
///
/// A write looks its table up after `Engine::begin_write`: only then is it sure to see the indexes, the
/// stream and the time-to-live setting that the write must keep up. Costs one lookup in the catalog.
model::ServiceResult<TablePointer> resolve_table(Engine& engine, std::string_view name_or_arn, TableUse use);

}  // namespace ddb::engine
