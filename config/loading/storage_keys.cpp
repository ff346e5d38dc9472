#include "config/loading/storage_keys.hpp"

#include <optional>
#include <string>

#include "config/loading/text_rules.hpp"
#include "net/auth/tokens/key_file.hpp"
#include "net/storage/database/encryption_key.hpp"

namespace aurawell::config {
namespace {

constexpr std::string_view variable_setting = "storage.encryption_key_env";
constexpr std::string_view file_setting = "storage.encryption_key_file";

class key_reader {
 public:
  key_reader(loaded_settings& loaded, const environment& variables, std::vector<problem>& problems)
      : loaded_{loaded},
        storage_{loaded.values.storage},
        variables_{variables},
        problems_{problems} {}

  void run() {
    const bool has_variable = !storage_.encryption_key_env.empty();
    const bool has_file = !storage_.encryption_key_file.empty();
    if (has_variable && has_file) {
      broken(file_setting, "storage.encryption_key_env is set too; set one of the two to \"\"");
    } else if (has_variable) {
      read_variable();
    } else if (has_file) {
      read_file();
    }
  }

 private:
  void read_variable() {
    if (!is_variable_name(storage_.encryption_key_env)) {
      broken(variable_setting,
             "must be the name of an environment variable, such as \"AURAWELL_STORAGE_KEY\"; the "
             "key itself does not belong here");
      return;
    }
    const auto found = variables_.find(storage_.encryption_key_env);
    take(variable_setting, found == variables_.end() ? std::string{} : found->second,
         "the environment variable that it names");
  }

  void read_file() {
    const auto text = net::read_secret_file(storage_.encryption_key_file);
    if (!text) {
      broken(file_setting, text.failure().detail);
      return;
    }
    take(file_setting, *text, "the file");
  }

  void take(std::string_view setting, const std::string& text, const std::string& source) {
    auto keys = net::read_encryption_keys(text);
    if (!keys) {
      broken(setting, source + ": " + keys.failure().detail);
    } else if (keys->empty()) {
      broken(setting, source + " holds no key; put one there, or set this to \"\"");
    } else {
      storage_.encryption_keys = std::move(keys).value();
    }
  }

  void broken(std::string_view setting, const std::string& message) {
    const std::string key{setting};
    const auto origin = loaded_.origins.find(key);
    problems_.push_back(
        {origin == loaded_.origins.end() ? "settings" : origin->second, key + ": " + message});
  }

  loaded_settings& loaded_;
  net::store_options& storage_;
  const environment& variables_;
  std::vector<problem>& problems_;
};

}  // namespace

void take_storage_keys(loaded_settings& loaded, const environment& variables,
                       std::vector<problem>& problems) {
  key_reader{loaded, variables, problems}.run();
}

}  // namespace aurawell::config
