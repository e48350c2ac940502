#pragma once

#include <string>
#include <string_view>

namespace ddb::bench {

/// The bytes of one request to DynamoDB as an SDK sends it, with a signature that nobody checks.
inline std::string request_text(std::string_view target, std::string_view body) {
  std::string text =
      "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: ";
  text += target;
  text +=
      "\r\nX-Amz-Date: 20261121T000000Z\r\nAuthorization: AWS4-HMAC-SHA256 "
      "Credential=bench/20261121/us-east-1/dynamodb/aws4_request, "
      "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
      "Signature=0000000000000000000000000000000000000000000000000000000000000000\r\nContent-Length: ";
  text += std::to_string(body.size());
  text += "\r\n\r\n";
  text += body;
  return text;
}

/// The bytes of a GET with one header line, such as "Authorization: Bearer ...".
inline std::string get_request_text(std::string_view path, std::string_view header) {
  std::string text = "GET ";
  text += path;
  text += " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  text += header;
  text += "\r\n\r\n";
  return text;
}

}  // namespace ddb::bench
