// links: shared_json
#include <boost/json/serialize.hpp>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "shared/json/json.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto document = ddb::json::Document::parse(input, {.depth_max = 32});
  if (!document) {
    if (document.error().message.empty()) std::abort();
    return 0;
  }
  // What was read can be written; and, unless a number became infinite, read again as the same.
  const std::string text = boost::json::serialize(document->root());
  const auto again = ddb::json::Document::parse(text, {.depth_max = 32});
  if (text.find("99999") == std::string::npos && text.find("e") == std::string::npos &&
      text.find("E") == std::string::npos && !(again && again->root() == document->root()))
    std::abort();
  return 0;
}
