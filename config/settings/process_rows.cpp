#include "config/settings/option_rows.hpp"

namespace aurawell::config {
namespace {

using ad = net::admin_options;
using pg = net::postgres_options;
using stored = net::store_options;

constexpr option all_process_rows[] = {
    {"admin", "enabled", at<&ad::enabled>,
     "false: there is no such listener, and nothing is counted for it."},
    {"admin", "host", at<&ad::host>,
     "Address to listen on; a loopback address unless `token_file`, `tls.client_ca_file` or "
     "`allow_anywhere`."},
    {"admin", "port", at<&ad::port>, limits{0, 65'535},
     "Port of `/metrics`, `/livez`, `/readyz` and `/admin/`; 0 lets the system choose."},
    {"admin", "token_file", at<&ad::token_file>,
     "File with the token, 32 characters or more, that every request must show except those for "
     "`/livez`, `/readyz` and the page: `Authorization: Bearer TOKEN`. Read again by a reload. "
     "Empty: none."},
    {"admin", "allow_anywhere", at<&ad::allow_anywhere>,
     "true: without a token `host` may be an address that is not loopback. Everybody who can reach "
     "it can read the numbers; connections, settings and orders are for nobody then."},
    {"admin", "rate_window", at<&ad::rate_window>, limits{1 * second, 1 * hour},
     "Window of the metrics `websocket_*`: rates and shares of this time."},
    {"admin", "tls.certificate_file", at<&ad::tls_certificate_file>,
     "The certificate of this listener, as `server.tls.certificate_file`; empty: without TLS."},
    {"admin", "tls.private_key_file", at<&ad::tls_private_key_file>,
     "The key of that certificate, in PEM without a password."},
    {"admin", "tls.client_ca_file", at<&ad::tls_client_ca_file>,
     "Authorities in PEM: only who shows a certificate of one of them is served, at whatever "
     "address it listens. Empty: nobody is asked for one."},
    {"storage", "url", at<&stored::url>,
     "`sqlite:PATH`, relative to the working folder; `postgresql://USER@HOST/DATABASE`, with the "
     "parameters of libpq and without a password, which `PGPASSWORD` or a `passfile` gives; or "
     "`memory:` for trials. Missing folders are made, for this account only."},
    {"storage", "postgres.connect_timeout", at<&pg::connect_timeout>, limits{2'000, 1 * minute},
     "Wait for a connection to each host of a PostgreSQL `url`."},
    {"storage", "postgres.statement_timeout", at<&pg::statement_timeout>, limits{100, 10 * minute},
     "A PostgreSQL server ends a statement after this time; two seconds later a silent server "
     "counts "
     "as away."},
    {"storage", "postgres.lock_timeout", at<&pg::lock_timeout>, limits{10, 10 * minute},
     "Wait for a lock of another transaction in PostgreSQL before the database counts as away."},
    {"storage", "postgres.idle_timeout", at<&pg::idle_timeout>, limits{1 * second, 1 * hour},
     "A PostgreSQL server ends a transaction in which nothing happens for this time, as after a "
     "failure of this program."},
    {"storage", "busy_timeout", at<&stored::busy_timeout>, limits{0, 1 * minute},
     "Wait for another process's lock on the file before the database counts as away; well below "
     "`session.store_timeout`, because everybody waits with it."},
    {"storage", "waiting_per_user", at<&stored::waiting_per_user>, limits{1, 10'000},
     "Requests of one user over plain HTTP that may wait for the database, to read and to change "
     "so many each; the next is refused with 429."},
    {"storage", "waiting_requests", at<&stored::waiting_requests>, limits{1, 1'000'000},
     "How many plain HTTP requests of all users together may wait for the database, for reading "
     "and for changing separately. Past it the newest request of the user with the most waiting "
     "ones gets 503."},
    {"storage", "encryption_key_env", at<&stored::encryption_key_env>,
     "Name of the environment variable that holds the key that texts of people are sealed with: 32 "
     "bytes in hexadecimal digits or base64. Several, separated by commas: the first seals, all of "
     "them open. Empty: none."},
    {"storage", "encryption_key_file", at<&stored::encryption_key_file>,
     "File with such keys, in place of the variable. Neither: texts are stored as they are."},
    {"storage", "sync_to_disk", at<&stored::sync_to_disk>,
     "true: what was saved survives a power cut; false: faster, survives a crash of the program "
     "only."},
    {"storage", "check_time", at<&stored::check_time>, limits{0, 10 * minute},
     "At start the pages of the database are looked at for damage, at most so long: damage is "
     "logged and counted. 0: not at all."},
    {"storage", "spool_dir", at<&stored::spool_dir>,
     "Where questions and answers wait, in a file, while the database is away; empty: beside it, "
     "for PostgreSQL in `data`. "
     "Made when it is missing, for this account only."},
    {"storage", "spool_bytes", at<&stored::spool_bytes>, limits{64 * kib, 16 * 1024 * mib},
     unit::bytes,
     "They may take so much there, which is set apart on the disk from the start with a quarter "
     "more for the log; with a full spool questions are refused."},
    {"storage", "retry_interval", at<&stored::retry_interval>, limits{10, 1 * minute},
     "Pause before a database that is away is tried again; it doubles, up to eight times this."},
    {"storage", "process_check", at<&stored::process_check>, limits{10, 1 * minute},
     "Time between two looks at the other processes that use the database during an upgrade: when "
     "one has ended, what it has left is completed."},
    {"log", "level", at<&log_settings::level>, "The least serious records that are written."},
    {"log", "format", at<&log_settings::format>,
     "`text` for people, `json` for machines: one object per line."},
    {"log", "access", at<&log_settings::access>,
     "true: one line for each HTTP request, each chat and each question, at the level `info`."},
    {"log", "client_address", at<&log_settings::client_address>,
     "Clients' addresses in these lines: `full`; `truncated` to the network, /24 or /48; or "
     "`none`."},
    {"log", "levels", at<&log_settings::levels>,
     "Levels of single components: `[\"store=debug\", \"provider=off\"]`. The component is the "
     "first "
     "part of an event's name."},
    {"log", "repeat_limit", at<&log_settings::repeat_limit>, limits{0, 1'000'000},
     "Lines of one event that are written in one interval; the others are counted, and one line "
     "says how many. 0: all of them."},
    {"log", "repeat_interval", at<&log_settings::repeat_interval>, limits{100, 1 * hour},
     "That interval. It begins with the first line of the event."},
    {"log", "buffer_bytes", at<&log_settings::buffer_bytes>, limits{4 * kib, 1024 * mib},
     unit::bytes,
     "Size of the lines that may wait for a late reader or a slow disk; then the oldest are "
     "dropped."},
    {"actors", "threads", at<&actor_settings::threads>, limits{0, 256},
     "Threads for actors that work long, as the workers of the pools; sessions and answers run on "
     "the "
     "I/O threads of their connections. 0: one per core."},
    {"memory", "conversations", at<&memory_limits::conversations>, limits{0, 10'000'000},
     "Conversations that are remembered; the one without a question for longest is forgotten "
     "first. 0: none."},
    {"memory", "bytes", at<&memory_limits::bytes>, limits{0, 64 * 1024 * mib}, unit::bytes,
     "Size of all of them together: their texts, and what was read in them."},
};

}  // namespace

std::span<const option> process_rows() noexcept {
  return all_process_rows;
}

}  // namespace aurawell::config
