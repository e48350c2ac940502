// links: emulator_partiql
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "emulator/partiql/bound_statement.h"
#include "emulator/partiql/key_plan.h"
#include "emulator/partiql/parser.h"

/// Any text as a statement: parsed, bound to parameters of all kinds, planned against a key, and asked of
/// items.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ddb;
  static const expression::KeySchema kSchema{{{"pk", value::Type::kString}}, {{"sk", value::Type::kNumber}}};
  const auto statement = partiql::parse(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!statement) return 0;
  std::vector<model::AttributeValue> parameters(statement->parameters);
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (i % 2 == 0) parameters[i].value = value::Value::string("text");
  const auto bound = partiql::bind_parameters(*statement, parameters);
  if (!bound) return 0;
  partiql::find_key(bound->where, kSchema);
  if (const auto plan = partiql::plan_read(*bound, kSchema); plan && plan->filter)
    partiql::bind_condition(*plan->filter).value().holds(value::ItemView());
  partiql::select_columns(bound->inserted, bound->columns);
  return 0;
}
