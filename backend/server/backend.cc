#include "backend/server/backend.h"

#include <chrono>
#include <utility>

#include "backend/dynamodb/dynamodb_message_store.h"
#include "backend/handlers/page_answer.h"
#include "backend/handlers/request_handler.h"
#include "backend/identity/cognito_token_verifier.h"
#include "backend/stream/last_message_updater.h"
#include "backend/stream/stream_poller.h"
#include "backend/stream/stream_poller_thread.h"
#include "backend/users/cached_user_directory.h"
#include "backend/users/users_database.h"
#include "shared/aws/dynamodb_client.h"
#include "shared/http/server.h"

namespace ddb::backend {
namespace {

using std::chrono::milliseconds;

/// A person waits for each answer: a call that has not come through by then is better answered 503.
constexpr milliseconds kCallTimeMax{5'000};
constexpr std::uint32_t kConnectTimeoutMs = 2'000;
/// Some seconds' worth of requests; further ones are answered 503 at once.
constexpr std::size_t kQueueLengthMax = 1'024;

aws::RetryPolicy requests_policy() {
  aws::RetryPolicy policy;
  policy.attempts_max = 4;
  policy.connection_attempts_max = 2;
  policy.backoff_max = milliseconds(500);
  policy.total_time_max = kCallTimeMax;
  return policy;
}

/// The poller itself tries again.
aws::RetryPolicy poller_policy() {
  aws::RetryPolicy policy;
  policy.attempts_max = 1;
  return policy;
}

http::ClientOptions client_options(const aws::Environment& environment, std::size_t connections) {
  http::ClientOptions options;
  options.connect_timeout_ms = kConnectTimeoutMs;
  options.total_timeout_ms = static_cast<std::uint32_t>(kCallTimeMax.count());
  options.idle_connections_per_host_max = connections;
  options.ca_file = environment.find("AWS_CA_BUNDLE").value_or("");
  return options;
}

UsersDatabaseOptions users_options(const Options& options) {
  UsersDatabaseOptions users;
  users.connections_max = std::min(users.connections_max, options.worker_count);
  return users;
}

std::string address_of(const http::Url& url) {
  return url.path == "/" ? url.origin() : url.origin() + url.path;
}

ApiParts api_parts(const Settings& settings, Messaging& messaging, StreamReceiver& receiver) {
  return {messaging,
          receiver,
          {settings.region, address_of(settings.user_pool.endpoint), settings.user_pool.client_id},
          settings.hook_secret};
}

http::ServerOptions server_options(const Options& options, const Settings& settings, const Machine& machine) {
  http::ServerOptions server;
  server.addresses = options.hosts;
  server.port = options.port;
  server.thread_count = options.thread_count;
  server.limits.body_bytes_max =
      body_bytes_max(settings.hook_secret.empty() ? StreamHook::kOff : StreamHook::kOn);
  server.clock = &machine.clock;
  server.log = &machine.log;
  return server;
}

/// Follows the table's stream over connections of its own, which a stop breaks off.
class Follower {
 public:
  Follower(const Settings& settings, const Machine& machine, aws::CredentialProvider& credentials,
           LastMessageUpdater& updater, StreamCheckpoints& checkpoints)
      : transport_(client_options(machine.environment, 1)),
        dynamodb_(settings.dynamodb,
                  {transport_, credentials, machine.clock, machine.random, machine.sleeper}, poller_policy()),
        poller_({dynamodb_, updater, checkpoints, machine.clock, machine.random, machine.log},
                settings.message_table),
        thread_(poller_, machine.log, [this] { transport_.stop(); }) {}

 private:
  aws::HttpTransport transport_;
  aws::DynamoDbClient dynamodb_;
  StreamPoller poller_;
  StreamPollerThread thread_;
};

}  // namespace

/// In the order of construction: each needs those above it.
struct Backend::Parts {
  Parts(const Options& options, const Settings& settings, const aws::Profile& profile, const Machine& machine,
        std::unique_ptr<UsersDatabase> opened)
      : transport(client_options(machine.environment, options.worker_count)),
        credentials(aws::tables_endpoint(settings.dynamodb),
                    {machine.environment, machine.files, machine.commands, transport, machine.clock},
                    profile),
        dynamodb(settings.dynamodb, {transport, credentials, machine.clock, machine.random, machine.sleeper},
                 requests_policy()),
        store({dynamodb, machine.clock, machine.random, machine.sleeper},
              {.table_name = settings.message_table, .transactions = settings.transactions}),
        users(std::move(opened)),
        directory(*users, machine.clock),
        tokens(settings.user_pool, transport, machine.clock),
        messaging(store, directory, machine.random),
        updater(store, machine.log),
        api(api_parts(settings, messaging, updater)),
        origins(settings.allowed_origins),
        workers(options.worker_count, kQueueLengthMax, machine.log),
        handler({api, origins, tokens, workers, machine.clock, machine.random, machine.log},
                content_security_policy(settings.user_pool.endpoint.origin())) {}

  aws::HttpTransport transport;
  aws::EndpointCredentials credentials;
  aws::DynamoDbClient dynamodb;
  DynamoDbMessageStore store;
  std::unique_ptr<UsersDatabase> users;
  CachedUserDirectory directory;
  CognitoTokenVerifier tokens;
  Messaging messaging;
  LastMessageUpdater updater;
  Api api;
  OriginRules origins;
  WorkerPool workers;
  RequestHandler handler;
  std::unique_ptr<http::Server> server;
  std::unique_ptr<Follower> follower;
};

Backend::Backend(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Backend::~Backend() {
  parts_->server.reset();
  // Nobody waits any more for what the workers and the follower are still at.
  parts_->transport.stop();
  parts_->follower.reset();
  parts_->workers.stop();
}

Result<std::unique_ptr<Backend>> Backend::start(const Options& options, const Settings& settings,
                                                const aws::Profile& profile, const Machine& machine) {
  DDB_TRY(users, UsersDatabase::open(settings.connection_url, machine.clock, users_options(options)));
  auto parts = std::make_unique<Parts>(options, settings, profile, machine, std::move(users));
  std::unique_ptr<Backend> backend(new Backend(std::move(parts)));
  Parts& made = *backend->parts_;
  DDB_TRY(server, http::Server::start(server_options(options, settings, machine), made.handler));
  made.server = std::move(server);
  if (options.stream_source == StreamSource::kPoller)
    made.follower =
        std::make_unique<Follower>(settings, machine, made.credentials, made.updater, *made.users);
  machine.log.info("Users are in " + made.users->name() + ", messages in the table " +
                   settings.message_table + " at " + settings.dynamodb.dynamodb.origin() +
                   ", tokens are of " + settings.user_pool.issuer() + ".");
  return backend;
}

std::vector<std::string> Backend::endpoints() const {
  return parts_->server->endpoints();
}

}  // namespace ddb::backend
