#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "emulator/expression/bindings.h"
#include "emulator/expression/document_path.h"
#include "emulator/expression/syntax.h"
#include "emulator/model/service_error.h"
#include "shared/value/value.h"

namespace ddb::expression {

/// An operand of SET, ADD or DELETE with its placeholders resolved.
struct UpdateOperand {
  NodeType type = NodeType::kLiteral;  ///< kPath, kLiteral, or a function or operator of an update.
  DocumentPath path = {};
  value::ValueView value = {};
  std::vector<UpdateOperand> operands = {};
};

struct ResolvedUpdateAction {
  UpdateAction::Type type;
  DocumentPath target;
  UpdateOperand value;
};

/// An UpdateExpression (or AttributeUpdates). Every action reads the item as it was before the update.
class Update {
 public:
  /// Resolves the placeholders and makes all checks that need no item: paths that overlap or conflict, number
  /// and types of operands. What `bindings` looks at must outlive the update. A ValidationException
  /// otherwise.
  static model::ServiceResult<Update> bind(ExpressionPointer expression, Bindings& bindings);

  /// The item after the update of `old_item`. For an item that does not exist yet `old_item` holds its key
  /// alone. A ValidationException when an operand is missing or of a wrong type, a path leads nowhere, or a
  /// number leaves its range. Checks neither sizes nor keys.
  model::ServiceResult<value::Item> apply(value::ItemView old_item) const;

  /// The Attributes that ReturnValues UPDATED_OLD answers, of an update from `old_item`: what it had at the
  /// paths that the update names. Empty when nothing was there (the service then sends no Attributes).
  value::Item updated_old(value::ItemView old_item) const;

  /// The same for UPDATED_NEW, from the item after the update.
  value::Item updated_new(value::ItemView new_item) const;

  /// The top-level attributes that the update writes, each once, in order of appearance: none may be part of
  /// the key.
  std::span<const std::string_view> attribute_names() const { return attribute_names_; }

 private:
  ExpressionPointer expression_;  // keeps names and literals alive
  std::vector<ResolvedUpdateAction> actions_;
  std::vector<std::string_view> attribute_names_;
};

}  // namespace ddb::expression
