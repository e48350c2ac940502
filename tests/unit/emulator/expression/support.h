#pragma once

#include <boost/json/parse.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/expression/bindings.h"
#include "emulator/expression/parse.h"
#include "shared/value/json.h"
#include "shared/value/value.h"

namespace ddb::expression {

/// The item of DynamoDB's JSON, such as {"a":{"S":"x"}}.
inline value::Item item(std::string_view json) {
  return value::item_from_json(boost::json::parse(json).as_object()).value();
}

inline std::string json(value::ItemView item) {
  std::string text;
  value::append_json(text, item);
  return text;
}

/// The parameters of one request, which live as long as what is bound with them.
class Request {
 public:
  /// `names` like {"#a":"a"}, `values` like {":v":{"S":"x"}}; empty text for a parameter that is absent.
  explicit Request(std::string_view names = "", std::string_view values = "") {
    if (!names.empty()) {
      const boost::json::value parsed = boost::json::parse(names);
      for (const auto& [key, name] : parsed.as_object())
        names_.emplace_back(std::string(key), std::string(name.as_string()));
    }
    if (!values.empty()) values_ = item(values);
    bindings_ = Bindings::create(names.empty() ? nullptr : &names_,
                                 values.empty() ? std::nullopt : std::optional(values_.view()))
                    .value();
  }
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;

  Bindings& bindings() { return bindings_; }

 private:
  AttributeNames names_;
  value::Item values_;
  Bindings bindings_;
};

/// The message of a failure; "ok" when there is none.
template <class Result>
std::string message(const Result& result) {
  if (result) return "ok";
  return result.error().code == model::ErrorCode::kValidation ? result.error().message
                                                              : "not a ValidationException";
}

/// Parses and binds; `Program` is Condition, KeyCondition, Projection or Update.
template <class Program>
model::ServiceResult<Program> parse_and_bind(Kind kind, std::string_view text, Bindings& bindings) {
  DDB_TRY(expression, parse(kind, text));
  return Program::bind(expression, bindings);
}

}  // namespace ddb::expression
