#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

namespace aurawell::safety {

/// Advice of a language model that the service has to contradict.
enum class contradiction : unsigned char {
  no_need_to_call,  ///< says that no help is needed, or that it can wait
  first_aid,        ///< harms: making somebody vomit, putting something between the teeth
  stop_medicine,    ///< advises to stop, skip, halve or double a medicine
  drug_dose,        ///< an amount of a medicine
  method,           ///< names an amount of a medicine to somebody who may take too much of it
  count
};

using contradiction_set = std::bitset<static_cast<std::size_t>(contradiction::count)>;

inline bool has(const contradiction_set& set, contradiction which) {
  return set[static_cast<std::size_t>(which)];
}

inline void add(contradiction_set& set, contradiction which) {
  set.set(static_cast<std::size_t>(which));
}

/// The name in metrics and in the published list, for example "drug_dose".
std::string_view name_of(contradiction which) noexcept;

}  // namespace aurawell::safety
