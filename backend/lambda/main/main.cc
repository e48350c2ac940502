// cruddur-stream-lambda: the `bootstrap` of the Lambda function on the stream of the table of messages.

#include <array>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include "backend/dynamodb/dynamodb_message_store.h"
#include "backend/stream/lambda_runtime.h"
#include "backend/stream/last_message_updater.h"
#include "backend/stream/time_limited_transport.h"
#include "shared/aws/dynamodb_client.h"
#include "shared/aws/profile.h"
#include "shared/aws/system.h"
#include "shared/base/log.h"

namespace {

using namespace ddb;

constexpr int kExitUsage = 2;

constexpr const char* kUsage =
    "cruddur-stream-lambda: shows each conversation's last message, from the stream of the table of "
    "messages.\n"
    "It is the `bootstrap` of an AWS Lambda function (runtime provided.al2023) and is started by Lambda "
    "alone:\n"
    "AWS_LAMBDA_RUNTIME_API is not set. docs/stream-lambda.md tells how to set it up.\n";

/// What is left to answer when the calls to DynamoDB have to end.
constexpr std::chrono::milliseconds kAnswerTime{300};
/// An invocation is short, and Lambda itself tries again.
constexpr aws::RetryPolicy kRetryPolicy{.attempts_max = 5,
                                        .backoff_max = std::chrono::milliseconds(1'000),
                                        .total_time_max = std::chrono::milliseconds(10'000)};
constexpr std::uint32_t kConnectTimeoutMs = 2'000;
constexpr std::uint32_t kCallTimeoutMs = 5'000;

/// Where systems keep the certificates that they trust; the OpenSSL that is linked in knows Debian's alone.
constexpr std::array<const char*, 3> kCertificateFiles{
    "/etc/ssl/certs/ca-certificates.crt",                  // Debian
    "/etc/pki/tls/certs/ca-bundle.crt",                    // Amazon Linux
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"};  // what that one links to

std::string certificate_file(const aws::Environment& environment, const aws::FileReader& files) {
  if (const auto file = environment.find("AWS_CA_BUNDLE")) return *file;
  if (environment.find("SSL_CERT_FILE")) return "";
  for (const char* file : kCertificateFiles) {
    const auto content = files.read(file);
    if (content && *content) return file;
  }
  return "";
}

struct Settings {
  aws::Profile profile;
  aws::Endpoint endpoint;
  backend::DynamoDbMessageStoreOptions store;
};

Result<backend::Transactions> read_transactions(const aws::Environment& environment) {
  const std::string text = environment.find("DDB_TRANSACTIONS").value_or("on");
  if (text == "on") return backend::Transactions::kOn;
  if (text == "off") return backend::Transactions::kOff;
  return Error{"DDB_TRANSACTIONS must be on or off, not \"" + text + "\"."};
}

Result<Settings> read_settings(const aws::Environment& environment, const aws::FileReader& files) {
  const auto table = environment.find("DDB_MESSAGE_TABLE");
  if (!table) return Error{"DDB_MESSAGE_TABLE is not set: it names the table of messages."};
  Settings settings;
  DDB_TRY(transactions, read_transactions(environment));
  settings.store = {.table_name = *table, .transactions = transactions};
  DDB_TRY(profile, aws::Profile::load("", environment, files));
  settings.profile = std::move(profile);
  DDB_TRY(endpoint, aws::find_endpoint({}, environment, settings.profile));
  settings.endpoint = std::move(endpoint);
  return settings;
}

/// Serves until the Runtime API ends; gives back why.
Error serve(backend::LambdaRuntime& runtime, const Settings& settings, const aws::Environment& environment,
            const aws::FileReader& files, Log& log) {
  const SystemClock clock;
  SystemRandom random;
  aws::SystemSleeper sleeper;
  const aws::ShellCommandRunner commands;
  http::ClientOptions options;
  options.connect_timeout_ms = kConnectTimeoutMs;
  options.total_timeout_ms = kCallTimeoutMs;
  options.ca_file = certificate_file(environment, files);
  aws::HttpTransport network(options);
  backend::TimeLimitedTransport transport(network, clock);

  aws::EndpointCredentials credentials(aws::tables_endpoint(settings.endpoint),
                                       {environment, files, commands, transport, clock}, settings.profile);
  aws::DynamoDbClient dynamodb(settings.endpoint, {transport, credentials, clock, random, sleeper},
                               kRetryPolicy);
  backend::DynamoDbMessageStore store({dynamodb, clock, random, sleeper}, settings.store);
  backend::LastMessageUpdater updater(store, log);
  return runtime.serve([&](std::string_view event_json, Clock::TimePoint deadline) {
    transport.set_deadline(deadline == Clock::TimePoint::max() ? deadline : deadline - kAnswerTime);
    return updater.handle_event(event_json, [&transport] { return !transport.is_over(); });
  });
}

int run() {
  const aws::Environment environment = aws::Environment::of_process();
  const auto api = environment.find("AWS_LAMBDA_RUNTIME_API");
  if (!api) {
    std::cerr << kUsage;
    return kExitUsage;
  }
  const SystemClock clock;
  Log log(std::cerr, clock, LogLevel::kInfo);
  const aws::SystemFileReader files;
  aws::HttpTransport transport;
  auto runtime = backend::LambdaRuntime::create(*api, transport, log);
  if (!runtime) {
    log.error(runtime.error().message);
    return kExitUsage;
  }
  const auto settings = read_settings(environment, files);
  if (!settings) {
    log.error(settings.error().message);
    const auto reported = runtime->report_init_error(settings.error().message);
    if (!reported) log.error(reported.error().message);
    return EXIT_FAILURE;
  }
  log.error("Ending: " + serve(*runtime, *settings, environment, files, log).message);
  return EXIT_FAILURE;
}

}  // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& failure) {
    std::cerr << "cruddur-stream-lambda: a bug or a lack of memory: " << failure.what() << '\n';
    return EXIT_FAILURE;
  }
}
