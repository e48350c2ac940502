#pragma once

#include <string>
#include <string_view>

#include "backend/handlers/api.h"
#include "backend/web/pages.h"

namespace ddb::backend {

/// What the pages may load and call: what comes from the backend itself, and sign-in at `cognito_endpoint`.
std::string content_security_policy(std::string_view cognito_endpoint);

/// A file of the pages, or 304 if `If-None-Match` names the one that the browser has (RFC 9110
/// section 13.1.2).
Answer page_answer(const http::Request& request, const EmbeddedFile& page, std::string_view security_policy);

}  // namespace ddb::backend
