#include <algorithm>

#include "emulator/engine/table_lifecycle.h"
#include "emulator/operations/call.h"
#include "emulator/operations/generated/handlers.h"

namespace ddb::operations {

namespace {

constexpr std::size_t kNamesPerPageMax = 100;

/// Up to `limit` names after `start`; those of tables being deleted are among them.
std::vector<std::string> names_after(Call& call, const std::string& start, std::size_t limit) {
  std::vector<std::string> names = call.engine.catalog().names(start, limit);
  const Clock::TimePoint now = call.engine.clock().now();
  for (const engine::TablePointer& table : call.engine.catalog().deleted_tables())
    if (table->name > start && !engine::is_gone(*table, now)) names.push_back(table->name);
  std::ranges::sort(names);
  if (names.size() > limit) names.resize(limit);
  return names;
}

}  // namespace

ServiceResult<model::ListTablesOutput> list_tables(Call& call, model::ListTablesInput& input) {
  const std::size_t limit = input.limit ? static_cast<std::size_t>(*input.limit) : kNamesPerPageMax;
  // One more than asked for shows whether there is a next page.
  std::vector<std::string> names =
      names_after(call, input.exclusive_start_table_name.value_or(""), limit + 1);
  model::ListTablesOutput output;
  if (names.size() > limit) {
    names.resize(limit);
    output.last_evaluated_table_name = names.back();
  }
  output.table_names = std::move(names);
  return output;
}

}  // namespace ddb::operations
