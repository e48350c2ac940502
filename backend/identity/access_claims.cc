#include "backend/identity/access_claims.h"

#include <cmath>
#include <optional>

namespace ddb::backend {
namespace {

/// Times are seconds since 1970, whole or not (RFC 7519 section 2, "NumericDate"); beyond the year 9999
/// nothing is meant that a clock can hold.
constexpr double kUnixSecondsMax = 253'402'300'799.0;

bool is_text(const boost::json::object& claims, std::string_view name, std::string_view wanted) {
  const boost::json::value* claim = claims.if_contains(name);
  return claim && claim->is_string() && std::string_view(claim->get_string()) == wanted;
}

/// Nothing where the claim is no time.
std::optional<Clock::TimePoint> time_of(const boost::json::value& claim) {
  if (!claim.is_number()) return std::nullopt;
  const auto seconds = claim.to_number<double>();
  if (!std::isfinite(seconds) || seconds < 0 || seconds > kUnixSecondsMax) return std::nullopt;
  return Clock::TimePoint(std::chrono::microseconds(static_cast<long long>(seconds * 1e6)));
}

/// Whether a time that may be missing is one, and has come.
bool has_come(const boost::json::object& claims, std::string_view name, Clock::TimePoint latest) {
  const boost::json::value* claim = claims.if_contains(name);
  if (!claim) return true;
  const auto time = time_of(*claim);
  return time && *time <= latest;
}

Error wrong(std::string_view what) {
  return Error{"The token's " + std::string(what)};
}

}  // namespace

Result<AccessClaims> check_access_claims(const boost::json::object& claims, const ExpectedClaims& expected) {
  if (!is_text(claims, "iss", expected.issuer)) return wrong("iss is not the pool.");
  if (!is_text(claims, "token_use", "access")) return wrong("token_use is not access.");
  if (!is_text(claims, "client_id", expected.client_id)) return wrong("client_id is not the pool's client.");
  const boost::json::value* exp = claims.if_contains("exp");
  const auto expires_at = exp ? time_of(*exp) : std::nullopt;
  if (!expires_at) return wrong("exp is missing or no time.");
  if (expected.now >= *expires_at) return wrong("exp has passed.");
  if (!has_come(claims, "nbf", expected.now + expected.leeway)) return wrong("nbf is to come or no time.");
  if (!has_come(claims, "iat", expected.now + expected.leeway)) return wrong("iat is to come or no time.");
  const boost::json::value* sub = claims.if_contains("sub");
  if (!sub || !sub->is_string() || sub->get_string().empty() || sub->get_string().size() > kSubSizeBytesMax)
    return wrong("sub is missing or of no usable length.");
  return AccessClaims{std::string(std::string_view(sub->get_string())), *expires_at};
}

}  // namespace ddb::backend
