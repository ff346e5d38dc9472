#include "net/llm/curl/curl_loop.hpp"

#include <utility>

#include "net/llm/curl/curl_engine.hpp"
#include "net/llm/curl/curl_exchange.hpp"
#include "net/llm/curl/curl_mailbox.hpp"

namespace aurawell::net {

curl_loop::curl_loop(boost::asio::io_context& loop, std::shared_ptr<telemetry> measures,
                     const curl_options& options)
    : mailbox_{std::make_shared<curl_mailbox>(loop)} {
  mailbox_->connect(curl_engine::make(loop, mailbox_, std::move(measures), options));
}

curl_loop::~curl_loop() {
  mailbox_->end();
}

void curl_loop::start(std::shared_ptr<curl_exchange> exchange) {
  mailbox_->start(std::move(exchange));
}

bool curl_loop::is_here() const {
  return mailbox_->is_here();
}

std::size_t curl_loop::running() const noexcept {
  return mailbox_->running();
}

}  // namespace aurawell::net
