#include "backend/users/postgres_connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <new>
#include <string_view>
#include <utility>

namespace ddb::backend {

namespace {

using Milliseconds = std::chrono::milliseconds;

/// By then the server has ended the statement itself, if it is alive.
constexpr Milliseconds kServerGrace(1'000);

/// False at the deadline.
bool wait_for(int socket, int events, std::chrono::steady_clock::time_point deadline) {
  const auto left = std::chrono::ceil<Milliseconds>(deadline - std::chrono::steady_clock::now()).count();
  pollfd waited{.fd = socket, .events = static_cast<short>(events), .revents = 0};
  const int count = ::poll(&waited, 1, static_cast<int>(std::max<long long>(left, 0)));
  return count > 0 || (count < 0 && errno == EINTR);
}

/// What PostgreSQL's error codes mean for us (its manual, appendix "PostgreSQL Error Codes").
SqlError::Kind kind_of(std::string_view sql_state) {
  if (sql_state == "23505") return SqlError::Kind::kUniqueViolation;
  // No such table, no such column.
  if (sql_state == "42P01" || sql_state == "42703") return SqlError::Kind::kNoTable;
  if (sql_state == "55006") return SqlError::Kind::kInUse;
  // Statement or lock timeout; deadlock.
  if (sql_state == "57014" || sql_state == "55P03" || sql_state == "40P01") return SqlError::Kind::kBusy;
  // Bytes that are not UTF-8, no UUID.
  if (sql_state == "22021" || sql_state == "22P02") return SqlError::Kind::kInvalidText;
  // The server is shutting down, has crashed, or starts.
  if (sql_state.starts_with("57P") || sql_state.starts_with("08")) return SqlError::Kind::kUnreachable;
  return SqlError::Kind::kOther;
}

/// libpq's messages end with a line end, and have a line for each address that it tried.
std::string one_line(std::string text) {
  while (text.ends_with('\n'))
    text.pop_back();
  std::ranges::replace(text, '\n', ' ');
  return text;
}

}  // namespace

void PostgresConnection::Finish::operator()(pg_conn* connection) const {
  PQfinish(connection);
}

void PostgresConnection::Clear::operator()(pg_result* result) const {
  PQclear(result);
}

PostgresConnection::PostgresConnection(const DatabaseAddress& address, const UsersDatabaseOptions& options)
    : address_(address), options_(options) {
  // A silent network is noticed within a minute. The later value of a keyword counts: the URL's before the
  // ones above it, the database's name before the URL's.
  constexpr std::size_t kCount = 9;
  const std::array<const char*, kCount> keywords = {"fallback_application_name",
                                                    "keepalives_idle",
                                                    "keepalives_interval",
                                                    "keepalives_count",
                                                    "tcp_user_timeout",
                                                    "dbname",
                                                    "dbname",
                                                    "client_encoding"};
  const std::array<const char*, kCount> values = {
      "cruddur", "30", "10", "3", "30000", address_.url.c_str(), address_.database.c_str(), "UTF8"};
  connection_.reset(PQconnectStartParams(keywords.data(), values.data(), 1));
  if (!connection_) throw std::bad_alloc();
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
}

SqlResult<std::unique_ptr<SqlConnection>> PostgresConnection::open(const DatabaseAddress& address,
                                                                   const UsersDatabaseOptions& options) {
  auto connection = std::make_unique<PostgresConnection>(address, options);
  DDB_CHECK(connection->sign_in());
  DDB_CHECK(connection->set_up());
  return std::unique_ptr<SqlConnection>(std::move(connection));
}

SqlResult<void> PostgresConnection::sign_in() {
  const Deadline deadline = std::chrono::steady_clock::now() + Milliseconds(options_.connect_timeout_ms);
  PostgresPollingStatusType wanted = PGRES_POLLING_WRITING;
  while (PQstatus(connection_.get()) != CONNECTION_BAD && wanted != PGRES_POLLING_OK) {
    const int events = wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT;
    if (!wait_for(PQsocket(connection_.get()), events, deadline))
      return lost("did not accept a connection within " + std::to_string(options_.connect_timeout_ms) +
                  " ms");
    wanted = PQconnectPoll(connection_.get());
    if (wanted == PGRES_POLLING_FAILED) break;
  }
  if (PQstatus(connection_.get()) != CONNECTION_OK || PQsetnonblocking(connection_.get(), 1) != 0)
    return lost("can't be reached: " + reason());
  return {};
}

SqlResult<void> PostgresConnection::set_up() {
  // `TIMESTAMP` columns hold UTC, also where CURRENT_TIMESTAMP fills them.
  DDB_CHECK(run("SELECT set_config('statement_timeout', $1, false), set_config('TimeZone', 'UTC', false)",
                {std::to_string(options_.statement_timeout_ms)}));
  return {};
}

bool PostgresConnection::is_reusable() const {
  return !is_lost_ && PQstatus(connection_.get()) == CONNECTION_OK &&
         PQtransactionStatus(connection_.get()) == PQTRANS_IDLE;
}

/// Parameters go apart from the statement; it has no name, so that a proxy between may give each transaction
/// another connection (Amazon RDS Proxy pins one that has prepared a statement).
SqlResult<SqlRows> PostgresConnection::run(const std::string& sql, const SqlParameters& parameters) {
  std::vector<const char*> values;
  for (const std::string& parameter : parameters) {
    if (parameter.find('\0') != std::string::npos)
      return SqlError(SqlError::Kind::kInvalidText, "PostgreSQL's text has no zero bytes.");
    values.push_back(parameter.c_str());
  }
  const Deadline deadline =
      std::chrono::steady_clock::now() + Milliseconds(options_.statement_timeout_ms) + kServerGrace;
  if (is_lost_ || PQsendQueryParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr,
                                    values.data(), nullptr, nullptr, 0) != 1)
    return lost("was lost: " + reason());
  DDB_CHECK(await_sent(deadline));
  DDB_TRY(answer, await_answer(deadline));
  return rows_of(answer);
}

SqlResult<void> PostgresConnection::await_sent(Deadline deadline) {
  for (;;) {
    const int state = PQflush(connection_.get());
    if (state == 0) return {};
    if (state < 0) return lost("was lost: " + reason());
    DDB_CHECK(await(POLLIN | POLLOUT, deadline));
  }
}

/// The last answer, of which one statement has one; the connection is ready for the next then.
SqlResult<PostgresConnection::Answer> PostgresConnection::await_answer(Deadline deadline) {
  Answer last;
  for (;;) {
    while (PQisBusy(connection_.get()) == 1)
      DDB_CHECK(await(POLLIN, deadline));
    Answer answer(PQgetResult(connection_.get()));
    if (!answer) break;
    last = std::move(answer);
  }
  if (!last) return lost("was lost: " + reason());
  return last;
}

/// Takes in what has come, so that the server, too, can go on writing.
SqlResult<void> PostgresConnection::await(int events, Deadline deadline) {
  if (!wait_for(PQsocket(connection_.get()), events, deadline)) {
    is_lost_ = true;  // The answer may still come, and would be taken for the next one.
    return SqlError(SqlError::Kind::kBusy, "The users database " + address_.name + " did not answer within " +
                                               std::to_string(options_.statement_timeout_ms) + " ms.");
  }
  if (PQconsumeInput(connection_.get()) != 1) return lost("was lost: " + reason());
  return {};
}

SqlResult<SqlRows> PostgresConnection::rows_of(const Answer& answer) {
  const ExecStatusType status = PQresultStatus(answer.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    const char* sql_state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
    const char* message = PQresultErrorField(answer.get(), PG_DIAG_MESSAGE_PRIMARY);
    if (!sql_state || !message) return lost("was lost: " + reason());
    const SqlError::Kind kind = kind_of(sql_state);
    if (kind == SqlError::Kind::kUnreachable) is_lost_ = true;
    return SqlError(kind, "The users database " + address_.name + " answered: " + one_line(message) + " (" +
                              sql_state + ").");
  }
  SqlRows rows(static_cast<std::size_t>(PQntuples(answer.get())));
  for (int row = 0; row < PQntuples(answer.get()); ++row)
    for (int column = 0; column < PQnfields(answer.get()); ++column)
      rows[static_cast<std::size_t>(row)].emplace_back(
          PQgetvalue(answer.get(), row, column),
          static_cast<std::size_t>(PQgetlength(answer.get(), row, column)));
  return rows;
}

SqlError PostgresConnection::lost(const std::string& what) {
  is_lost_ = true;
  return {SqlError::Kind::kUnreachable, "The users database " + address_.name + " " + what + "."};
}

std::string PostgresConnection::reason() const {
  const std::string text = one_line(PQerrorMessage(connection_.get()));
  return text.empty() ? "no reason was given" : text;
}

}  // namespace ddb::backend
