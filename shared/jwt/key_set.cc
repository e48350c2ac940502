#include "shared/jwt/key_set.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <optional>

#include "shared/base/base64.h"
#include "shared/json/json.h"
#include "shared/jwt/token.h"

namespace ddb::jwt {
namespace {

constexpr json::Limits kJsonLimits{.depth_max = 16, .memory_bytes_always = std::size_t{8} << 20U};

std::optional<std::string_view> text_of(const boost::json::object& key, std::string_view name) {
  const boost::json::value* value = key.if_contains(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string_view(value->get_string());
}

/// Whether the member `name`, which a key may leave out, says `expected`.
bool permits(const boost::json::object& key, std::string_view name, std::string_view expected) {
  return !key.contains(name) || text_of(key, name) == expected;
}

/// RFC 7517 section 4.3: which operations the key is for; any if it does not say.
bool permits_verifying(const boost::json::object& key) {
  const boost::json::value* operations = key.if_contains("key_ops");
  if (operations == nullptr) return true;
  if (!operations->is_array()) return false;
  const boost::json::array& names = operations->get_array();
  return std::any_of(names.begin(), names.end(), [](const boost::json::value& name) {
    return name.is_string() && name.get_string() == "verify";
  });
}

std::optional<crypto::RsaPublicKey> parse_key(const boost::json::object& key) {
  if (text_of(key, "kty") != "RSA" || !permits(key, "use", "sig") || !permits(key, "alg", "RS256") ||
      !permits_verifying(key))
    return std::nullopt;
  const auto modulus = base64url_decode(text_of(key, "n").value_or(""));
  const auto exponent = base64url_decode(text_of(key, "e").value_or(""));
  if (!modulus || !exponent) return std::nullopt;
  auto parsed = crypto::RsaPublicKey::from_numbers(*modulus, *exponent);
  if (!parsed) return std::nullopt;
  return *std::move(parsed);
}

}  // namespace

Result<KeySet> KeySet::parse(std::string_view text) {
  if (text.size() > kKeySetBytesMax) return Error{"the key set has more than 256 KiB"};
  DDB_TRY(document, json::Document::parse(text, kJsonLimits));
  const boost::json::object* root = document.root().if_object();
  const boost::json::value* member = root == nullptr ? nullptr : root->if_contains("keys");
  if (member == nullptr || !member->is_array()) return Error{"the key set has no array \"keys\""};
  if (member->get_array().size() > kKeysMax) return Error{"the key set has more than 64 keys"};
  KeySet set;
  for (const boost::json::value& value : member->get_array()) {
    const boost::json::object* key = value.if_object();
    if (key == nullptr) continue;
    const auto key_id = text_of(*key, "kid");
    if (!key_id || key_id->empty() || key_id->size() > kKeyIdBytesMax || set.find(*key_id) != nullptr)
      continue;
    if (auto parsed = parse_key(*key)) set.add(std::string(*key_id), *std::move(parsed));
  }
  return set;
}

std::string KeySet::to_json() const {
  boost::json::array keys;
  for (const Entry& entry : keys_) {
    keys.push_back(boost::json::object{{"alg", "RS256"},
                                       {"e", base64url_encode(entry.key.exponent())},
                                       {"kid", entry.key_id},
                                       {"kty", "RSA"},
                                       {"n", base64url_encode(entry.key.modulus())},
                                       {"use", "sig"}});
  }
  return boost::json::serialize(boost::json::object{{"keys", std::move(keys)}});
}

void KeySet::add(std::string key_id, crypto::RsaPublicKey key) {
  keys_.push_back({std::move(key_id), std::move(key)});
}

const crypto::RsaPublicKey* KeySet::find(std::string_view key_id) const {
  const auto found =
      std::find_if(keys_.begin(), keys_.end(), [&](const Entry& entry) { return entry.key_id == key_id; });
  return found == keys_.end() ? nullptr : &found->key;
}

}  // namespace ddb::jwt
