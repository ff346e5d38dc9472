#include "config/loading/layering.hpp"

#include <algorithm>
#include <string_view>
#include <variant>

#include "config/loading/suggestion.hpp"
#include "config/settings/values.hpp"

namespace aurawell::config {
namespace {

std::vector<std::string> known_tables(const settings& in) {
  std::vector<std::string> tables;
  for (const auto& known : all_sections()) {
    for (const auto& instance : instances_of(known.name, in)) {
      tables.push_back(section_path(known.name, instance));
    }
  }
  for (const auto& row : all_options()) {
    const auto dot = row.name.find('.');
    for (const auto& instance : instances_of(row.section, in)) {
      if (dot != std::string_view::npos) {
        tables.push_back(section_path(row.section, instance) + "." +
                         std::string{row.name.substr(0, dot)});
      }
    }
  }
  return tables;
}

/// The characters allow an environment variable to name every provider.
bool is_provider_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && name.find("__") == std::string_view::npos &&
         name.front() != '_' && name.back() != '_' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

}  // namespace

std::vector<std::string> known_keys(const settings& in) {
  std::vector<std::string> keys;
  for (const auto& row : all_options()) {
    for (const auto& instance : instances_of(row.section, in)) {
      if (!row.secret) {
        keys.push_back(key_of(row, instance));
      }
    }
  }
  return keys;
}

void layering::apply(const assignment& given) {
  const auto address = find_option(given.key);
  if (!address || !has_instance(*address)) {
    report_unknown(given, address);
    return;
  }
  const auto& [row, instance] = *address;
  if (row->secret) {
    report(given,
           "is a secret and never written down here: put it into an environment variable "
           "and its name into " +
               key_of(*row, instance) + "_env");
    return;
  }
  // An invalid value counts as set too, so that no rule reports it as missing.
  loaded_.origins[given.key] = given.origin;
  if (auto done = assign(*row, row->access(loaded_.values, instance), given.value); !done) {
    report(given, done.failure().detail);
  }
}

bool layering::has_instance(const option_address& address) {
  if (address.row->section == "pools.*") {
    return loaded_.values.pools.contains(address.instance);
  }
  if (address.row->section == "providers.*" && is_provider_name(address.instance)) {
    loaded_.values.providers.try_emplace(address.instance);
    return true;
  }
  return address.row->section != "providers.*";
}

void layering::report(const assignment& given, const std::string& message) {
  problems_.push_back({given.origin, given.key + ": " + message});
}

void layering::report_unknown(const assignment& given,
                              const std::optional<option_address>& address) {
  if (address && address->row->section == "providers.*") {
    report(given,
           "a provider's name is made of lower-case letters, digits and single "
           "underscores");
    return;
  }
  const auto* foreign = std::get_if<foreign_value>(&given.value);
  const bool is_table = foreign != nullptr && foreign->type_name == table_type_name;
  report(given, (is_table ? "unknown table" : "unknown key") +
                    did_you_mean(given.key, is_table ? known_tables(loaded_.values)
                                                     : known_keys(loaded_.values)));
}

}  // namespace aurawell::config
