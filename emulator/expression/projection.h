#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "emulator/expression/bindings.h"
#include "emulator/expression/path_tree.h"
#include "emulator/expression/syntax.h"
#include "emulator/model/service_error.h"
#include "shared/value/value.h"

namespace ddb::expression {

/// A ProjectionExpression (or AttributesToGet), ready to be applied to many items, from several threads too.
class Projection {
 public:
  /// Resolves the placeholders and refuses paths that overlap. What `bindings` looks at must outlive the
  /// projection. A ValidationException otherwise.
  static model::ServiceResult<Projection> bind(ExpressionPointer expression, Bindings& bindings);

  /// What `item` has at the paths, nested as in the item; list elements close up in their order. Attributes
  /// that it lacks are left out, and so are maps and lists in which nothing was found.
  value::Item apply(value::ItemView item) const;

  /// The top-level attributes that it names, each once, in order of appearance.
  std::span<const std::string_view> attribute_names() const { return attribute_names_; }

  /// Whether a path leads into the top-level attribute `name`, to a part of it.
  bool leads_into(std::string_view name) const { return !flat_ && paths_.leads_into(name); }

  /// Whether every path is a top-level attribute, so that the result is the item less other attributes.
  bool is_flat() const { return flat_; }

 private:
  ExpressionPointer expression_;  // keeps names alive
  PathTree paths_;
  std::vector<std::string_view> attribute_names_;
  bool flat_ = true;
};

/// What `item` has at `paths`, as `Projection::apply` answers.
value::Item project(value::ItemView item, const PathTree& paths);

}  // namespace ddb::expression
