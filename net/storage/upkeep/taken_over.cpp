#include "net/storage/upkeep/taken_over.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/rows/erasure_names.hpp"
#include "net/storage/rows/forgotten.hpp"
#include "net/storage/upkeep/kept_rows.hpp"
#include "net/storage/upkeep/lost_accounts.hpp"

namespace aurawell::net {
namespace {

bool is_same(const revoked_login& one, const revoked_login& other) {
  return one.login == other.login && one.user == other.user &&
         one.began_before == other.began_before;
}

class taking {
 public:
  taking(present_database& present, sqlite_connection& copy, const value_seal& seal)
      : present_{present}, copy_{copy}, seal_{seal} {}

  result<taken_over> run() {
    for (const auto step : {&taking::read_names, &taking::read_erased, &taking::read_revoked,
                            &taking::look_into_copy, &taking::unite_names, &taking::find_erased,
                            &taking::keep_rest, &taking::keep_access_and_bar_lost}) {
      if (auto done = (this->*step)(); !done) {
        return done.failure();
      }
    }
    return std::move(taken_);
  }

 private:
  result<void> read_names() {
    return present_.read("erasure_key", {"value"}, [&](const sql_run& row) -> result<void> {
      const auto text = seal_.open(row, 1, places::erasure_key());
      const auto names = text ? erasure_names::from_text(*text) : text.failure();
      if (names) {
        names_ = *names;
      } else {
        present_.note_loss("the key for erased users is damaged");
      }
      return {};
    });
  }

  result<void> read_erased() {
    return present_.read_with_index(
        "erased_users", {"name", "erased_at", "for_good"}, [&](const sql_run& row) -> result<void> {
          erased_[std::string{row.text(1)}] = {row.integer(2), row.integer(3) != 0};
          return {};
        });
  }

  result<void> read_revoked() {
    std::set<std::pair<std::string, std::string>> read;
    return present_.read_with_index(
        "revoked_logins", {"login", "user_id", "valid_until", "began_before", "spared"},
        [&](const sql_run& row) -> result<void> {
          auto login = read_revoked_at(row, 1);
          if (!read.emplace(login.user.value, login.login).second) {
            return {};
          }
          (is_of_erased(login) ? of_erased_ : taken_.revoked).push_back(std::move(login));
          return {};
        });
  }

  result<void> look_into_copy() {
    auto names = erasure_names::load(copy_, seal_);
    auto erased = erased_in(copy_);
    auto revoked = revoked_in(copy_);
    auto users = users_in(copy_);
    if (!names || !erased || !revoked || !users) {
      return !names     ? names.failure()
             : !erased  ? erased.failure()
             : !revoked ? revoked.failure()
                        : users.failure();
    }
    copy_names_ = *names;
    is_continuation_ = names_ == copy_names_;
    copy_erased_ = *std::move(erased);
    copy_revoked_ = *std::move(revoked);
    users_ = *std::move(users);
    return {};
  }

  /// Computes all names of erased users in the copy with one key.
  result<void> unite_names() {
    if (!names_) {
      if (!erased_.empty() || !of_erased_.empty()) {
        present_.note_loss("the key is missing that names of erased users are made with");
      }
      erased_.clear();
      of_erased_.clear();
      return {};
    }
    const bool copy_has_names =
        !copy_erased_.empty() ||
        std::any_of(copy_revoked_.begin(), copy_revoked_.end(), is_of_erased);
    if (*names_ != *copy_names_ && copy_has_names) {
      rename_erased();
      return {};
    }
    if (*names_ != *copy_names_) {
      if (auto done = replace_key(); !done) {
        return done;
      }
      copy_names_ = names_;
    }
    return keep_names();
  }

