#include "config/reference/completion_words.hpp"

#include <string_view>
#include <type_traits>
#include <variant>

#include "config/settings/options.hpp"
#include "config/settings/value_text.hpp"

namespace aurawell::config {
namespace {

std::vector<std::string> values_of(const field& value) {
  return std::visit(
      []<class T>(const T*) -> std::vector<std::string> {
        if constexpr (std::is_same_v<T, bool>) {
          return {"true", "false"};
        } else if constexpr (std::is_enum_v<T>) {
          const auto names = names_of(T{});
          return {names.begin(), names.end()};
        } else {
          return {};
        }
      },
      value);
}

std::vector<setting_words> words_for(settings in) {
  std::vector<setting_words> all;
  for (const auto& row : all_options()) {
    for (const auto& instance : instances_of(row.section, in)) {
      if (!row.secret) {
        const bool is_text = std::holds_alternative<std::string*>(row.access(in, instance));
        all.push_back({key_of(row, instance), values_of(row.access(in, instance)),
                       is_text && row.name.ends_with("_file")});
      }
    }
  }
  return all;
}

}  // namespace

std::vector<setting_words> words_of_settings() {
  settings in;
  in.providers.clear();
  in.providers["NAME"];
  return words_for(std::move(in));
}

std::vector<std::string> built_in_providers() {
  return instances_of("providers.*", settings{});
}

std::vector<setting_words> words_with_names() {
  return words_for({});
}

std::string in_one_line(const std::vector<std::string>& words) {
  std::string line;
  for (const auto& word : words) {
    line += (line.empty() ? "" : " ") + word;
  }
  return line;
}

bool is_file(const command_option& option) {
  return option.value == "FILE";
}

bool is_positional(const command_option& option) {
  return option.names.empty();
}

std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    out += c == '\'' ? std::string{R"('\'')"} : std::string{c};
  }
  return out + '\'';
}

}  // namespace aurawell::config
