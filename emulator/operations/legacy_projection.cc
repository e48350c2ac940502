#include "emulator/operations/legacy_projection.h"

#include <memory>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "emulator/model/legacy_messages.h"
#include "emulator/model/messages.h"

namespace ddb::operations {

using expression::Projection;

ServiceResult<std::optional<Projection>> legacy_projection(
    const std::optional<std::vector<std::string>>& attributes_to_get) {
  namespace messages = model::messages;
  if (!attributes_to_get) return std::optional<Projection>();
  auto expression = std::make_shared<expression::Expression>();
  expression->kind = expression::Kind::kLegacy;
  std::unordered_set<std::string_view> seen;
  for (const std::string& name : *attributes_to_get) {
    if (!seen.insert(name).second)
      return model::validation_error(messages::fill(messages::kRepeatedAttributeToGet, {name}));
    expression->paths.push_back({expression::PathElement::attribute(name)});
  }
  expression::Bindings no_placeholders;
  DDB_TRY(projection, Projection::bind(std::move(expression), no_placeholders));
  return std::optional<Projection>(std::move(projection));
}

}  // namespace ddb::operations
