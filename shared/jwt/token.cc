#include "shared/jwt/token.h"

#include <boost/json/serialize.hpp>

#include "shared/base/base64.h"

namespace ddb::jwt {
namespace {

constexpr std::string_view kAlgorithm = "RS256";
constexpr json::Limits kJsonLimits{.depth_max = 16, .memory_bytes_always = std::size_t{1} << 20U};

Result<json::Document> parse_object(std::string_view text, std::string_view what) {
  auto document = json::Document::parse(text, kJsonLimits);
  if (!document || !document->root().is_object())
    return Error{"the token's " + std::string(what) + " is not a JSON object"};
  return document;
}

/// The `kid` of a header that may be used, or why it may not.
Result<std::string> check_header(const boost::json::object& header) {
  const boost::json::value* algorithm = header.if_contains("alg");
  if (algorithm == nullptr || !algorithm->is_string() || algorithm->get_string() != kAlgorithm)
    return Error{"the token's algorithm is not RS256"};
  if (header.contains("crit")) return Error{"the token asks for an extension that is not understood"};
  const boost::json::value* key_id = header.if_contains("kid");
  if (key_id == nullptr) return {boost::system::in_place_value, ""};
  if (!key_id->is_string() || key_id->get_string().size() > kKeyIdBytesMax)
    return Error{"the token's key id is not a text of at most 256 bytes"};
  return {boost::system::in_place_value, key_id->get_string()};
}

}  // namespace

Result<UnverifiedToken> UnverifiedToken::parse(std::string_view text) {
  if (text.size() > kTokenBytesMax) return Error{"the token has more than 16 KiB"};
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos)
    return Error{"the token does not have three parts"};
  const auto header = base64url_decode(text.substr(0, first));
  auto payload = base64url_decode(text.substr(first + 1, second - first - 1));
  auto signature = base64url_decode(text.substr(second + 1));
  if (!header || !payload || !signature) return Error{"a part of the token is not base64url"};
  DDB_TRY(document, parse_object(*header, "header"));
  DDB_TRY(key_id, check_header(document.root().get_object()));
  UnverifiedToken token;
  token.key_id_ = std::move(key_id);
  token.signed_text_ = text.substr(0, second);
  token.payload_ = *std::move(payload);
  token.signature_ = *std::move(signature);
  return token;
}

Result<json::Document> UnverifiedToken::verify(const crypto::RsaPublicKey& key) const {
  if (!key.verify(signed_text_, signature_)) return Error{"the token's signature is not of this key"};
  return parse_object(payload_, "payload");
}

std::string sign_token(const boost::json::object& claims, std::string_view key_id,
                       const crypto::RsaPrivateKey& key) {
  const boost::json::object header{{"kid", key_id}, {"alg", kAlgorithm}};
  const std::string signed_text = base64url_encode(boost::json::serialize(header)) + "." +
                                  base64url_encode(boost::json::serialize(claims));
  return signed_text + "." + base64url_encode(key.sign(signed_text));
}

}  // namespace ddb::jwt
