#include "config/loading/config_json.hpp"

#include <algorithm>

#include "net/json/json_writer.hpp"

namespace aurawell::config {
namespace {

void write_value(net::json_writer& json, std::string_view name, const std::string& text) {
  if (text.empty()) {
    json.null(name);
  } else {
    json.text(name, text);
  }
}

/// Empty: none.
std::string waiting_value(const std::string& key, const std::vector<setting_change>& waiting) {
  const auto found = std::find_if(waiting.begin(), waiting.end(), [&](const setting_change& one) {
    return one.key == key && one.when == takes_effect::after_restart;
  });
  return found == waiting.end() ? std::string{} : found->after;
}

}  // namespace

std::string config_json(const loaded_settings& used, const std::vector<setting_change>& waiting) {
  // The table's accessors require a reference to non-const settings.
  auto values = used.values;
  std::string text = "{\"settings\":[";
  const char* between = "";
  for (const auto& known : all_sections()) {
    for (const auto& instance : instances_of(known.name, values)) {
      for (const auto& row : all_options()) {
        const auto key = key_of(row, instance);
        const auto origin = used.origins.find(key);
        const bool is_set = origin != used.origins.end();
        if (row.section != known.name || !has_effect(row, instance, values) ||
            (row.secret && !is_set)) {
          continue;
        }
        text += between;
        between = ",";
        net::json_writer json{text};
        json.begin_object();
        json.text("key", key);
        write_value(json, "value",
                    row.secret ? std::string{} : shown_value(row, row.access(values, instance)));
        json.text("origin", is_set ? origin->second : "default");
        json.text("takes_effect", effect_name(effect_of(row)));
        write_value(json, "waiting", waiting_value(key, waiting));
        json.end_object();
      }
    }
  }
  return text + "]}\n";
}

}  // namespace aurawell::config
