#include "shared/crypto/rsa.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>

#include "shared/crypto/openssl.h"

namespace ddb::crypto {
namespace {

using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;
using Bio = std::unique_ptr<BIO, Free<BIO_vfree>>;

constexpr std::size_t kPemBytesMax = std::size_t{16} << 10U;
constexpr unsigned kLeastExponent = 65537;

std::string_view without_leading_zeros(std::string_view number) {
  return number.substr(std::min(number.find_first_not_of('\0'), number.size()));
}

Number read_number(std::string_view bytes) {
  Number number(BN_bin2bn(unsigned_bytes(bytes), static_cast<int>(bytes.size()), nullptr));
  check(number != nullptr, "BN_bin2bn");
  return number;
}

Result<void> check_numbers(const BIGNUM* modulus, const BIGNUM* exponent) {
  const auto bits = static_cast<std::size_t>(BN_num_bits(modulus));
  if (bits < kRsaBitsMin || bits > kRsaBitsMax)
    return Error{"an RSA key of " + std::to_string(bits) + " bits; 2048 to 8192 are accepted"};
  if (BN_is_odd(modulus) == 0) return Error{"an RSA modulus that is even"};
  if (BN_is_odd(exponent) == 0) return Error{"an RSA exponent that is even"};
  if (BN_num_bits(exponent) <= 32 && BN_get_word(exponent) < kLeastExponent)
    return Error{"an RSA exponent less than 65537"};
  if (static_cast<std::size_t>(BN_num_bytes(exponent)) > kRsaExponentBytesMax)
    return Error{"an RSA exponent of more than 64 bits"};
  return {};
}

Number number_of(const EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  check(EVP_PKEY_get_bn_param(key, name, &number) == 1, "EVP_PKEY_get_bn_param");
  return Number(number);
}

std::string bytes_of(const BIGNUM* number) {
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
  BN_bn2bin(number, unsigned_bytes(bytes));
  return bytes;
}

Key make_public_key(const BIGNUM* modulus, const BIGNUM* exponent) {
  const ParameterBuilder builder(OSSL_PARAM_BLD_new());
  check(builder != nullptr && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus) == 1 &&
            OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent) == 1,
        "OSSL_PARAM_BLD_push_BN");
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY* key = nullptr;
  check(parameters != nullptr && context != nullptr && EVP_PKEY_fromdata_init(context.get()) == 1 &&
            EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1,
        "EVP_PKEY_fromdata");
  return Key(key);
}

/// Without it OpenSSL would ask at the terminal for the password of an encrypted key.
int no_password(char*, int, int, void*) {
  return -1;
}

}  // namespace

Result<RsaPublicKey> RsaPublicKey::from_numbers(std::string_view modulus, std::string_view exponent) {
  modulus = without_leading_zeros(modulus);
  exponent = without_leading_zeros(exponent);
  if (modulus.size() > kRsaBitsMax / 8) return Error{"an RSA key of more than 8192 bits"};
  if (exponent.size() > kRsaExponentBytesMax) return Error{"an RSA exponent of more than 64 bits"};
  const Number n = read_number(modulus);
  const Number e = read_number(exponent);
  DDB_CHECK(check_numbers(n.get(), e.get()));
  return RsaPublicKey(make_public_key(n.get(), e.get()));
}

std::string RsaPublicKey::modulus() const {
  return bytes_of(number_of(key_.get(), OSSL_PKEY_PARAM_RSA_N).get());
}

std::string RsaPublicKey::exponent() const {
  return bytes_of(number_of(key_.get(), OSSL_PKEY_PARAM_RSA_E).get());
}

bool RsaPublicKey::verify(std::string_view bytes, std::string_view signature) const {
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* key_context = nullptr;  // owned by `context`
  check(context != nullptr &&
            EVP_DigestVerifyInit_ex(context.get(), &key_context, "SHA256", nullptr, nullptr, key_.get(),
                                    nullptr) == 1 &&
            EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PADDING) == 1,
        "EVP_DigestVerifyInit_ex");
  const bool verified = EVP_DigestVerify(context.get(), unsigned_bytes(signature), signature.size(),
                                         unsigned_bytes(bytes), bytes.size()) == 1;
  if (!verified) ERR_clear_error();  // else a later user of this thread's error queue would find it
  return verified;
}

RsaPrivateKey RsaPrivateKey::generate() {
  Key key(EVP_RSA_gen(kRsaBitsMin));
  check(key != nullptr, "EVP_RSA_gen");
  return RsaPrivateKey(std::move(key));
}

Result<RsaPrivateKey> RsaPrivateKey::from_pem(std::string_view pem) {
  if (pem.size() > kPemBytesMax) return Error{"a private key of more than 16 KiB of text"};
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  check(bio != nullptr, "BIO_new_mem_buf");
  Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr));
  ERR_clear_error();
  if (!key || EVP_PKEY_is_a(key.get(), "RSA") != 1)
    return Error{"not an unencrypted RSA private key in PEM form"};
  DDB_CHECK(check_numbers(number_of(key.get(), OSSL_PKEY_PARAM_RSA_N).get(),
                          number_of(key.get(), OSSL_PKEY_PARAM_RSA_E).get()));
  return RsaPrivateKey(std::move(key));
}

std::string RsaPrivateKey::to_pem() const {
  const Bio bio(BIO_new(BIO_s_secmem()));
  check(bio != nullptr &&
            PEM_write_bio_PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
        "PEM_write_bio_PrivateKey");
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

RsaPublicKey RsaPrivateKey::public_key() const {
  return RsaPublicKey(make_public_key(number_of(key_.get(), OSSL_PKEY_PARAM_RSA_N).get(),
                                      number_of(key_.get(), OSSL_PKEY_PARAM_RSA_E).get()));
}

std::string RsaPrivateKey::sign(std::string_view bytes) const {
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* key_context = nullptr;  // owned by `context`
  check(context != nullptr &&
            EVP_DigestSignInit_ex(context.get(), &key_context, "SHA256", nullptr, nullptr, key_.get(),
                                  nullptr) == 1 &&
            EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PADDING) == 1,
        "EVP_DigestSignInit_ex");
  std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())), '\0');
  std::size_t size = signature.size();
  check(EVP_DigestSign(context.get(), unsigned_bytes(signature), &size, unsigned_bytes(bytes),
                       bytes.size()) == 1,
        "EVP_DigestSign");
  signature.resize(size);
  return signature;
}

}  // namespace ddb::crypto
