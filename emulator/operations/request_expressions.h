#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "emulator/expression/bindings.h"
#include "emulator/expression/condition.h"
#include "emulator/expression/key_condition.h"
#include "emulator/expression/projection.h"
#include "emulator/expression/update.h"
#include "emulator/model/field_types.h"
#include "emulator/model/value_error.h"
#include "emulator/operations/call.h"

namespace ddb::operations {

/// The expression parameters of one request (or of one action of it), bound to its names and values. The
/// members of the input that it was made from must outlive it and all that it gives.
class RequestExpressions {
 public:
  using Names = std::optional<model::NamedList<std::string>>;
  using Values = std::optional<model::AttributeMap>;
  enum class Presence { kAbsent, kPresent };
  /// How a value that is none is refused: transactions name its key.
  enum class Wording { kPlain, kTransaction };

  /// `expressions` says whether the request has any expression at all: without one, names and values are
  /// refused. Fails on malformed names and values.
  static ServiceResult<RequestExpressions> create(Call& call, const Names& names, const Values& values,
                                                  Presence expressions, Wording wording = Wording::kPlain);

  /// The refusal of names and values where there is no expression, which comes before most other checks.
  /// `missing` is for `expression::Bindings::check_absent`.
  static ServiceResult<void> check_presence(const Names& names, const Values& values, Presence expressions,
                                            std::string_view missing = {});

  /// Each parses and binds one expression, if the request has it. Fails with DynamoDB's ValidationException.
  ServiceResult<std::optional<expression::Condition>> condition(expression::Kind kind,
                                                                const std::optional<std::string>& text);
  ServiceResult<std::optional<expression::KeyCondition>> key_condition(
      const std::optional<std::string>& text);
  ServiceResult<std::optional<expression::Projection>> projection(const std::optional<std::string>& text);
  ServiceResult<std::optional<expression::Update>> update(const std::optional<std::string>& text);

  /// Fails when a name or value is used by none of them. To be called once all are bound.
  ServiceResult<void> check_all_used() const { return bindings_.check_all_used(); }

 private:
  RequestExpressions(Call& call, expression::Bindings bindings)
      : call_(&call), bindings_(std::move(bindings)) {}

  template <class Program>
  ServiceResult<std::optional<Program>> bind(expression::Kind kind, const std::optional<std::string>& text);

  Call* call_;
  expression::Bindings bindings_;
};

/// What is the item of `attributes`, or the ValidationException for the first attribute that is none.
ServiceResult<value::ItemView> checked_item(
    const model::AttributeMap& attributes,
    model::ValueErrorWording wording = model::ValueErrorWording::kNewer);

/// PutItem, UpdateItem and DeleteItem put "1 validation error detected: " before what they find wrong with a
/// request before they look at its table, unless a value of the request nests more than
/// `model::kLevelsOfNewerWordingMax` levels deep. `levels_max` is that of its deepest value. Of an item's
/// size they speak without it. Source: recorded answers of the area "expressions-errors"; ord-078; of the
/// size, dynalite's putItem tests.
model::ServiceError as_request_error(model::ServiceError error, std::size_t levels_max);

}  // namespace ddb::operations
