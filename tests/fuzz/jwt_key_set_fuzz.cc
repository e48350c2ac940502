// links: shared_jwt
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "shared/jwt/key_set.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

/// What was read can be written, and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto set = ddb::jwt::KeySet::parse({reinterpret_cast<const char*>(data), size});
  if (!set) {
    require(!set.error().message.empty());
    return 0;
  }
  require(set->size() <= ddb::jwt::kKeysMax);
  const auto again = ddb::jwt::KeySet::parse(set->to_json());
  require(again.has_value() && again->size() == set->size() && again->to_json() == set->to_json());
  return 0;
}
