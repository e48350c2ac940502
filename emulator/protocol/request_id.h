#pragma once

#include <string>

#include "shared/base/random.h"

namespace ddb::protocol {

/// An `x-amzn-RequestId`: 52 random characters of 0-9 and A-V, five bits each, as the service's are.
std::string new_request_id(Random& random);

}  // namespace ddb::protocol
