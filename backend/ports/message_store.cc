#include "backend/ports/message_store.h"

#include <stdexcept>

namespace ddb::backend {

void throw_exception_from_error(const StoreError& error, const boost::source_location&) {
  throw std::logic_error("value() of a failed result of the message store: " + error.message);
}

}  // namespace ddb::backend
