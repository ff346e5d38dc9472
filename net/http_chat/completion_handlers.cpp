// Questions in the format of the OpenAI API.
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "net/http_chat/asker.hpp"
#include "net/http_chat/chat_handlers.hpp"
#include "net/http_chat/completion_body.hpp"
#include "net/http_chat/failure_replies.hpp"
#include "net/json/json_arrays.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::net {
namespace {

struct model_row {
  std::string_view name;
  chat_kind kind;
};

/// The first is the default.
constexpr std::array models{
    model_row{"aurawell-health", chat_kind::health},
    model_row{"aurawell-general", chat_kind::general},
};

/// OpenAI's list requires a time of creation.
constexpr std::chrono::sys_days models_made{std::chrono::year{2026} / 1 / 1};

const model_row* find_model(std::string_view name) noexcept {
  for (const auto& model : models) {
    if (name.empty() || model.name == name) {
      return &model;
    }
  }
  return nullptr;
}

http_reply no_such_model() {
  constexpr unsigned status = 404;
  auto reply = json_reply(status);
  write_openai_error(status, "model_not_found",
                     "there is no such model: ask aurawell-health or aurawell-general", reply.body);
  return reply;
}

}  // namespace

rest_answer answer_chat_completion(const rest_backend& behind, const rest_request& request,
                                   const caller&) {
  auto body = read_completion_body(request.body, behind.limits);
  if (!body) {
    return openai_failure_reply({body.failure()});
  }
  auto requester = find_openai_asker(behind, request, body->user);
  if (!requester) {
    return openai_failure_reply({requester.failure()});
  }
  auto name = name_of_request(request.idempotency_key, std::move(body->question.request.value));
  if (!name) {
    return openai_failure_reply({name.failure()});
  }
  const auto* model = find_model(body->model);
  if (model == nullptr) {
    return no_such_model();
  }
  body->question.kind = model->kind;
  body->question.request = *std::move(name);
  chat_exchange exchange{body->is_stream ? chat_format::completion_stream : chat_format::completion,
                         {},
                         std::move(body->question),
                         std::string{model->name},
                         body->wants_usage};
  exchange.asker = *std::move(requester);
  exchange.client.user = exchange.asker.user;
  exchange.client.admitted_at = request.now;
  exchange.client.lang = request.lang;
  exchange.client.address = request.address;
  return exchange;
}

rest_answer list_models(const rest_backend&, const rest_request&, const caller&) {
  auto reply = json_reply(200);
  json_writer json{reply.body};
  json.begin_object();
  json.text("object", "list");
  write_objects(json, "data", models, [](json_writer& to, const auto& model) {
    to.text("id", model.name);
    to.text("object", "model");
    to.number("created", static_cast<std::uint64_t>(
                             std::chrono::sys_seconds{models_made}.time_since_epoch().count()));
    to.text("owned_by", "aurawell");
  });
  json.end_object();
  return reply;
}

}  // namespace aurawell::net
