// links: emulator_server
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "emulator/server/stream_hook_outcome.h"
#include "emulator/server/stream_hook_settings.h"

/// The texts that a stream hook reads from outside: its option, and a receiver's answer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  ddb::server::parse_stream_hook(text);
  ddb::server::outcome_of_answer(200, text);
  return 0;
}
