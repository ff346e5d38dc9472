#include "config/provider_rules.hpp"

#include "config/suggestion.hpp"
#include "config/value_text.hpp"
#include "net/llm/request_members.hpp"

namespace aurawell::config {

std::vector<std::string> find_omit_faults(const std::vector<std::string>& names) {
  const std::vector<std::string> known{net::request_member_names.begin(),
                                       net::request_member_names.end()};
  std::vector<std::string> faults;
  for (const auto& name : names) {
    if (!net::member_named(name)) {
      faults.push_back(quote(name) + " is no member of a request that can be left out" +
                       did_you_mean(name, known));
    }
  }
  return faults;
}

}  // namespace aurawell::config
