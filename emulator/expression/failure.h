#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "emulator/expression/expression_messages.h"
#include "emulator/expression/syntax.h"
#include "emulator/model/messages.h"
#include "emulator/model/service_error.h"

namespace ddb::expression {

/// A ValidationException that says `sentence`, filled with `values`.
inline model::ServiceError failure(std::string_view sentence,
                                   std::initializer_list<std::string_view> values = {}) {
  return model::validation_error(model::messages::fill(sentence, values));
}

/// The same, with "Invalid FilterExpression: " (or whatever `kind` is) in front. Messages about PartiQL
/// statements and legacy parameters have nothing in front.
inline model::ServiceError failure(Kind kind, std::string_view sentence,
                                   std::initializer_list<std::string_view> values = {}) {
  if (kind == Kind::kStatement || kind == Kind::kLegacy) return failure(sentence, values);
  return failure(messages::kInvalid,
                 {parameter_name(kind), std::string_view(model::messages::fill(sentence, values))});
}

}  // namespace ddb::expression
