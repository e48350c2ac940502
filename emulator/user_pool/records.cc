#include "emulator/user_pool/records.h"

#include <algorithm>

namespace ddb::user_pool {

std::string Pool::issuer() const {
  return "https://cognito-idp." + std::string(region()) + ".amazonaws.com/" + id;
}

bool Client::allows(std::string_view auth_flow) const {
  return std::find(auth_flows.begin(), auth_flows.end(), auth_flow) != auth_flows.end();
}

std::string_view User::attribute(std::string_view name) const {
  const auto found = attributes.find(name);
  return found == attributes.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace ddb::user_pool
