#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "emulator/model/generated/decode.h"
#include "shared/json/parsed_text.h"

namespace ddb::model {

/// A request read into `Input`, or what it was refused with.
template <class Input>
ServiceResult<Input> decoded(std::string_view body, ValidationStyle style = ValidationStyle::kJoined) {
  const json::ParsedText document = json::ParsedText::parse(body).value();
  Decoder decoder;
  Input input;
  if (!decode(decoder, JsonPath{}, document.root().get_object(), input)) return decoder.serialization_error();
  if (auto error = decoder.validation_error(style)) return *std::move(error);
  return input;
}

/// What a request is refused with; empty when it is not.
template <class Input>
std::string refusal(std::string_view body, ValidationStyle style = ValidationStyle::kJoined) {
  const auto input = decoded<Input>(body, style);
  return input ? std::string() : input.error().message;
}

}  // namespace ddb::model
