#include "domain/safety/reader/reader_model.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <type_traits>
#include <utility>

#include "domain/safety/reader/text_tokens.hpp"

namespace aurawell::safety {

namespace {

static_assert(std::endian::native == std::endian::little, "the file holds numbers as they are");

constexpr std::string_view magic = "aurawell reader\n";
constexpr std::uint32_t version = 1;
constexpr std::size_t header_size = magic.size() + sizeof(version) + sizeof(std::uint64_t);
constexpr std::size_t most_classes = 128;

template <class Value>
void append(std::string& out, const Value& value) {
  static_assert(std::is_trivially_copyable_v<Value>);
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class Value>
void append_all(std::string& out, const std::vector<Value>& values) {
  out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value));
}

class field_reader {
 public:
  explicit field_reader(std::string_view rest) : rest_{rest} {}

  template <class Value>
  Value value() {
    Value read{};
    take(&read, sizeof read);
    return read;
  }

  template <class Value>
  std::vector<Value> values(std::size_t count) {
    std::vector<Value> read(count);
    take(read.data(), count * sizeof(Value));
    return read;
  }

  std::string_view line() {
    const std::size_t end = rest_.find('\n');
    ok_ = ok_ && end != std::string_view::npos;
    const std::string_view read = ok_ ? rest_.substr(0, end) : std::string_view{};
    rest_.remove_prefix(ok_ ? end + 1 : rest_.size());
    return read;
  }

  /// Whether all fields were read and nothing is left.
  bool is_complete() const noexcept { return ok_ && rest_.empty(); }

 private:
  void take(void* into, std::size_t size) {
    ok_ = ok_ && size <= rest_.size();
    if (ok_) {
      std::memcpy(into, rest_.data(), size);
      rest_.remove_prefix(size);
    }
  }

  std::string_view rest_;
  bool ok_ = true;
};

bool read_classes(field_reader& from, std::vector<finding>& into) {
  const auto count = from.value<std::uint32_t>();
  if (count == 0 || count > most_classes) {
    return false;
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto which = finding_from_name(from.line());
    if (!which) {
      return false;
    }
    into.push_back(*which);
  }
  return true;
}

}  // namespace

reader_scores reader_model::scores(const std::vector<text_feature>& features) const {
  return {scores_of_levels(features), scores_of_findings(features)};
}

level_values reader_model::scores_of_levels(const std::vector<text_feature>& features) const {
  level_values levels{};
  for (const text_feature& each : features) {
    const std::int8_t* const row = &level_weights[each.row * level_scores];
    for (std::size_t i = 0; i < level_scores; ++i) {
      levels[i] += each.weight * static_cast<float>(row[i]);
    }
  }
  for (std::size_t i = 0; i < level_scores; ++i) {
    levels[i] = levels[i] * level_scales[i] + level_biases[i];
  }
  return levels;
}

std::vector<float> reader_model::scores_of_findings(
    const std::vector<text_feature>& features) const {
  const std::size_t classes = findings.size();
  // A fixed size and no checked access, so that the compiler adds several classes at once.
  std::array<float, most_classes> sums{};
  float* const sum = sums.data();
  assert(classes <= most_classes);
  for (const text_feature& each : features) {
    const std::int8_t* const row = &finding_weights[each.row % finding_rows * classes];
    for (std::size_t i = 0; i < classes; ++i) {
      sum[i] += each.weight * static_cast<float>(row[i]);
    }
  }
  std::vector<float> scores(classes);
  for (std::size_t i = 0; i < classes; ++i) {
    scores[i] = sums[i] * finding_scales[i] + finding_biases[i];
  }
  return scores;
}

std::string written(const reader_model& model) {
  std::string body;
  append(body, static_cast<std::uint32_t>(model.findings.size()));
  for (const finding each : model.findings) {
    body += name_of(each);
    body += '\n';
  }
  append(body, model.thresholds);
  append(body, model.level_scales);
  append(body, model.level_biases);
  append_all(body, model.finding_scales);
  append_all(body, model.finding_biases);
  append_all(body, model.level_weights);
  append_all(body, model.finding_weights);
  std::string file{magic};
  append(file, version);
  append(file, hash_text(body));
  return file + body;
}

std::optional<reader_model> read_reader_model(std::string_view file) {
  if (file.size() < header_size || !file.starts_with(magic)) {
    return std::nullopt;
  }
  field_reader header{file.substr(magic.size(), header_size - magic.size())};
  const auto its_version = header.value<std::uint32_t>();
  const auto checksum = header.value<std::uint64_t>();
  if (its_version != version || checksum != hash_text(file.substr(header_size))) {
    return std::nullopt;
  }
  field_reader body{file.substr(header_size)};
  reader_model model;
  if (!read_classes(body, model.findings)) {
    return std::nullopt;
  }
  const std::size_t classes = model.findings.size();
  model.thresholds = body.value<decltype(model.thresholds)>();
  model.level_scales = body.value<level_values>();
  model.level_biases = body.value<level_values>();
  model.finding_scales = body.values<float>(classes);
  model.finding_biases = body.values<float>(classes);
  model.level_weights = body.values<std::int8_t>(feature_rows * level_scores);
  model.finding_weights = body.values<std::int8_t>(finding_rows * classes);
  if (!body.is_complete()) {
    return std::nullopt;
  }
  return model;
}

}  // namespace aurawell::safety
