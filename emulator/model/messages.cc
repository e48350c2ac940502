#include "emulator/model/messages.h"

#include <cassert>

namespace ddb::model::messages {

std::string fill(std::string_view sentence, std::initializer_list<std::string_view> values) {
  std::string text;
  const std::string_view* value = values.begin();
  for (std::size_t from = 0;;) {
    const std::size_t gap = sentence.find("{}", from);
    text += sentence.substr(from, gap - from);
    if (gap == std::string_view::npos) break;
    assert(value != values.end());
    text += *value++;
    from = gap + 2;
  }
  assert(value == values.end());
  return text;
}

std::string one_validation_error(std::string_view sentence) {
  std::string text(kOneValidationError);
  text += sentence;
  return text;
}

}  // namespace ddb::model::messages
