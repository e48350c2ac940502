// links: emulator_user_pool
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

#include "emulator/storage/store.h"
#include "emulator/user_pool/front.h"
#include "emulator/user_pool/service.h"

using namespace ddb;

namespace {

/// Those that make no key, which takes its time.
constexpr std::array<std::string_view, 14> kOperations = {
    "AdminCreateUser",        "AdminGetUser",
    "AdminSetUserPassword",   "AdminUpdateUserAttributes",
    "CreateUserPoolClient",   "GetUser",
    "InitiateAuth",           "ListUsers",
    "RespondToAuthChallenge", "RevokeToken",
    "ListUserPools",          "AdminDeleteUser",
    "DescribeUserPoolClient", "ListUserPoolClients"};

struct Fixture {
  ManualClock clock;
  SeededRandom random{1};
  std::ostringstream logged;
  Log log{logged, clock, LogLevel::kError};
  std::unique_ptr<storage::Store> store = *storage::Store::open({});
  user_pool::Service service{*store, clock, random, log, cheap()};

  Fixture() { service.ensure_pool({"us-east-1_fuzz", "client"}).value(); }
  static user_pool::ServiceOptions cheap() {
    user_pool::ServiceOptions options;
    options.password_cost.log2_n = 1;
    return options;
  }
};

}  // namespace

/// Whatever a request says, it is answered, with 200 or with an error of the client's.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Fixture fixture;
  if (size == 0) return 0;
  const std::string_view operation = kOperations[data[0] % kOperations.size()];
  const http::Headers headers{
      {"X-Amz-Target", std::string(user_pool::kTargetPrefix) + std::string(operation)},
      {"Authorization",
       "AWS4-HMAC-SHA256 Credential=a/20270115/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, "
       "Signature=0"}};
  const http::Request request("POST", "/", headers,
                              std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
  const int status = fixture.service.answer(request).status;
  if (status != 200 && status != 400) std::abort();
  return 0;
}
