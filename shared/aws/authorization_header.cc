#include "shared/aws/authorization_header.h"

#include <optional>
#include <stdexcept>

#include "shared/base/eight_bytes.h"
#include "shared/http/syntax.h"

namespace ddb::aws {
namespace {

bool is_separator(char c) {
  return c == ',' || c == ' ' || c == '\t';
}

/// How many bytes at the front of `text`, in steps of eight, are surely no separators: letters, digits and
/// what else a header consists of lie above all of them.
std::size_t leading_without_separators(std::string_view text) {
  std::size_t size = 0;
  for (; size + sizeof(EightBytes) <= text.size(); size += sizeof(EightBytes))
    if (any_less_than(load_eight_bytes(text.data() + size), ',' + 1) != 0) break;
  return size;
}

/// Takes what stands before the next separator off the front of `text`; empty when nothing is left. By hand:
/// every request comes through here, and `find_first_of` takes ten times as long.
std::string_view take_word(std::string_view& text) {
  std::size_t start = 0;
  while (start < text.size() && is_separator(text[start]))
    ++start;
  std::size_t end = start + leading_without_separators(text.substr(start));
  while (end < text.size() && !is_separator(text[end]))
    ++end;
  const std::string_view word = text.substr(start, end - start);
  text.remove_prefix(end);
  return word;
}

AuthorizationError problem(AuthorizationProblem kind, std::string_view detail = {}) {
  return AuthorizationError{.problem = kind, .detail = detail};
}

struct Parameters {
  std::optional<std::string_view> credential, signed_headers, signature;

  void add(std::string_view name, std::string_view value) {
    auto* slot = name == "Credential"      ? &credential
                 : name == "SignedHeaders" ? &signed_headers
                 : name == "Signature"     ? &signature
                                           : nullptr;
    if (slot && !*slot) *slot = value;
  }
  bool complete() const { return credential && signed_headers && signature; }
};

/// Takes the last part of `text`, after its last '/', off it; nothing when there is no '/'.
std::optional<std::string_view> take_last_part(std::string_view& text) {
  const auto slash = text.rfind('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view part = text.substr(slash + 1);
  text = text.substr(0, slash);
  return part;
}

}  // namespace

bool parse_credential(std::string_view text, std::string_view& access_key_id, CredentialScope& scope) {
  for (std::string_view* part : {&scope.terminator, &scope.service, &scope.region, &scope.date}) {
    const auto found = take_last_part(text);
    if (!found) return false;
    *part = *found;
  }
  access_key_id = text;
  return true;
}

Result<AuthorizationHeader, AuthorizationError> parse_authorization_header(std::string_view value) {
  if (value.size() > kAuthorizationHeaderSizeBytesMax) return problem(AuthorizationProblem::kTooLong);
  std::string_view rest = http::trimmed(value);
  if (!rest.starts_with("AWS4-")) return problem(AuthorizationProblem::kNotSigned);

  AuthorizationHeader header;
  header.algorithm = take_word(rest);
  Parameters parameters;
  std::string_view malformed;
  while (true) {
    const std::string_view word = take_word(rest);
    if (word.empty()) break;
    const auto equals = word.find('=');
    if (equals != std::string_view::npos) {
      parameters.add(word.substr(0, equals), word.substr(equals + 1));
    } else if (malformed.empty()) {
      malformed = word;
    }
  }

  if (header.algorithm != kSigningAlgorithm && parameters.complete()) {
    return problem(AuthorizationProblem::kUnsupportedAlgorithm, header.algorithm);
  }
  if (!malformed.empty()) return problem(AuthorizationProblem::kParameterMalformed, malformed);
  if (!parameters.complete()) {
    return AuthorizationError{.problem = AuthorizationProblem::kParameterMissing,
                              .credential_missing = !parameters.credential,
                              .signature_missing = !parameters.signature,
                              .signed_headers_missing = !parameters.signed_headers};
  }
  header.signed_headers = *parameters.signed_headers;
  header.signature = *parameters.signature;
  if (!parse_credential(*parameters.credential, header.access_key_id, header.scope)) {
    return problem(AuthorizationProblem::kCredentialMalformed, *parameters.credential);
  }
  return header;
}

void throw_exception_from_error(const AuthorizationError&, const boost::source_location&) {
  throw std::logic_error("value() of an Authorization header that is none");
}

}  // namespace ddb::aws
