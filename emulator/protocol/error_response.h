#pragma once

#include <string>

#include "emulator/model/service_error.h"

namespace ddb::protocol {

/// Appends the error as the body of its answer: `__type`, the message under the name that the error's row
/// gives, and what the error carries beside it (the item of a failed condition, the reasons of a cancelled
/// transaction). An empty message is left out.
void append_error(std::string& body, const model::ServiceError& error);

}  // namespace ddb::protocol
