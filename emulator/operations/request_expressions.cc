#include "emulator/operations/request_expressions.h"

#include <utility>

#include "emulator/model/item_messages.h"
#include "emulator/model/limits.h"
#include "emulator/model/messages.h"

namespace ddb::operations {
namespace {

const expression::AttributeNames* sent(const RequestExpressions::Names& names) {
  return names ? &names->entries : nullptr;
}

std::optional<value::ItemView> sent(const RequestExpressions::Values& values) {
  return values ? std::optional<value::ItemView>(values->item) : std::nullopt;
}

}  // namespace

ServiceResult<RequestExpressions> RequestExpressions::create(Call& call, const Names& names,
                                                             const Values& values, Presence expressions,
                                                             Wording wording) {
  DDB_CHECK(check_presence(names, values, expressions));
  if (expressions == Presence::kAbsent) return RequestExpressions(call, expression::Bindings());
  const expression::AttributeNames* sent_names = sent(names);
  const std::optional<value::ItemView> sent_values = sent(values);
  if (values && values->error) {
    if (sent_names) DDB_CHECK(expression::Bindings::check_names(*sent_names));
    return wording == Wording::kTransaction ? model::expression_value_error(*values->error)
                                            : model::value_error(values->error->error);
  }
  DDB_TRY(bindings, expression::Bindings::create(sent_names, sent_values));
  return RequestExpressions(call, std::move(bindings));
}

ServiceResult<void> RequestExpressions::check_presence(const Names& names, const Values& values,
                                                       Presence expressions, std::string_view missing) {
  if (expressions == Presence::kPresent) return {};
  return expression::Bindings::check_absent(sent(names), sent(values), missing);
}

template <class Program>
ServiceResult<std::optional<Program>> RequestExpressions::bind(expression::Kind kind,
                                                               const std::optional<std::string>& text) {
  if (!text) return std::optional<Program>();
  DDB_TRY(parsed, call_->engine.expressions().parse(kind, *text));
  DDB_TRY(program, Program::bind(parsed, bindings_));
  return std::optional<Program>(std::move(program));
}

ServiceResult<std::optional<expression::Condition>> RequestExpressions::condition(
    expression::Kind kind, const std::optional<std::string>& text) {
  return bind<expression::Condition>(kind, text);
}

ServiceResult<std::optional<expression::KeyCondition>> RequestExpressions::key_condition(
    const std::optional<std::string>& text) {
  return bind<expression::KeyCondition>(expression::Kind::kKeyCondition, text);
}

ServiceResult<std::optional<expression::Projection>> RequestExpressions::projection(
    const std::optional<std::string>& text) {
  return bind<expression::Projection>(expression::Kind::kProjection, text);
}

ServiceResult<std::optional<expression::Update>> RequestExpressions::update(
    const std::optional<std::string>& text) {
  return bind<expression::Update>(expression::Kind::kUpdate, text);
}

ServiceResult<value::ItemView> checked_item(const model::AttributeMap& attributes,
                                            model::ValueErrorWording wording) {
  if (attributes.error) return model::value_error(attributes.error->error, wording);
  return attributes.item.view();
}

model::ServiceError as_request_error(model::ServiceError error, std::size_t levels_max) {
  if (error.code == model::ErrorCode::kValidation && levels_max <= model::kLevelsOfNewerWordingMax &&
      error.message != model::messages::kItemTooLarge)
    error.message.insert(0, model::messages::kOneValidationError);
  return error;
}

}  // namespace ddb::operations
