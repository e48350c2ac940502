#pragma once

#include <vector>

#include "emulator/expression/bindings.h"
#include "emulator/expression/document_path.h"
#include "emulator/expression/syntax.h"
#include "emulator/model/service_error.h"
#include "shared/value/value.h"

namespace ddb::expression {

/// Puts names and values in the place of the placeholders of one expression, and marks them as used.
class Resolver {
 public:
  Resolver(Kind kind, Bindings& bindings) : kind_(kind), bindings_(bindings) {}

  Kind kind() const { return kind_; }

  /// Fails on a name that is not defined.
  model::ServiceResult<DocumentPath> path(const Path& path);
  /// The same, appended to `resolved`.
  model::ServiceResult<void> append_path(const Path& path, std::vector<DocumentPathElement>& resolved);
  /// Of a placeholder or literal. Fails on a value that is not defined.
  model::ServiceResult<value::ValueView> value(const Node& node);

 private:
  const Kind kind_;
  Bindings& bindings_;
};

}  // namespace ddb::expression
