#include "net/metrics/model_metrics.hpp"

#include <utility>

namespace aurawell::net {
namespace {

using prometheus::BuildHistogram;
using prometheus::Labels;

/// Limit of values for each label. Providers and requested models come from the settings; the
/// models that answer, and some errors, come from outside.
constexpr std::size_t most_names = 32;

/// 4⁰ to 4¹³, as OpenTelemetry recommends.
std::vector<double> token_bounds() {
  std::vector<double> bounds;
  for (double bound = 1; bounds.size() < 14; bound *= 4) {
    bounds.push_back(bound);
  }
  return bounds;
}

/// The labels that all metrics of language models have.
Labels labels_of(std::string provider) {
  return {{"gen_ai_operation_name", "chat"}, {"gen_ai_provider_name", std::move(provider)}};
}

/// The same for what the service serves: its pools are the models that clients ask.
Labels served_labels(chat_kind pool) {
  auto labels = labels_of("aurawell");
  labels.emplace("gen_ai_request_model", pool_name(pool));
  return labels;
}

/// As OpenTelemetry recommends for the first token.
std::vector<double> first_token_bounds() {
  return {0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};
}

/// Adds no label for an empty value.
void add(Labels& labels, const char* name, std::string value) {
  if (!value.empty()) {
    labels.emplace(name, std::move(value));
  }
}

prometheus::Family<prometheus::Histogram>& make(prometheus::Registry& registry, const char* name,
                                                const char* help) {
  return BuildHistogram().Name(name).Help(help).Register(registry);
}

}  // namespace

model_metrics::model_metrics(prometheus::Registry& registry)
    : duration_{make(registry, "gen_ai_client_operation_duration_seconds",
                     "One try at one provider, from the request to its end.")},
      first_chunk_{make(registry, "gen_ai_client_operation_time_to_first_chunk_seconds",
                        "From the request until the first chunk with text or reasoning.")},
      tokens_{make(registry, "gen_ai_client_token_usage",
                   "Tokens of one try, input and output apart, as the provider counted them.")},
      served_first_token_{make(registry, "gen_ai_server_time_to_first_token_seconds",
                               "From a question's arrival until the first text of its answer.")},
      served_{make(registry, "gen_ai_server_request_duration_seconds",
                   "From a question's arrival until the end of its answer.")},
      providers_{most_names},
      asked_models_{most_names},
      answered_models_{most_names},
      errors_{most_names},
      gaps_{[this, &gaps = make(registry, "gen_ai_client_operation_time_per_output_chunk_seconds",
                                "Between two chunks with text or reasoning of one try.")](
                std::string_view provider) -> prometheus::Histogram& {
        return gaps.Add(labels_of(providers_.value_for(provider)),
                        model_buckets.bounds_in_seconds());
      }} {}

void model_metrics::ended(const attempt_report& attempt) {
  auto labels = labels_of(providers_.value_for(attempt.provider));
  add(labels, "gen_ai_request_model", asked_models_.value_for(attempt.request_model));
  add(labels, "gen_ai_response_model", answered_models_.value_for(attempt.response_model));
  const auto bounds = model_buckets.bounds_in_seconds();
  if (attempt.first_chunk) {
    first_chunk_.Add(labels, bounds).Observe(in_seconds(*attempt.first_chunk));
  }
  if (attempt.usage && !attempt.usage->estimated) {
    count_tokens(*attempt.usage, labels);
  }
  add(labels, "error_type", errors_.value_for(attempt.error_type));
  duration_.Add(labels, bounds).Observe(in_seconds(attempt.duration));
}

void model_metrics::count_tokens(const token_usage& usage, Labels labels) {
  labels["gen_ai_token_type"] = "input";
  tokens_.Add(labels, token_bounds()).Observe(usage.prompt_tokens);
  labels["gen_ai_token_type"] = "output";
  tokens_.Add(labels, token_bounds()).Observe(usage.completion_tokens);
}

void model_metrics::chunk(std::string_view provider, std::chrono::nanoseconds gap) {
  gaps_.observe(provider, gap);
}

void model_metrics::answer_began(chat_kind pool, std::chrono::nanoseconds since_question) {
  served_first_token_.Add(served_labels(pool), first_token_bounds())
      .Observe(in_seconds(since_question));
}

void model_metrics::answer_ended(const answer_report& answer) {
  auto labels = served_labels(answer.pool);
  if (answer.failure) {
    labels.emplace("error_type", to_string(*answer.failure));
  } else if (answer.status != request_status::done) {
    labels.emplace("error_type", to_string(answer.status));
  }
  served_.Add(labels, model_buckets.bounds_in_seconds()).Observe(in_seconds(answer.duration));
}

void model_metrics::publish() {
  gaps_.drain();
}

}  // namespace aurawell::net
