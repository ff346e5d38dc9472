#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace aurawell {

/// What one model of a provider was found to take.
struct provider_lesson {
  std::string model;
  /// Names of the members of a request that it refused: it is asked without.
  std::set<std::string> refused;
  /// Bytes of past messages that fit into its prompt. Nothing: whatever was sent did.
  std::optional<std::size_t> history_bytes;
};

/// What was learned of one provider by asking it. Thread-safe. Lost with the process, and when
/// the provider's settings change.
class provider_lessons {
 public:
  /// Models of which something is known; a further one replaces the one used longest ago.
  static constexpr std::size_t max_models = 16;
  /// Names that are kept of one model; further ones are not.
  static constexpr std::size_t max_names = 16;
  /// Least growth of `history_bytes`.
  static constexpr std::size_t least_growth = 256;

  /// What applies to the next request.
  provider_lesson of(const std::string& model);

  void refuse(const std::string& model, const std::set<std::string>& names);

  /// So much was taken where more had been refused. Never more than is known already.
  void learn_history_limit(const std::string& model, std::size_t bytes);

  /// A history that was cut to fit was taken: a sixteenth more may be sent the next time. A
  /// refusal for one long question does not shorten all conversations for ever; what grows
  /// too far is refused again, which costs one short request.
  void grow_history(const std::string& model);

  /// Whether answers are taken to begin inside of thoughts that no tag opens. Nothing: the settings
  /// say it.
  void note_unopened_thoughts(bool begins_inside);
  std::optional<bool> unopened_thoughts() const;

  /// Where something is known, in the order of the names of the models.
  std::vector<provider_lesson> all() const;

 private:
  /// A new one if there is none. Newest use first.
  provider_lesson& find(const std::string& model);

  mutable std::mutex mutex_;
  std::list<provider_lesson> known_;
  std::optional<bool> unopened_thoughts_;
};

}  // namespace aurawell
