#include "config/settings/options.hpp"

#include <algorithm>
#include <cctype>

namespace aurawell::config {
namespace {

bool has_star(std::string_view section) {
  return section.ends_with(".*");
}

/// The part of `key` after the section; also finds the instance name.
std::optional<std::string_view> name_below(std::string_view section, std::string_view key,
                                           std::string& instance) {
  const auto fixed = has_star(section) ? section.substr(0, section.size() - 2) : section;
  if (!key.starts_with(fixed) || key.size() <= fixed.size() || key[fixed.size()] != '.') {
    return std::nullopt;
  }
  auto rest = key.substr(fixed.size() + 1);
  if (has_star(section)) {
    const auto dot = rest.find('.');
    if (dot == std::string_view::npos) {
      return std::nullopt;
    }
    instance = rest.substr(0, dot);
    rest.remove_prefix(dot + 1);
  }
  return rest;
}

template <class Map>
std::vector<std::string> names_in(const Map& map) {
  std::vector<std::string> names;
  for (const auto& entry : map) {
    names.push_back(entry.first);
  }
  return names;
}

}  // namespace

std::optional<option_address> find_option(std::string_view key) {
  std::string instance;
  for (const auto& row : all_options()) {
    if (name_below(row.section, key, instance) == row.name) {
      return option_address{&row, has_star(row.section) ? instance : std::string{}};
    }
  }
  return std::nullopt;
}

std::vector<std::string> instances_of(std::string_view section, const settings& in) {
  if (section == "pools.*") {
    return names_in(in.pools);
  }
  if (section == "providers.*") {
    return names_in(in.providers);
  }
  return {""};
}

takes_effect effect_of(const option& row) noexcept {
  const auto sections = all_sections();
  const auto own = std::find_if(sections.begin(), sections.end(),
                                [&](const section& known) { return known.name == row.section; });
  return row.changes.value_or(own->changes);
}

std::string_view effect_text(takes_effect when) noexcept {
  switch (when) {
    case takes_effect::at_once: return "at once";
    case takes_effect::new_sessions: return "new sessions";
    case takes_effect::after_restart: return "restart";
  }
  return {};
}

bool has_effect(const option& row, std::string_view instance, const settings& in) {
  return !row.only_for || in.providers.at(std::string{instance}).kind == *row.only_for;
}

std::string section_path(std::string_view section, std::string_view instance) {
  std::string path{section};
  if (has_star(section)) {
    path.replace(path.size() - 1, 1, instance);
  }
  return path;
}

std::string key_of(const option& row, std::string_view instance) {
  return section_path(row.section, instance) + "." + std::string{row.name};
}

std::string environment_name(std::string_view key) {
  std::string name = "AURAWELL_";
  for (const char c : key) {
    if (c == '.') {
      name += "__";
    } else {
      name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
  }
  return name;
}

}  // namespace aurawell::config
