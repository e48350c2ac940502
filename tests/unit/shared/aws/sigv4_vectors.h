#pragma once

#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "shared/aws/canonical_request.h"

namespace ddb::aws {

/// AWS's published example requests, from testdata/sigv4/vectors.json.
inline boost::json::object read_sigv4_vectors() {
  std::ifstream file(std::string(DDB_SOURCE_DIR) + "/testdata/sigv4/vectors.json");
  return boost::json::parse(std::string(std::istreambuf_iterator<char>(file), {})).as_object();
}

/// The request of one vector, and the bytes that its view looks at.
struct VectorRequest {
  explicit VectorRequest(const boost::json::object& vector)
      : method(vector.at("method").as_string()),
        target(vector.at("target").as_string()),
        body(vector.at("body").as_string()) {
    for (const auto& pair : vector.at("headers").as_array()) {
      names.emplace_back(pair.at(0).as_string());
      values.emplace_back(pair.at(1).as_string());
    }
  }

  /// Holds until the next call.
  RequestView view() {
    headers.clear();
    for (std::size_t i = 0; i < names.size(); ++i)
      headers.push_back({names[i], values[i]});
    return {.method = method, .target = target, .headers = headers, .body = body};
  }

  std::string method, target, body;
  std::vector<std::string> names, values;
  std::vector<http::HeaderView> headers;
};

}  // namespace ddb::aws
