// The client over TLS, against a server with certificates that are made here.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "shared/http/client.h"
#include "tests/unit/shared/http/raw_socket.h"

namespace ddb::http::test {
namespace {

using testing::HasSubstr;

template <auto function>
struct Freeing {
  template <class T>
  void operator()(T* object) const {
    function(object);
  }
};

using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freeing<X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Freeing<SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Freeing<SSL_free>>;

Certificate self_signed(EVP_PKEY* key, const std::string& alternative_names, long days) {
  Certificate certificate(X509_new());
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -2 * 86400);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * 86400);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("a test"), -1,
                             -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name,
                                              const_cast<char*>(alternative_names.c_str()));
  X509_add_ext(certificate.get(), names, -1);
  X509_EXTENSION_free(names);
  X509_sign(certificate.get(), key, EVP_sha256());
  return certificate;
}

/// Serves one connection over TLS: answers each request with the server name that the client asked for.
class TlsServer {
 public:
  explicit TlsServer(const std::string& alternative_names, long days = 2)
      : key_(EVP_EC_gen("P-256")),
        certificate_(self_signed(key_.get(), alternative_names, days)),
        context_(SSL_CTX_new(TLS_server_method())),
        thread_([this] { serve(); }) {}

  ~TlsServer() { std::filesystem::remove(ca_file_); }

  std::uint16_t port() const { return listener_.port(); }

  /// The certificate as a file of what is trusted.
  std::string ca_file() {
    std::FILE* file = std::fopen(ca_file_.c_str(), "w");
    PEM_write_X509(file, certificate_.get());
    std::fclose(file);
    return ca_file_;
  }

 private:
  void serve() {
    SSL_CTX_use_PrivateKey(context_.get(), key_.get());
    SSL_CTX_use_certificate(context_.get(), certificate_.get());
    RawSocket socket = listener_.accept();
    const Session session(SSL_new(context_.get()));
    SSL_set_fd(session.get(), socket.descriptor());
    if (SSL_accept(session.get()) != 1) return;
    char request[4096];
    while (SSL_read(session.get(), request, sizeof request) > 0) {
      const char* name = SSL_get_servername(session.get(), TLSEXT_NAMETYPE_host_name);
      const std::string body = name ? name : "no name";
      const std::string answer =
          "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
      SSL_write(session.get(), answer.data(), static_cast<int>(answer.size()));
    }
  }

  RawListener listener_;
  const std::string ca_file_ =
      testing::TempDir() + "client_tls_test_" + std::to_string(listener_.port()) + ".pem";
  Key key_;
  Certificate certificate_;
  Context context_;
  std::jthread thread_;
};

Result<Response, ClientError> get(Client& client, const std::string& host, std::uint16_t port) {
  ClientRequest request;
  request.url = std::move(parse_url("https://" + host + ":" + std::to_string(port) + "/")).value();
  return client.send(request);
}

Client client_that_trusts(TlsServer& server) {
  ClientOptions options;
  options.ca_file = server.ca_file();
  return Client(options);
}

TEST(ClientTls, ReachesAServerWhoseCertificateIsTrustedAndNamesTheHost) {
  TlsServer server("DNS:localhost");
  Client client = client_that_trusts(server);
  for (int i = 0; i < 3; ++i) {
    const auto response = get(client, "localhost", server.port());
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->body, "localhost");
  }
}

TEST(ClientTls, VerifiesAnAddressAndSendsNoServerNameForIt) {
  TlsServer server("IP:127.0.0.1");
  Client client = client_that_trusts(server);
  const auto response = get(client, "127.0.0.1", server.port());
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->body, "no name");
}

TEST(ClientTls, RefusesACertificateThatIsNotTrusted) {
  TlsServer server("DNS:localhost");
  Client client;
  const auto response = get(client, "localhost", server.port());
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().failure, ClientFailure::kTls);
  EXPECT_THAT(response.error().message,
              HasSubstr("certificate that is not trusted: self-signed certificate"));
}

TEST(ClientTls, RefusesACertificateOfAnotherHost) {
  for (const std::string names : {"DNS:example.com", "IP:127.0.0.2"}) {
    TlsServer server(names);
    Client client = client_that_trusts(server);
    const auto response = get(client, "127.0.0.1", server.port());
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().failure, ClientFailure::kTls);
    EXPECT_THAT(response.error().message, HasSubstr("certificate for another host"));
  }
}

TEST(ClientTls, RefusesACertificateThatHasExpired) {
  TlsServer server("DNS:localhost", -1);
  Client client = client_that_trusts(server);
  const auto response = get(client, "localhost", server.port());
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().failure, ClientFailure::kTls);
  EXPECT_THAT(response.error().message, HasSubstr("expired"));
}

TEST(ClientTls, NamesAServerThatDoesNotSpeakTls) {
  RawListener listener;
  std::jthread server([&] {
    RawSocket socket = listener.accept();
    socket.receive_some();
    socket.send("HTTP/1.1 400 Bad Request\r\n\r\n");
  });
  Client client;
  const auto response = get(client, "127.0.0.1", listener.port());
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().failure, ClientFailure::kTls);
}

TEST(ClientTls, GivesUpOnAHandshakeThatDoesNotEnd) {
  RawListener listener;
  ClientOptions options;
  options.connect_timeout_ms = 60;
  Client client(options);
  const auto response = get(client, "127.0.0.1", listener.port());
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().failure, ClientFailure::kConnect);
}

TEST(ClientTls, NamesAFileOfCertificatesThatIsNotThere) {
  ClientOptions options;
  options.ca_file = "/nonexistent.pem";
  Client client(options);
  const auto response = get(client, "localhost", 1);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().failure, ClientFailure::kTls);
  EXPECT_THAT(response.error().message, HasSubstr("'/nonexistent.pem'"));
}

}  // namespace
}  // namespace ddb::http::test
