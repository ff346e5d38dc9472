#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace aurawell {

/// What one model of a provider accepts, as learned from its answers.
struct provider_lesson {
  std::string model;
  /// Members of a request that it refused; requests leave them out.
  std::set<std::string> refused;
  /// Bytes of past messages that fit into its prompt. Nothing: no limit was met.
  std::optional<std::size_t> history_bytes;
};

/// What was learned about one provider from its answers. Thread-safe. Lost at the end of the
/// process, and when the provider's settings change.
class provider_lessons {
 public:
  /// Models remembered; a further one replaces the one used longest ago.
  static constexpr std::size_t max_models = 16;
  /// Names remembered of one model; further ones are dropped.
  static constexpr std::size_t max_names = 16;
  /// Least step by which `history_bytes` grows.
  static constexpr std::size_t least_growth = 256;

  /// The lesson for the next request.
  provider_lesson of(const std::string& model);

  void refuse(const std::string& model, const std::set<std::string>& names);

  /// So much was taken where more had been refused. Never more than is known already.
  void learn_history_limit(const std::string& model, std::size_t bytes);

  /// A shortened history was accepted: the next request may send a sixteenth more. So one long
  /// question does not shorten all later conversations for ever. If the limit grows too far, the
  /// next refusal lowers it again, at the price of one short request.
  void grow_history(const std::string& model);

  /// Whether answers are assumed to begin inside thoughts without an opening tag. Not called when a
  /// setting decides.
  void note_unopened_thoughts(bool begins_inside);
  std::optional<bool> unopened_thoughts() const;

  /// All lessons that are not empty, by the name of the model.
  std::vector<provider_lesson> all() const;

 private:
  /// Adds an empty one if there is none. Order: latest use first.
  provider_lesson& find(const std::string& model);

  mutable std::mutex mutex_;
  std::list<provider_lesson> known_;
  std::optional<bool> unopened_thoughts_;
};

}  // namespace aurawell
