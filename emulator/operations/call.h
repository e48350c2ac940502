#pragma once

#include <string>
#include <string_view>

#include "emulator/engine/engine.h"
#include "emulator/model/service_error.h"

namespace ddb::operations {

template <class T>
using ServiceResult = model::ServiceResult<T>;

/// What one request brings to its operation beside the input.
struct Call {
  engine::Engine& engine;
  std::string_view region;      ///< From the credential scope of the request.
  std::string_view account_id;  ///< Twelve digits.
  std::string_view endpoint;    ///< "host:port" as the client named it; what DescribeEndpoints answers.
};

}  // namespace ddb::operations
