#include "backend/ports/token_verifier.h"

#include <stdexcept>

namespace ddb::backend {

void throw_exception_from_error(const TokenError& error, const boost::source_location&) {
  throw std::logic_error("value() of a refused token: " + error.message);
}

}  // namespace ddb::backend
