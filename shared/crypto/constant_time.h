#pragma once

#include <string_view>

namespace ddb::crypto {

/// Whether both hold the same bytes, in a time that depends on their lengths alone: for signatures and
/// secrets, so that an attacker who measures the time learns nothing of how far a guess was right.
bool constant_time_equal(std::string_view left, std::string_view right);

}  // namespace ddb::crypto
