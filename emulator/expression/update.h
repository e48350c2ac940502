#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "emulator/expression/bindings.h"
#include "emulator/expression/document_path.h"
#include "emulator/expression/path_tree.h"
#include "emulator/expression/syntax.h"
#include "emulator/model/service_error.h"
#include "shared/value/value.h"

namespace ddb::expression {

/// An operand of an update with its placeholders resolved: a path, a literal, or a function or operator.
struct UpdateOperand {
  NodeType type = NodeType::kLiteral;
  DocumentPath path = {};
  value::ValueView value = {};
  std::vector<UpdateOperand> operands = {};
};

struct ResolvedUpdateAction {
  UpdateAction::Type type;
  UpdateOperand value;  ///< Meaningless for REMOVE.
};

/// Whether the item to be updated is there already.
enum class ItemState : std::uint8_t { kExists, kMissing };

/// An UpdateExpression (or AttributeUpdates). Every action reads the item as it was before the update.
class Update {
 public:
  /// Resolves the placeholders and makes all checks that need no item: paths that overlap or conflict, number
  /// and types of operands. What `bindings` looks at must outlive the update. A ValidationException
  /// otherwise.
  static model::ServiceResult<Update> bind(ExpressionPointer expression, Bindings& bindings);

  /// The item after the update of `old_item`, which holds the key alone where the item is missing. A
  /// ValidationException when an operand is missing or of a wrong type, a path leads nowhere, or a number
  /// leaves its range. Checks neither the size of the new item, nor its keys, nor its nesting.
  model::ServiceResult<value::Item> apply(value::ItemView old_item, ItemState state) const;

  /// Whether it can make an item that is missing: one that only removes leaves it missing.
  /// Source: Alternator's test_update_item_returnvalues_all_new, which runs against the service.
  bool makes_item() const { return makes_item_; }

  /// The Attributes that ReturnValues UPDATED_OLD answers, of an update from `old_item`: what it had at the
  /// paths that the update names. Empty when nothing was there (the service then sends no Attributes).
  value::Item updated_old(value::ItemView old_item) const;

  /// The same for UPDATED_NEW, from the item after the update.
  value::Item updated_new(value::ItemView new_item) const;

  /// The top-level attributes that the update writes, each once, in order of appearance: none may be part of
  /// the key.
  std::span<const std::string_view> attribute_names() const { return attribute_names_; }

  /// The type of what the update does to the whole top-level attribute `name`, where that is known without
  /// the item: SET to a literal, a number or a list that it works out; ADD and DELETE of a literal.
  std::optional<value::Type> known_type(std::string_view name) const;

  /// Whether a path, written or read, leads into the top-level attribute `name`, to a part of it.
  bool leads_into(std::string_view name) const;

 private:
  ExpressionPointer expression_;  // keeps names and literals alive
  std::vector<ResolvedUpdateAction> actions_;
  PathTree targets_;  // of the actions, by their numbers
  std::vector<std::string_view> attribute_names_;
  bool makes_item_ = false;
};

}  // namespace ddb::expression
