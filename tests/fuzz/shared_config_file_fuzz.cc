// links: shared_aws
#include <cstdint>
#include <string_view>

#include "shared/aws/shared_config_file.h"

/// The bytes are a shared credentials or config file. Nothing may crash, and a named profile has a name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  using namespace ddb;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto kind : {aws::SharedFileKind::kCredentials, aws::SharedFileKind::kConfig}) {
    const auto file = aws::SharedConfigFile::parse(text, kind);
    if (file) file->find("default", "region");
  }
  return 0;
}
