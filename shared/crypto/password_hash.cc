#include "shared/crypto/password_hash.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <charconv>
#include <cstdint>
#include <optional>

#include "shared/base/base64.h"
#include "shared/crypto/constant_time.h"
#include "shared/crypto/openssl.h"
#include "shared/crypto/secure_random.h"

namespace ddb::crypto {
namespace {

using Kdf = std::unique_ptr<EVP_KDF, Free<EVP_KDF_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, Free<EVP_KDF_CTX_free>>;

constexpr std::size_t kSaltSizeBytes = 16;
constexpr std::size_t kHashSizeBytes = 32;

struct KeptPassword {
  PasswordCost cost;
  std::string salt;
  std::string hash;
};

std::string scrypt(std::string_view password, std::string_view salt, const PasswordCost& cost) {
  const Kdf kdf(EVP_KDF_fetch(nullptr, "SCRYPT", nullptr));
  const KdfContext context(EVP_KDF_CTX_new(kdf.get()));
  check(context != nullptr, "EVP_KDF_CTX_new");
  std::uint64_t n = std::uint64_t{1} << cost.log2_n;
  std::uint32_t r = cost.block_size;
  std::uint32_t p = cost.parallelism;
  // What these parameters take, and room for OpenSSL's own, in place of its limit of 32 MiB.
  std::uint64_t memory_max = std::uint64_t{128} * r * (n + p + 2) + (std::uint64_t{1} << 20U);
  const char* password_bytes = password.empty() ? "" : password.data();  // null would mean "none was set"
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, const_cast<char*>(password_bytes),
                                        password.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, const_cast<char*>(salt.data()), salt.size()),
      OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
      OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &r),
      OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &p),
      OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &memory_max),
      OSSL_PARAM_construct_end()};
  std::string hash(kHashSizeBytes, '\0');
  check(EVP_KDF_derive(context.get(), unsigned_bytes(hash), hash.size(), parameters) == 1, "EVP_KDF_derive");
  return hash;
}

/// Takes `prefix` and a whole number up to `maximum` off the front of `text`.
std::optional<unsigned> take_number(std::string_view& text, std::string_view prefix, unsigned maximum) {
  if (!text.starts_with(prefix)) return std::nullopt;
  text.remove_prefix(prefix.size());
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number == 0 || number > maximum) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::optional<KeptPassword> parse_kept(std::string_view text) {
  const auto log2_n = take_number(text, "scrypt$ln=", 20);
  const auto block_size = log2_n ? take_number(text, ",r=", 32) : std::nullopt;
  const auto parallelism = block_size ? take_number(text, ",p=", 16) : std::nullopt;
  if (!parallelism || !text.starts_with('$')) return std::nullopt;
  text.remove_prefix(1);
  const std::size_t split = text.find('$');
  if (split == std::string_view::npos) return std::nullopt;
  const auto salt = base64url_decode(text.substr(0, split));
  const auto hash = base64url_decode(text.substr(split + 1));
  if (!salt || salt->size() != kSaltSizeBytes || !hash || hash->size() != kHashSizeBytes) return std::nullopt;
  return KeptPassword{{*log2_n, *block_size, *parallelism}, *salt, *hash};
}

}  // namespace

std::string hash_password(std::string_view password, const PasswordCost& cost) {
  const std::string salt = secure_random_bytes(kSaltSizeBytes);
  return "scrypt$ln=" + std::to_string(cost.log2_n) + ",r=" + std::to_string(cost.block_size) +
         ",p=" + std::to_string(cost.parallelism) + "$" + base64url_encode(salt) + "$" +
         base64url_encode(scrypt(password, salt, cost));
}

bool password_matches(std::string_view password, std::string_view kept) {
  const auto parsed = parse_kept(kept);
  return parsed && constant_time_equal(scrypt(password, parsed->salt, parsed->cost), parsed->hash);
}

}  // namespace ddb::crypto
