#include "net/storage/store/pseudonym_key.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>

#include "net/storage/database/store_paths.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {
namespace {

/// Separates this key from others that are derived from an encryption key.
constexpr std::string_view label = "aurawell user pseudonym 1";
constexpr std::size_t hex_size = sizeof(pseudonym_key) * 2;

pseudonym_key derive(const encryption_key& from) {
  static_assert(crypto_auth_hmacsha256_BYTES == sizeof(pseudonym_key));
  static_assert(crypto_auth_hmacsha256_KEYBYTES == sizeof(from.bytes));
  pseudonym_key key{};
  crypto_auth_hmacsha256(key.data(), reinterpret_cast<const unsigned char*>(label.data()),
                         label.size(), from.bytes.data());
  return key;
}

pseudonym_key draw() {
  pseudonym_key key{};
  randombytes_buf(key.data(), key.size());
  return key;
}

error problem(const std::string& path, const std::string& detail) {
  return {ec::bad_configuration, "the file " + path + " with the key for pseudonyms " + detail};
}

error system_problem(const std::string& path, const std::string& detail) {
  return problem(path, detail + ": " + std::generic_category().message(errno));
}

/// Includes the line end.
std::string text_of(const pseudonym_key& key) {
  return hex_of({reinterpret_cast<const char*>(key.data()), key.size()}) + '\n';
}

bool write_and_close(int file, const std::string& text) {
  const bool is_written =
      write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      fsync(file) == 0;
  return close(file) == 0 && is_written;
}

void sync_folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  const auto folder = slash == std::string::npos ? std::string{"."} : path.substr(0, slash + 1);
  const int opened = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened >= 0) {
    fsync(opened);
    close(opened);
  }
}

/// Complete or not at all; true also when another process has created it.
bool make_file(const std::string& path) {
  auto unfinished = path + ".XXXXXX";
  // Mode 0600.
  const int file = mkostemp(unfinished.data(), O_CLOEXEC);
  if (file < 0) {
    return false;
  }
  const bool is_made = write_and_close(file, text_of(draw())) &&
                       (link(unfinished.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const auto fault = errno;
  unlink(unfinished.c_str());
  sync_folder_of(path);
  errno = fault;
  return is_made;
}

result<pseudonym_key> read_file(const std::string& path) {
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(path, unknown)) {
    return problem(path, "is no regular file; remove it, or put the file there");
  }
  const auto mode = std::filesystem::status(path, unknown).permissions();
  if ((mode & (std::filesystem::perms::others_read | std::filesystem::perms::others_write)) !=
      std::filesystem::perms::none) {
    return problem(path, "is open to every user of this machine; forbid it: chmod o-rw");
  }
  std::ifstream file{path, std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  if (!file) {
    return system_problem(path, "cannot be read");
  }
  pseudonym_key key{};
  std::size_t size = 0;
  const bool is_key =
      text.size() == hex_size + 1 && text.back() == '\n' &&
      sodium_hex2bin(key.data(), key.size(), text.data(), hex_size, nullptr, &size, nullptr) == 0 &&
      size == key.size();
  if (!is_key) {
    return problem(path,
                   "is damaged; restore it, or remove it: providers then hear other pseudonyms "
                   "of all people");
  }
  return key;
}

}  // namespace

result<pseudonym_key> open_pseudonym_key(const store_options& options) {
  if (sodium_init() < 0) {
    return error{ec::internal, "libsodium cannot start"};
  }
  if (!options.encryption_keys.empty()) {
    return derive(options.encryption_keys.front());
  }
  const auto base = local_path(options);
  if (base.empty()) {
    return draw();
  }
  const auto path = base.string() + std::string{pseudonym_key_suffix};
  if (access(path.c_str(), F_OK) != 0 && !make_file(path)) {
    return system_problem(path, "cannot be made");
  }
  return read_file(path);
}

}  // namespace aurawell::net
