#include "config/loading/reload.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "config/settings/values.hpp"
#include "domain/log/log.hpp"

namespace aurawell::config {
namespace {

/// The table's accessors require references to non-const settings.
bool same_value(const option& row, const std::string& instance, settings& one, settings& other) {
  const auto theirs = row.access(other, instance);
  return std::visit([&]<class T>(const T* ours) { return *ours == *std::get<T*>(theirs); },
                    row.access(one, instance));
}

/// The address of a proxy or a server may contain a password.
std::string without_credentials(std::string text) {
  constexpr std::string_view before = "://";
  for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at)) {
    at += before.size();
    const auto end = std::min(text.find_first_of("/?#\"", at), text.size());
    const auto last = text.substr(at, end - at).rfind('@');
    if (last != std::string::npos) {
      text.replace(at, last, "[not shown]");
    }
  }
  return text;
}

setting_change compare(const option& row, const std::string& instance, settings& from,
                       settings& to) {
  if (row.secret) {
    return {key_of(row, instance), "", "changed, not shown", effect_of(row)};
  }
  return {key_of(row, instance), shown_value(row, row.access(from, instance)),
          shown_value(row, row.access(to, instance)), effect_of(row)};
}

bool is_looked_at(const option& row, const std::string& instance, const settings& from,
                  const settings& to) {
  return has_effect(row, instance, from) || has_effect(row, instance, to);
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Compares the instances that both have; added and removed ones are changes of their own.
std::vector<std::string> compare_instances(const section& known, const settings& from,
                                           const settings& to,
                                           std::vector<setting_change>& changes) {
  const auto before = instances_of(known.name, from);
  const auto after = instances_of(known.name, to);
  std::vector<std::string> both;
  for (const auto& name : before) {
    if (contains(after, name)) {
      both.push_back(name);
    } else {
      changes.push_back({section_path(known.name, name), "", "removed", known.changes});
    }
  }
  for (const auto& name : after) {
    if (!contains(before, name)) {
      changes.push_back({section_path(known.name, name), "", "added", known.changes});
    }
  }
  return both;
}

}  // namespace

std::string_view effect_name(takes_effect when) noexcept {
  switch (when) {
    case takes_effect::at_once: return "at_once";
    case takes_effect::new_sessions: return "new_sessions";
    case takes_effect::after_restart: return "after_restart";
  }
  return "after_restart";
}

std::string shown_value(const option& row, const field& value) {
  return without_credentials(to_toml(row, value));
}

std::vector<setting_change> changes_between(const settings& from, const settings& to) {
  auto old_values = from;
  auto new_values = to;
  std::vector<setting_change> changes;
  for (const auto& known : all_sections()) {
    for (const auto& name : compare_instances(known, from, to, changes)) {
      for (const auto& row : all_options()) {
        if (row.section == known.name && is_looked_at(row, name, from, to) &&
            !same_value(row, name, old_values, new_values)) {
          changes.push_back(compare(row, name, old_values, new_values));
        }
      }
    }
  }
  return changes;
}

bool same_provider(const std::string& name, const settings& one, const settings& other) {
  auto ours = one;
  auto theirs = other;
  const auto rows = all_options();
  return std::all_of(rows.begin(), rows.end(), [&](const option& row) {
    return row.section != "providers.*" || same_value(row, name, ours, theirs);
  });
}

void log_changes(const std::vector<setting_change>& changes) {
  for (const auto& [key, before, after, when] : changes) {
    const auto level =
        when == takes_effect::after_restart ? logging::level::warn : logging::level::info;
    logging::log(level, "settings.changed",
                 {{"setting", key},
                  {"change", before.empty() ? after : before + " -> " + after},
                  {"takes_effect", effect_name(when)}});
  }
}

void log_refusal(const std::vector<problem>& problems) {
  logging::error("settings.reload_refused",
                 {{"problems", problems.size()}, {"hint", "nothing was changed"}});
  for (const auto& [origin, message] : problems) {
    logging::error("settings.problem", {{"place", origin}, {"detail", message}});
  }
}

settings without_restart(const settings& current, settings wanted) {
  auto kept = current;
  for (const auto& row : all_options()) {
    if (effect_of(row) != takes_effect::after_restart) {
      continue;
    }
    for (const auto& name : instances_of(row.section, wanted)) {
      const auto value = row.access(kept, name);
      std::visit([&]<class T>(T* target) { *target = *std::get<T*>(value); },
                 row.access(wanted, name));
    }
  }
  // Both are derived from settings that are kept.
  wanted.session.creates_unknown_members = current.session.creates_unknown_members;
  wanted.session.heartbeat_interval = current.session.heartbeat_interval;
  return wanted;
}

loaded_settings without_restart(const loaded_settings& current, loaded_settings wanted) {
  auto origins = std::move(wanted.origins);
  for (const auto& row : all_options()) {
    if (effect_of(row) != takes_effect::after_restart) {
      continue;
    }
    for (const auto& name : instances_of(row.section, wanted.values)) {
      const auto key = key_of(row, name);
      origins.erase(key);
      if (const auto kept = current.origins.find(key); kept != current.origins.end()) {
        origins.insert(*kept);
      }
    }
  }
  return {without_restart(current.values, std::move(wanted.values)), std::move(origins),
          wanted.file};
}

}  // namespace aurawell::config
