#include "config/commands/storage_commands.hpp"

#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <iostream>
#include <optional>
#include <system_error>

#include "net/storage/postgres/postgres_url.hpp"
#include "net/storage/spool/open_spool.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/store/pseudonym_key.hpp"
#include "net/storage/upkeep/backup.hpp"
#include "net/storage/upkeep/compact.hpp"
#include "net/storage/upkeep/copy_store.hpp"
#include "net/storage/upkeep/rekey.hpp"
#include "net/storage/upkeep/restore.hpp"
#include "net/storage/upkeep/verify.hpp"

namespace aurawell::config {
namespace {

int failed(const error& why) {
  std::cerr << "aurawell: " << why.detail << '\n';
  return 1;
}

/// "1 user who …", "2 users who …".
std::string counted(std::size_t count, const char* of_one, const char* of_others) {
  return std::to_string(count) + ' ' + (count == 1 ? of_one : of_others);
}

/// The keys that a backup does not contain and that its restore needs.
std::string keys_to_keep(const net::store_options& storage) {
  if (!storage.encryption_keys.empty()) {
    return "; keep the encryption keys somewhere else";
  }
  const auto database = net::sqlite_path(storage.url);
  const auto key = (database ? *database : "") + std::string{net::pseudonym_key_suffix};
  std::error_code missing;
  return std::filesystem::exists(key, missing) ? "; keep " + key + " too, which is not in it" : "";
}

void tell_what_holds_on(const net::restore_report& done) {
  std::cerr << "aurawell: "
            << counted(done.erased_again,
                       "user who was erased since it was made is erased from it; ",
                       "users who were erased since it was made are erased from it; ")
            << counted(done.revoked_again, "revoked login stays revoked, ",
                       "revoked logins stay revoked, ")
            << counted(done.passwords_kept, "account keeps the password that it has now, and ",
                       "accounts keep the password that they have now, and ")
            << counted(done.access_withdrawn,
                       "grant or invitation that was withdrawn or changed since stays so\n",
                       "grants and invitations that were withdrawn or changed since stay so\n")
            << "aurawell: "
            << counted(done.accounts_gone,
                       "account that was made since is gone, and its logins have ended\n",
                       "accounts that were made since are gone, and their logins have ended\n")
            << "aurawell: members, conversations and measurements that were removed since are "
               "back\n";
}

/// The file is created before the first write waits in it.
bool is_empty_spool(const std::filesystem::path& file) {
  std::error_code missing;
  return file.extension() == ".spool" && std::filesystem::file_size(file, missing) == 0;
}

/// Returns whether no fault was found.
bool verify(const settings& values, const std::filesystem::path& file) {
  if (is_empty_spool(file)) {
    std::cerr << "aurawell: " << file.string() << " is empty: nothing waits in it\n";
    return true;
  }
  const auto seen = net::verify_store(file, values.storage);
  if (!seen) {
    failed(seen.failure());
    return false;
  }
  for (const auto& problem : seen->problems) {
    std::cerr << "aurawell: " << file.string() << ": " << problem << '\n';
  }
  if (seen->problems.empty()) {
    std::cerr << "aurawell: " << file.string() << " is sound; "
              << counted(seen->opened, "row was opened, ", "rows were opened, ")
              << counted(static_cast<std::size_t>(seen->waiting), "write waits in it\n",
                         "writes wait in it\n");
  }
  return seen->problems.empty();
}

/// Writes in the spool of the source are not in its rows.
std::optional<error> find_waiting(const settings& values, const std::string& from) {
  auto options = values.storage;
  options.url = from;
  const auto spool = net::spool_path(options);
  std::error_code missing;
  if (spool.empty() || !std::filesystem::exists(spool, missing) || is_empty_spool(spool)) {
    return std::nullopt;
  }
  const auto seen = net::verify_store(spool, options);
  if (!seen) {
    return seen.failure();
  }
  return seen->waiting == 0
             ? std::nullopt
             : std::optional{error{ec::bad_configuration,
                                   "writes wait in " + spool.string() +
                                       "; start the service on that database, and stop it when "
                                       "they are written"}};
}

volatile std::sig_atomic_t was_told_to_end = 0;

void note_signal(int) {
  was_told_to_end = 1;
}

}  // namespace

int back_up_command(const settings& values, const std::string& file) {
  if (const auto done = net::back_up_store(values.storage, file); !done) {
    return failed(done.failure());
  }
  std::cerr << "aurawell: the backup is in " << file << keys_to_keep(values.storage) << '\n';
  return 0;
}

int compact_command(const settings& values) {
  if (const auto done = net::compact_store(values.storage); !done) {
    return failed(done.failure());
  }
  std::cerr << "aurawell: the database is compact, and no copy of what was removed is left in it\n";
  return 0;
}

int restore_command(const settings& values, const std::string& file, bool accept_loss) {
  const auto done = net::restore_store(values.storage, file,
                                       accept_loss ? net::on_loss::accept : net::on_loss::refuse);
  if (!done) {
    return failed(done.failure());
  }
  std::cerr << "aurawell: " << file << " is the database now\n";
  tell_what_holds_on(*done);
  for (const auto& loss : done->losses) {
    std::cerr << "aurawell: of the former database: " << loss << '\n';
  }
  if (!done->losses.empty()) {
    std::cerr << "aurawell: so users who were erased, logins that were revoked, access that was "
                 "withdrawn and passwords that were changed since the backup was made may be "
                 "back\n";
  }
  if (!done->former.empty()) {
    std::cerr << "aurawell: the former database is in " << done->former.string()
              << "; delete it when you do not need it\n";
  }
  return 0;
}

int copy_store_command(const settings& values, const std::string& from, const std::string& to) {
  std::signal(SIGINT, note_signal);
  std::signal(SIGTERM, note_signal);
  for (const auto* url : {&from, &to}) {
    if (const auto good = net::check_store_url(*url); !good) {
      return failed(
          {ec::bad_configuration, net::without_password(*url) + " " + good.failure().detail});
    }
  }
  if (auto waits = find_waiting(values, from)) {
    return failed(*waits);
  }
  const bool is_terminal = isatty(STDERR_FILENO) == 1;
  constexpr std::int64_t rows_of_line = 20'000;
  std::int64_t lines = 0;
  const auto note = [&](const net::copy_progress& done) {
    if (is_terminal) {
      std::cerr << "\raurawell: " << done.rows << " of " << done.of << " rows" << std::flush;
    } else if (done.rows / rows_of_line > lines || done.rows == done.of) {
      lines = done.rows / rows_of_line;
      std::cerr << "aurawell: " << done.rows << " of " << done.of << " rows\n";
    }
    return was_told_to_end == 0;
  };
  const auto copied = net::copy_store(from, to, values.storage, note);
  if (is_terminal) {
    std::cerr << '\n';
  }
  if (!copied) {
    return failed(copied.failure());
  }
  std::cerr << "aurawell: " << counted(static_cast<std::size_t>(*copied), "row was", "rows were")
            << " copied; set storage.url to the copy\n";
  return 0;
}

int verify_command(const settings& values, const std::string& file) {
  if (!file.empty()) {
    return verify(values, file) ? 0 : 1;
  }
  const auto path = net::sqlite_path(values.storage.url);
  if (!path) {
    return failed(path.failure());
  }
  const bool is_sound = verify(values, *path);
  const auto spool = net::spool_path(values.storage);
  std::error_code missing;
  const bool is_spool_sound = !std::filesystem::exists(spool, missing) || verify(values, spool);
  return is_sound && is_spool_sound ? 0 : 1;
}

int rekey_command(const settings& values) {
  std::signal(SIGINT, note_signal);
  std::signal(SIGTERM, note_signal);
  const bool is_terminal = isatty(STDERR_FILENO) == 1;
  std::int64_t rows = 0;
  const auto done = net::rekey_store(values.storage, [&](const net::rekey_progress& progress) {
    rows = progress.rows;
    if (is_terminal) {
      std::cerr << "\raurawell: " << progress.rows << " of " << progress.of << " rows"
                << std::flush;
    }
    return was_told_to_end == 0;
  });
  if (is_terminal && rows > 0) {
    std::cerr << '\n';
  }
  if (!done) {
    return failed(done.failure());
  }
  if (!*done) {
    std::cerr << "aurawell: stopped after " << rows
              << " rows, which are sealed; run it again to go on\n";
    return 1;
  }
  std::cerr << "aurawell: " << rows
            << " rows sealed anew; everything is sealed with the newest key, older keys are not "
               "needed any more\n";
  return 0;
}

}  // namespace aurawell::config
