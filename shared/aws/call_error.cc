#include "shared/aws/call_error.h"

#include <stdexcept>

namespace ddb::aws {

void throw_exception_from_error(const CallError& error, const boost::source_location&) {
  throw std::logic_error("value() of a failed call: " + error.type + " " + error.message);
}

}  // namespace ddb::aws
