#include "net/auth/passwords/sodium_password_hasher.hpp"

#include <sodium.h>

#include <array>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

namespace aurawell::net {
namespace {

/// A text whose memory is overwritten on destruction.
class wiped_text {
 public:
  explicit wiped_text(std::string text) : text_{std::move(text)} {}
  wiped_text(const wiped_text&) = delete;
  wiped_text& operator=(const wiped_text&) = delete;
  ~wiped_text() { sodium_memzero(text_.data(), text_.size()); }

  const char* data() const noexcept { return text_.data(); }
  std::size_t size() const noexcept { return text_.size(); }

 private:
  std::string text_;
};

using password_pointer = std::shared_ptr<const wiped_text>;

/// A short string is stored inside the object: a move leaves its bytes there.
password_pointer take(std::string& password) {
  auto taken = std::make_shared<const wiped_text>(password);
  sodium_memzero(password.data(), password.size());
  return taken;
}

error too_many() {
  return {ec::unavailable, "too many people are logging in at the moment; try again shortly"};
}

std::string random_base64(std::size_t bytes) {
  std::string raw(bytes, '\0');
  randombytes_buf(raw.data(), raw.size());
  constexpr int variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes, variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(raw.data()),
                    raw.size(), variant);
  text.pop_back();
  return text;
}

/// Salt and value are random, so no password is known to match.
std::string make_decoy(const password_options& options) {
  if (sodium_init() < 0) {
    throw std::runtime_error{"libsodium cannot be used on this system"};
  }
  constexpr std::size_t salt_bytes = 16;
  constexpr std::size_t value_bytes = 32;
  return "$argon2id$v=19$m=" + std::to_string(options.password_memory / 1024) +
         ",t=" + std::to_string(options.password_passes) + ",p=1$" + random_base64(salt_bytes) +
         "$" + random_base64(value_bytes);
}

result<std::string> hash_now(const wiped_text& password, const password_options& options) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), options.password_passes,
                            options.password_memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return error{ec::unavailable, "there is not enough memory for a password at the moment"};
  }
  return std::string{hash.data()};
}

password_hasher::verdict verify_now(const wiped_text& password, const std::string& hash,
                                    const password_options& options) {
  password_hasher::verdict found;
  found.right = crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
  found.outdated =
      found.right && crypto_pwhash_str_needs_rehash(hash.c_str(), options.password_passes,
                                                    options.password_memory) != 0;
  return found;
}

}  // namespace

sodium_password_hasher::sodium_password_hasher(const password_options& options)
    : options_{options}, decoy_{make_decoy(options)} {
  for (std::uint32_t i = 0; i < options_.password_threads; ++i) {
    threads_.emplace_back([this] { run(); });
  }
}

sodium_password_hasher::~sodium_password_hasher() {
  std::array<waiting_jobs, 2> left;
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    std::swap(left[0], strangers_);
    std::swap(left[1], known_);
  }
  changed_.notify_all();
  for (auto& thread : threads_) {
    thread.join();
  }
  for (auto& jobs : left) {
    while (!jobs.empty()) {
      jobs.pop().refused();
    }
  }
}

void sodium_password_hasher::hash(std::string password, const hash_asker& asker,
                                  std::function<void(result<std::string>)> then) {
  const auto secret = take(password);
  add(asker, {[this, secret, then] { then(hash_now(*secret, options_)); },
              [then] { then(too_many()); },
              {}});
}

void sodium_password_hasher::verify(std::string password, std::string hash, const hash_asker& asker,
                                    std::function<void(result<verdict>)> then) {
  const auto secret = take(password);
  const bool is_known = !hash.empty();
  auto against = is_known ? std::move(hash) : decoy_;
  add(asker, {[this, secret, is_known, against = std::move(against), then] {
                auto found = verify_now(*secret, against, options_);
                found.right = found.right && is_known;
                then(found);
              },
              [then] { then(too_many()); },
              {}});
}

void sodium_password_hasher::add(const hash_asker& asker, job fresh) {
  fresh.latest = clock::now() + options_.password_wait;
  auto refused = std::make_optional(std::move(fresh));
  {
    const std::lock_guard lock{mutex_};
    if (!stopping_) {
      auto& waiting = asker.is_known ? known_ : strangers_;
      const auto most =
          asker.is_known ? (options_.password_queue + 1) / 2 : options_.password_queue;
      waiting.push(asker.network, *std::exchange(refused, std::nullopt));
      if (waiting.size() > most) {
        refused = waiting.pop_of_longest();
      }
      changed_.notify_one();
    }
  }
  if (refused) {
    refused->refused();
  }
}

void sodium_password_hasher::run() {
  std::unique_lock lock{mutex_};
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !is_idle(); });
    if (is_idle()) {
      return;
    }
    auto late = take_late();
    auto next = is_idle() ? job{} : take_next();
    lock.unlock();
    for (const auto& one : late) {
      one.refused();
    }
    if (next.work) {
      next.work();
    }
    late.clear();
    next = {};
    lock.lock();
  }
}

/// Its client is told in time that it can try again; a request that waits longer would get no
/// answer.
std::vector<sodium_password_hasher::job> sodium_password_hasher::take_late() {
  const auto is_late = [now = clock::now()](const job& one) { return one.latest <= now; };
  auto late = strangers_.remove_all(is_late);
  auto known = known_.remove_all(is_late);
  std::move(known.begin(), known.end(), std::back_inserter(late));
  return late;
}

sodium_password_hasher::job sodium_password_hasher::take_next() {
  const bool is_of_known = strangers_.empty() || (is_turn_of_known_ && !known_.empty());
  is_turn_of_known_ = !is_of_known;
  return (is_of_known ? known_ : strangers_).pop();
}

}  // namespace aurawell::net
