#include "net/auth/tokens/jwks_file.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <vector>

#include "domain/log/log.hpp"
#include "net/auth/tokens/key_file.hpp"

namespace aurawell::net {
namespace {

constexpr std::chrono::milliseconds pause_for_unknown_keys{1'000};

bool has_secret(const std::vector<named_key>& keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [](const named_key& one) { return one.key.can_sign(); });
}

}  // namespace

result<void> jwks_file::load(wall_time now) {
  const std::lock_guard lock{mutex_};
  looked_at_ = now;
  seen_ = stat_file();
  return read_file();
}

jwks_file::keys jwks_file::current(wall_time now) {
  return look(now, interval_);
}

jwks_file::keys jwks_file::check_again(wall_time now) {
  return look(now, std::min(interval_, pause_for_unknown_keys));
}

jwks_file::keys jwks_file::look(wall_time now, std::chrono::milliseconds pause) {
  const std::lock_guard lock{mutex_};
  // A clock that was set back must not delay the next look at the file.
  if (now >= looked_at_ && now < looked_at_ + pause) {
    return keys_;
  }
  looked_at_ = now;
  if (const auto found = stat_file(); found != seen_) {
    seen_ = found;
    if (const auto read = read_file()) {
      logging::info("auth.keys_read", {{"file", path_}, {"keys", keys_->size()}});
    } else {
      logging::error("auth.keys_unreadable", {{"file", path_},
                                              {"detail", read.failure().detail},
                                              {"hint", "the former keys stay in use"}});
    }
  }
  return keys_;
}

jwks_file::version jwks_file::stat_file() const {
  struct stat found {};
  if (::stat(path_.c_str(), &found) != 0) {
    return {};
  }
  const std::chrono::seconds whole{found.st_mtim.tv_sec};
  return {found.st_ino, found.st_size, whole + std::chrono::nanoseconds{found.st_mtim.tv_nsec}};
}

result<void> jwks_file::read_file() {
  const auto file = read_key_file(path_);
  if (!file) {
    return file.failure();
  }
  auto read = read_jwk_set(file->content);
  if (!read) {
    return error{ec::bad_configuration, "\"" + path_ + "\" " + read.failure().detail};
  }
  if (file->can_others_read && has_secret(*read)) {
    return readable_by_others(path_);
  }
  keys_ = std::make_shared<const std::vector<named_key>>(*std::move(read));
  return {};
}

}  // namespace aurawell::net
