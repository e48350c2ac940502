#include "shared/aws/canonical_request.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "shared/crypto/sha256.h"
#include "shared/http/percent_coding.h"

namespace ddb::aws {
namespace {

using http::append_percent_encoded;
using http::percent_decoded;
using http::Slash;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) { return lower(c); });
  return result;
}

void append_canonical_path(std::string& out, std::string_view path) {
  std::vector<std::string_view> segments;
  bool ends_with_slash = true;
  while (!path.empty()) {
    const auto slash = path.find('/');
    const std::string_view segment = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    ends_with_slash = slash != std::string_view::npos || segment == "." || segment == "..";
    if (segment == "..") {
      if (!segments.empty()) segments.pop_back();
    } else if (!segment.empty() && segment != ".") {
      segments.push_back(segment);
    }
  }
  for (const auto segment : segments) {
    out += '/';
    append_percent_encoded(out, segment, Slash::kKeep);
  }
  if (segments.empty() || ends_with_slash) out += '/';
}

void append_canonical_query(std::string& out, std::string_view query) {
  std::vector<std::pair<std::string, std::string>> parameters;
  while (!query.empty()) {
    const auto ampersand = query.find('&');
    const std::string_view parameter = query.substr(0, ampersand);
    query.remove_prefix(ampersand == std::string_view::npos ? query.size() : ampersand + 1);
    if (parameter.empty()) continue;
    const auto equals = parameter.find('=');
    const std::string name = percent_decoded(parameter.substr(0, equals));
    if (name == "X-Amz-Signature") continue;
    auto& [encoded_name, encoded_value] = parameters.emplace_back();
    append_percent_encoded(encoded_name, name, Slash::kEncode);
    if (equals != std::string_view::npos) {
      append_percent_encoded(encoded_value, percent_decoded(parameter.substr(equals + 1)), Slash::kEncode);
    }
  }
  std::sort(parameters.begin(), parameters.end());
  const char* separator = "";
  for (const auto& [name, value] : parameters) {
    out.append(std::exchange(separator, "&")).append(name).append("=").append(value);
  }
}

/// Without the white space at both ends, and every run of white space inside as one space.
void append_canonical_header_value(std::string& out, std::string_view value) {
  bool space_pending = false;
  const std::size_t start = out.size();
  for (const char c : value) {
    if (c == ' ' || c == '\t') {
      space_pending = true;
      continue;
    }
    if (space_pending && out.size() > start) out += ' ';
    space_pending = false;
    out += c;
  }
}

void append_canonical_header(std::string& out, std::string_view name,
                             std::span<const http::HeaderView> headers) {
  out.append(name).append(":");
  const char* separator = "";
  for (const auto& header : headers) {
    if (!http::equals_ignoring_case(header.name, name)) continue;
    out.append(std::exchange(separator, ","));
    append_canonical_header_value(out, header.value);
  }
  out += '\n';
}

}  // namespace

std::string signed_header_names(std::span<const http::HeaderView> headers) {
  std::set<std::string> names;
  for (const auto& header : headers)
    names.insert(lower(header.name));
  std::string result;
  for (const auto& name : names) {
    if (!result.empty()) result += ';';
    result += name;
  }
  return result;
}

std::string canonical_request(const RequestView& request, std::string_view signed_headers) {
  std::string out;
  out.reserve(512);
  out.append(request.method).append("\n");
  const auto question = request.target.find('?');
  append_canonical_path(out, request.target.substr(0, question));
  out += '\n';
  if (question != std::string_view::npos) append_canonical_query(out, request.target.substr(question + 1));
  out += '\n';
  for (std::string_view rest = signed_headers; !rest.empty();) {
    const auto semicolon = rest.find(';');
    append_canonical_header(out, rest.substr(0, semicolon), request.headers);
    rest.remove_prefix(semicolon == std::string_view::npos ? rest.size() : semicolon + 1);
  }
  out.append("\n").append(signed_headers).append("\n").append(crypto::sha256_hex(request.body));
  return out;
}

}  // namespace ddb::aws
