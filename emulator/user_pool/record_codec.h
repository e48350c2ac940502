#pragma once

#include <string>
#include <string_view>

#include "emulator/user_pool/records.h"

/// The records as they are kept: JSON objects, times in microseconds since 1970. Decoding throws
/// `std::runtime_error` for bytes that no encoder wrote.
namespace ddb::user_pool {

std::string encode(const Pool& pool);
std::string encode(const Client& client);
std::string encode(const User& user);
std::string encode(const SignIn& sign_in);

Pool decode_pool(std::string_view bytes);
Client decode_client(std::string_view bytes);
User decode_user(std::string_view bytes);
SignIn decode_sign_in(std::string_view bytes);

}  // namespace ddb::user_pool