  /// Only the names of users in the copy can be computed again.
  void rename_erased() {
    std::map<std::string, std::string> ids;
    for (const auto& user : users_) {
      ids.emplace(names_->name_of(user), user);
    }
    std::set<std::string> lost;
    for (const auto& [name, note] : erased_) {
      if (!ids.contains(name)) {
        lost.insert(name);
      }
    }
    for (auto& login : of_erased_) {
      const auto found = ids.find(login.user.value);
      if (found == ids.end()) {
        lost.insert(login.user.value);
        continue;
      }
      login.user.value = found->second;
      taken_.revoked.push_back(std::move(login));
    }
    of_erased_.clear();
    if (!lost.empty()) {
      present_.note_loss(std::to_string(lost.size()) +
                         " erased users, of whom the backup has nothing, have names that are made "
                         "with another key than the backup's");
    }
  }

  result<void> replace_key() {
    return run_sql(copy_, "UPDATE erasure_key SET value = ?1",
                   seal_.seal(names_->key_text(), places::erasure_key()));
  }

  result<void> keep_names() {
    const auto note = copy_.prepare(note_erased_sql);
    if (!note) {
      return note.failure();
    }
    for (const auto& [name, erasure] : erased_) {
      if (auto done = run_once(*note, name, erasure.erased_at, std::int64_t{erasure.for_good});
          !done) {
        return done;
      }
    }
    taken_.revoked.insert(taken_.revoked.end(), of_erased_.begin(), of_erased_.end());
    return {};
  }

  result<void> find_erased() {
    for (const auto& user : users_) {
      const auto now = names_ ? erased_.find(names_->name_of(user)) : erased_.end();
      const auto then = copy_erased_.find(copy_names_->name_of(user));
      if (now != erased_.end() &&
          (then == copy_erased_.end() || then->second.erased_at < now->second.erased_at)) {
        taken_.erased.emplace_back(user_id{user}, from_unix_ms(now->second.erased_at));
      }
    }
    taken_.newly_revoked = static_cast<std::size_t>(
        std::count_if(taken_.revoked.begin(), taken_.revoked.end(), [&](const auto& login) {
          return std::none_of(copy_revoked_.begin(), copy_revoked_.end(),
                              [&](const auto& known) { return is_same(login, known); });
        }));
    return {};
  }

  result<void> keep_rest() {
    const auto passwords = keep_rows(present_, copy_);
    taken_.passwords = passwords ? *passwords : 0;
    return passwords ? result<void>{} : passwords.failure();
  }

  result<void> keep_access_and_bar_lost() {
    const auto lost = lost_accounts(present_, copy_);
    if (!lost) {
      return lost.failure();
    }
    taken_.accounts_gone = lost->size();
    const auto withdrawn = keep_access(present_, copy_, is_continuation_,
                                       [&](auto user) { return lost->contains(user); });
    taken_.withdrawn = withdrawn ? *withdrawn : 0;
    return withdrawn ? block_accounts(copy_, *lost, *copy_names_) : withdrawn.failure();
  }

  present_database& present_;
  sqlite_connection& copy_;
  const value_seal& seal_;
  taken_over taken_;
  std::optional<erasure_names> names_;
  erased_users erased_;
  std::vector<revoked_login> of_erased_;
  std::optional<erasure_names> copy_names_;
  bool is_continuation_ = false;
  erased_users copy_erased_;
  std::vector<revoked_login> copy_revoked_;
  std::vector<std::string> users_;
};

}  // namespace

result<taken_over> take_over(present_database& present, sqlite_connection& copy,
                             const value_seal& seal) {
  // Codes that were valid then may have been used or revoked since.
  auto done = copy.execute("BEGIN IMMEDIATE; DELETE FROM reset_codes");
  if (done && present.is_open()) {
    done = copy.execute("DELETE FROM logins");
  }
  if (!done) {
    return done.failure();
  }
  auto taken =
      present.is_open() ? taking{present, copy, seal}.run() : result<taken_over>{taken_over{}};
  if (taken) {
    done = copy.execute("COMMIT");
  }
  return done ? std::move(taken) : result<taken_over>{done.failure()};
}

}  // namespace aurawell::net
