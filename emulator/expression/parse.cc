#include "emulator/expression/parse.h"

#include <cassert>

#include "emulator/expression/failure.h"
#include "emulator/expression/parser.h"
#include "emulator/model/limits.h"

namespace ddb::expression {
namespace {

std::optional<model::ServiceError> check_size(Kind kind, std::string_view text) {
  if (text.empty()) return failure(kind, messages::kEmpty);
  if (text.size() <= model::kExpressionBytesMax) return std::nullopt;
  if (kind == Kind::kUpdate) return failure(kind, messages::kTooLong);
  return failure(kind, messages::kTooLongWithSize, {std::to_string(text.size())});
}

}  // namespace

model::ServiceResult<ExpressionPointer> parse(Kind kind, std::string_view text) {
  if (auto error = check_size(kind, text)) return *std::move(error);
  assert(kind != Kind::kStatement && kind != Kind::kLegacy);
  auto expression = std::make_shared<Expression>();
  expression->kind = kind;
  Parser parser(kind, text);
  switch (kind) {
    case Kind::kCondition:
    case Kind::kFilter:
    case Kind::kKeyCondition:
      parser.read_condition(expression->condition);
      break;
    case Kind::kProjection:
      parser.read_projection(expression->paths);
      break;
    case Kind::kUpdate:
      parser.read_update(expression->actions);
      break;
    case Kind::kStatement:
    case Kind::kLegacy:
      break;
  }
  if (auto error = parser.finish()) return *std::move(error);
  return ExpressionPointer(std::move(expression));
}

}  // namespace ddb::expression
