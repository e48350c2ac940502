// links: emulator_user_pool
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "emulator/user_pool/user_filter.h"

/// Whatever is understood can be asked of a user.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  ddb::user_pool::User user;
  user.username = "andrew";
  user.attributes = {{"email", "andrew@example.com"}, {"name", "Andrew"}};
  const auto filter = ddb::user_pool::UserFilter::parse({reinterpret_cast<const char*>(data), size});
  if (filter)
    filter->matches(user);
  else if (filter.error().message().empty())
    std::abort();
  return 0;
}
