// links: emulator_model
//
// A JSON body read as the input of an operation: whatever it holds, it is read, or refused with a sentence
// that can be written out again.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "emulator/model/generated/decode.h"
#include "shared/json/json.h"
#include "shared/json/parsed_text.h"
#include "shared/value/json.h"

namespace {

using namespace ddb;

template <class Input>
void read_as(json::Object body) {
  model::Decoder decoder;
  Input input;
  model::ServiceError error;
  if (!decode(decoder, model::JsonPath{}, body, input)) {
    error = decoder.serialization_error();
    if (error.message.empty()) std::abort();
  }
  for (const auto style : {model::ValidationStyle::kJoined, model::ValidationStyle::kEarlyModelCheck,
                           model::ValidationStyle::kEarlyModelCheckFirstOnly})
    if (const auto refused = decoder.validation_error(style)) error = *refused;

  std::string text;
  value::append_json_string(text, error.message);
  if (!json::Document::parse(text)) std::abort();
}

}  // namespace

/// The first byte says of which operation.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto document = json::ParsedText::parse({reinterpret_cast<const char*>(data) + 1, size - 1});
  if (!document || !document->root().is_object()) return 0;
  const json::Object body = document->root().get_object();
  switch (data[0] % 8) {
    case 0:
      read_as<model::PutItemInput>(body);
      break;
    case 1:
      read_as<model::QueryInput>(body);
      break;
    case 2:
      read_as<model::UpdateItemInput>(body);
      break;
    case 3:
      read_as<model::BatchWriteItemInput>(body);
      break;
    case 4:
      read_as<model::BatchGetItemInput>(body);
      break;
    case 5:
      read_as<model::CreateTableInput>(body);
      break;
    case 6:
      read_as<model::UpdateTableInput>(body);
      break;
    default:
      read_as<model::TransactWriteItemsInput>(body);
      break;
  }
  return 0;
}
